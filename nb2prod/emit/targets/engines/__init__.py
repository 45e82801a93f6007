"""The engines, one module each with its `TARGET`; the registry finds all modules here."""

"""The engines, a module each with its `TARGET`; one is found by standing here."""

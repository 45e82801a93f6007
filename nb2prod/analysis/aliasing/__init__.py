"""Which names may lead to the same object, and what changes it."""

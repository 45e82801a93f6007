"""Which statement is in which stage, and the name of each version."""

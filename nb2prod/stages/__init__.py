"""Which statement is in which stage, and which version of a name is called what."""

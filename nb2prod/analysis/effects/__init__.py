"""What statements do besides binding names: figures, random streams, what cannot be seen."""

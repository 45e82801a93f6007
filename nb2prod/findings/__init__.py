"""What is found about a notebook, and the formats in which people and other tools read it."""

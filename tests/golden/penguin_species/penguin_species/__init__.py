"""Penguin species: scripts made from the notebook penguin_species.ipynb."""

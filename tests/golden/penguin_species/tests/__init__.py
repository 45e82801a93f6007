"""Tests of penguin_species."""

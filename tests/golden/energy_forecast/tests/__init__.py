"""Tests of energy_forecast."""

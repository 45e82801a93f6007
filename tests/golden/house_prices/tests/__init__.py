"""Tests of house_prices."""

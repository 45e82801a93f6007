"""Tests of spam_filter."""

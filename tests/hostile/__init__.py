"""Tests with hostile content."""

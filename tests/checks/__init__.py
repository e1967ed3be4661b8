"""Tests of the editorial rules."""

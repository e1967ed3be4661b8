"""Measures that are made by hand: how fast, how much, how well it withstands."""

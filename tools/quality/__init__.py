"""Measures what a site is like for those who use it; `make quality` and tests/quality/ use the same functions."""

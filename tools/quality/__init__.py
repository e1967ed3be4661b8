"""Measures accessibility, privacy and speed of a site; used by `make quality` and by tests/quality/."""

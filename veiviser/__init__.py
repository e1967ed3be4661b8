"""Veiviser builds a regional directory of offers for carers as a static site."""

__version__ = "0.1.0"

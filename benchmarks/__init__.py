"""Benchmarks and stress tests that are run by hand."""

# The day as which the corpus of benchmarks/corpus.py is built; here, since whoever needs it may need nothing else.
TODAY = "2026-09-01"

"""Benchmarks and stress tests that are run by hand."""

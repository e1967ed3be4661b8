"""Measures the quality of the search results, compared with two search libraries in their default configuration."""

"""Tests that measure the quality of pages, and tests of the measures."""

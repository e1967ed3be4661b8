"""Tests of what can be measured on pages."""

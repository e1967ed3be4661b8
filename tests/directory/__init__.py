"""Tests of the resolved directory."""

"""Tests of built sites."""

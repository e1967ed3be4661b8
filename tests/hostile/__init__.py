"""Tests with content that wants to do harm."""

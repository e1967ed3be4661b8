"""Tests of the commands that write content."""

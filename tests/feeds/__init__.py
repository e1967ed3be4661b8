"""Tests of calendars, news, open data and conventions."""

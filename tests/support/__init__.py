"""Helpers shared by tests: built sites, servers, terminals and git repositories."""

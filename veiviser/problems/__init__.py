"""What can be wrong with content: codes, the problem as a value, and its words."""

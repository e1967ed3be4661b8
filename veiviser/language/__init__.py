"""Languages and their catalogues, the order of letters, plain text."""

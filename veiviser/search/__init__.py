"""What visitors can find by words: the documents of the search, and its index."""

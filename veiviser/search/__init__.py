"""The site search: the documents that can be found, the word data and the Pagefind index."""

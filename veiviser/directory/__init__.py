"""The resolved directory of the region: all references are valid; independent of files, HTML and the clock."""

"""The way from a root to a published site: reading, the pipeline, writing files, the swap."""

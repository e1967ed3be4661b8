"""From a root to a published site: loading, the pipeline, writing files, publishing."""

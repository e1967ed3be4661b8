"""Problems of content: their codes, the problem as a value, its messages and remedies."""

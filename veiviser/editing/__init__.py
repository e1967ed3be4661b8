"""What helps editors write: new records, imports, reviews, forms."""

"""Pages become artifacts: templates, safe text, dates and phone numbers."""

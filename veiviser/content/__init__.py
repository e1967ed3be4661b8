"""Files under content/ become typed records."""

"""How well the search finds what people ask for, beside two search programs as they come."""

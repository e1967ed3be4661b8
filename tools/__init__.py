"""Programs for those who work on veiviser; no part of the package."""

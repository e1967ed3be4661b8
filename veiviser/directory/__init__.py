"""What the region offers: references proven, nothing about files, HTML or the clock."""

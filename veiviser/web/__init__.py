"""What every output for readers shares: dates as each language writes them."""

"""What the adapter asks of a shop's Admin, by noun."""

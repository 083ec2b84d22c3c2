"""A record as keys, as numbers to compare, and as bytes."""

"""Where the reference list is, and where each of its entries begins and ends."""

"""Records from and to the formats of reference managers; each format in both directions."""

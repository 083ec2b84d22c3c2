"""What a DOI leads to: whether it exists, whose it is, and the work as its agency describes it."""

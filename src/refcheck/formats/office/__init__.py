"""Records from the lists of sources that word processors have of their own."""

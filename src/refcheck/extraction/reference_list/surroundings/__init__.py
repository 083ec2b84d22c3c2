"""Text among and around the entries that is not part of them."""

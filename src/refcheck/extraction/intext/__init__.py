"""What the body text cites: markers, and the entries they point to."""

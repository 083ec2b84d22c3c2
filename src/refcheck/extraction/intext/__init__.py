"""What the running text cites: markers, and the entries they point to."""

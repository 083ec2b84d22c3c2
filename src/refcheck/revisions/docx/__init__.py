"""Word: comments and tracked changes in the author's own manuscript."""

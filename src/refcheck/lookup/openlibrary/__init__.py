"""Open Library: books by their ISBN. What it has may confirm a book, and never contradict one."""

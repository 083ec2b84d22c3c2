"""LaTeX documents and the files they include."""

"""`refcheck serve`: the same pipeline on a page in the browser."""

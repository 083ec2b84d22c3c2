"""Web pages, saved pages and e-books."""

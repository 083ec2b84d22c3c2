"""Web pages that are cited: whether they are there, and which copies the Internet Archive has."""

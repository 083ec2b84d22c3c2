"""References and works that are named in passing, on their way through lookup and matching."""

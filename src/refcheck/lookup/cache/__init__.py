"""Cached responses: what a source answered, by query."""

"""Segments: written once, mapped into memory, merged, and listed in a manifest."""

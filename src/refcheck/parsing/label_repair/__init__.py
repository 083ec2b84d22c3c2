"""Repairs labels that cannot be right, before the fields are read."""

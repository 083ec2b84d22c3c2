"""Readings that are kept from run to run: what was found in a document that has not changed."""

"""Turns labelled tokens into the values of a record."""

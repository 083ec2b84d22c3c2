"""Corrections and comments in the author's own file: a module for each format that can be written.

What is changed is decided in `fixes`; everything else of the file stays as it was, byte for byte.
"""

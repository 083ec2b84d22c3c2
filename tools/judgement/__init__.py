"""Measuring matching and checks on references made from real records."""

"""The one path that every reference goes."""

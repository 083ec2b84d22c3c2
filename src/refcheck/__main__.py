"""`python -m refcheck` and the `refcheck` command."""

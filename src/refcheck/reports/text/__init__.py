"""The report for people, in plain text."""

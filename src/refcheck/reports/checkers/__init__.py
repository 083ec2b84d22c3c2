"""Findings in the formats of other checkers: for build servers, code scanning and editors."""

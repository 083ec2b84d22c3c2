"""Inputs that are hostile or larger than any article, as tables of cases: a file for each kind."""

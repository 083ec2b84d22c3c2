"""Comparisons of what is cited with what is recorded: names, titles, journals, locators."""

"""The rules, one file per family; the docstring of each rule is its page for users."""

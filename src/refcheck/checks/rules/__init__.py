"""The rules, one file a family; the docstring of each rule is its page for users."""

"""The rules that an article alone decides: its list, its citations, what a reference lacks."""

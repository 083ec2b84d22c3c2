"""The NLM Catalog: books, reports, theses and journals in the National Library of Medicine."""

"""BibTeX in and out; the only importer of bibtexparser."""

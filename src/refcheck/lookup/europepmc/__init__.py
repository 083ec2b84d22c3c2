"""Europe PMC: preprints, theses, Agricola, guidelines and articles that PubMed does not list."""

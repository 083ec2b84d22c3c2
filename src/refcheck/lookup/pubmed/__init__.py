"""PubMed through the E-utilities: queries, responses, coverage."""

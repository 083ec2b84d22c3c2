"""JATS and TEI."""

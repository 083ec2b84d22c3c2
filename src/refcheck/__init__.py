"""Check the numbered references of an article against PubMed."""

__version__ = "0.1.0"

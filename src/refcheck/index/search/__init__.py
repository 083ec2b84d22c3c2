"""Answers from segments: candidates for a reference, and PubMed's queries."""

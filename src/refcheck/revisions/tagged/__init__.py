"""Corrections in files of tagged lines: RIS, PubMed's, EndNote's."""

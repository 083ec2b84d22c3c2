"""The files of PubMed as NLM publishes them: opened, cut into records, read."""

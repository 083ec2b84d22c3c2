"""All of PubMed on one's own disk.

`files/` reads what NLM publishes, `records/` makes keys and bytes of a record, `storage/` writes
and reads segments, `search/` answers from them, `provider.py` is the source of records.
"""

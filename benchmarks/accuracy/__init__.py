"""How right refcheck is: articles made from real records, checked against a local service.

`python -m benchmarks.accuracy --help` says how to run it, `docs/development/accuracy.md` what it
measures.
"""

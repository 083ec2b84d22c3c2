"""How many planted errors `refcheck fix` takes back, to the letter, in lists of many styles.

See `docs/development/accuracy.md`.
"""

"""Answers of a service that means harm. Every reference has to be in the report, as unavailable."""

from __future__ import annotations

from hostile.case import Case, fill
from hostile.service import FORMS

__all__ = ["ANSWERS"]

REFERENCES = """References

1. Loo CK. Ketamine in practice. Lancet. 2018;391:1-2. PMID: 12345678
2. Katalinic N, Lai R. Ketamine as a new treatment. Aust N Z J Psychiatry. 2013;47(8):710-27.
3. Glue P, Loo CK. Ketamine and mood. doi: 10.1000/182
"""
ASK = (
    *("check", "{input}", "--eutils-url", "{service}", "--rate", "100"),
    *("--cache-dir", "cache", "-o", "report.txt"),
)
# Bytes. What is packed is as large as a disk; the others just fit into what may be read.
SIZES = {
    "gzip": 1_000_000_000,
    "gzip twice": 4_000_000_000,
    "gzip three times": 6_000_000_000,
    "lines": 1_000_000,
    "endless": 65_536,
    "drops": 1,
    "headers": 1,
}
JUST_FITS = 16_000_000

ANSWERS: dict[str, Case] = {
    f"answer: {form}": Case(
        make=fill(lambda _size: REFERENCES),
        size=SIZES.get(form, JUST_FITS),
        command=ASK,
        answer=form,
        growth=None,
    )
    for form in FORMS
}

"""One short token over and over: in a reference, in running text, in many lines, in one field."""

from __future__ import annotations

from hostile.case import LIST, PARSE, Case, fill, repeated

__all__ = ["REPEATS"]

ENTRY = "Loo CK. Ketamine in practice. Lancet. 2018;12:1-2."
ENTRIES = f"\n\nReferences\n\n1. {ENTRY}\n2. Smith J. Ketamine. Lancet. 2018;12:3-4.\n"
NAMED = (
    "\n\nReferences\n\nLoo CK (2018) Ketamine. Lancet 12:1-2.\n\nSmith J (2015) Mood. BMJ 9:3-4.\n"
)
# In one reference: what parts names, titles and fields, opens and closes, or is not seen at all.
TOKENS = {
    "[": "[",
    "*": "*",
    ";": ";",
    "A B, ": "A B, ",
    "(2015) ": "(2015) ",
    "blank lines": "\n",
    "right-to-left marks": "\u200f",
    "turned writing direction": "\u202e",
    "ellipses": "… ",
    "back quotes": "`",
    "http://a ": "http://a ",
    "et al., ": "et al., ",
    "12(3):4-5;": "12(3):4-5;",
}


def entry(token: str) -> Case:
    """One reference of a list, 5 MB of one token."""
    return Case(make=repeated(token, LIST, "\n"), size=5_000_000, seconds=15)


def years(size: int) -> str:
    """Running text of bare years, before a list whose works are cited by name and year."""
    return "Mood (Loo, 2018; Smith, 2015).\n\n" + "(2015) " * (size // 7) + NAMED


def page_numbers(size: int) -> str:
    """Lines of numbers that begin to count up again and again."""
    return "1\n2\n3\n4\n" * (size // 8) + ENTRIES


def page_breaks(size: int) -> str:
    """A list in which each line begins a page."""
    return "References\n\n" + f"{ENTRY}\n\f" * (size // (len(ENTRY) + 2))


def headings(size: int) -> str:
    """Lists of two entries, each below a heading."""
    return ENTRIES * (size // len(ENTRIES))


def parse_lines(token: str) -> Case:
    """Lines of 100,000 characters, as many as are parsed of one, and nothing else in them."""
    return Case(
        make=fill(lambda size: f"{ENTRY} {token * (99_000 // len(token))}\n" * (size // 100_000)),
        size=1_000_000,
        command=PARSE,
    )


def author(token: str) -> Case:
    """A BibTeX entry with an author of 1 MB."""
    before, after = "@article{a, author = {", "}, title = {Mood}, journal = {BMJ}, year = 2018}\n"
    return Case(make=repeated(token, before, after, "a.bib"), name="a.bib", size=1_000_000)


REPEATS = {
    **{f"one reference of {name}": entry(token) for name, token in TOKENS.items()},
    "running text of years": Case(make=fill(years), size=1_000_000, seconds=5),
    "running text of markers": Case(make=repeated("[1] ", "", ENTRIES), size=1_000_000),
    "lines of numbers": Case(make=fill(page_numbers), size=600_000),
    "a list with a page for each line": Case(make=fill(page_breaks), size=1_000_000),
    "many lists": Case(make=fill(headings), size=1_000_000),
    "parse: ellipses": parse_lines("… "),
    "parse: quotation marks": parse_lines("`"),
    "BibTeX author of particles": author("de la "),
    "BibTeX author of bullets": author("• "),
}

"""What to say of a path that leads to no file: what was given in its place, or what was meant."""

from __future__ import annotations

import os
import re
from itertools import islice
from typing import Final

from refcheck.text.patterns import lazy_regex
from refcheck.text.spelling import nearest
from refcheck.text.works.identifiers import normalise_doi, normalise_pmcid

__all__ = ["missing_reason"]

_NO_FILE: Final = "there is no such file"
_NO_TARGET: Final = "is a link that leads to no file"
_LONGEST_NAME: Final = 255  # characters: no file system has longer names
_MOST_NAMES: Final = 2_000  # files of a folder among which a misspelt name is looked for
_ADDRESS: Final = lazy_regex(r"(?:https?|ftp)://|www\.[^/\\\s]+\.\w", re.IGNORECASE)
_DOI: Final = lazy_regex(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s?)?10\.\d{4,9}(?:\.\d{1,9}){0,4}/\S+", re.IGNORECASE
)
_PMID: Final = lazy_regex(
    r"(?:(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s?)?(\d{5,8})/?", re.IGNORECASE
)
_PMCID: Final = lazy_regex(
    r"(?:https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/|pmcid:?\s?)?"
    r"PMC\d{3,9}/?",
    re.IGNORECASE,
)


def missing_reason(path: str) -> str:
    """Returns why there is nothing to read at `path`, which does not exist, and what to do.

    People give an identifier, a web address, or a name that is nearly right.
    """
    if os.path.islink(path):  # noqa: PTH114
        return _NO_TARGET
    shown = path[:_LONGEST_NAME]
    if _DOI.fullmatch(shown):
        return _one_work("DOI", normalise_doi(shown) or shown)
    if found := _PMID.fullmatch(shown):
        return _one_work("PMID", found[1])
    if _PMCID.fullmatch(shown):
        return _one_work("PMCID", normalise_pmcid(shown) or shown)
    if _ADDRESS.match(shown):
        return (
            "is a web address, and refcheck fetches no pages: save the page in your browser, and "
            "give the name of the saved file"
        )
    meant = _similar_name(path)
    return f"{_NO_FILE}; did you mean {meant}?" if meant else _NO_FILE


def _one_work(kind: str, value: str) -> str:
    return f"is a {kind}, not a file: 'refcheck lookup {value}' looks up a single work"


def _similar_name(path: str) -> str | None:
    """Returns the path of the file in the same folder whose name is nearest, if one is near.

    "article.txt" for "Article.TXT" comes before what is only spelt alike.
    """
    folder, name = os.path.split(path)
    if not name or len(name) > _LONGEST_NAME:
        return None
    try:
        with os.scandir(folder or ".") as entries:
            # Links that lead to no file are not meant.
            there = (entry.name for entry in entries if os.path.exists(entry))  # noqa: PTH110
            names = list(islice(there, _MOST_NAMES))
    except (OSError, ValueError):
        return None
    printable = sorted(known for known in names if known.isprintable())
    same = next((known for known in printable if known.casefold() == name.casefold()), None)
    found = same or nearest(name, printable)
    return os.path.join(folder, found) if found else None  # noqa: PTH118 - as it was given

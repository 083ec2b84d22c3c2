"""The settings on sources: which are asked beside PubMed, and at which addresses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from refcheck.settings.values import read_url, shown
from refcheck.text.spelling import did_you_mean

__all__ = ["ALL", "FURTHER", "PUBMED", "named_sources", "read_source_urls", "read_sources"]

PUBMED: Final = "pubmed"
ALL: Final = "all"
FURTHER: Final = (
    "Crossref, DataCite, doi.org, the NLM Catalog, the Bookshelf, Europe PMC, Open Library and"
    " ClinicalTrials.gov"
)
_FURTHER: Final = (
    "crossref",
    "datacite",
    "doi",
    "nlmcatalog",
    "bookshelf",
    "europepmc",
    "openlibrary",
    "clinicaltrials",
)
_SOURCES: Final = (PUBMED, *_FURTHER)
_WITH_ADDRESS: Final = (*_FURTHER, "wayback")  # the last one is asked with --links


def named_sources(chosen: Collection[str]) -> frozenset[str]:
    """Returns the sources that a value of `--sources` chooses; PubMed is always among them."""
    return frozenset(_SOURCES) if ALL in chosen else frozenset((PUBMED, *chosen))


def read_sources(value: object, _folder: Path) -> tuple[str, ...]:
    """Returns the sources in a list, or in a text with commas, in the order of the table."""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise ValueError('needs a list of sources: ["pubmed", "crossref"]')
    words = {name.strip().lower() for name in names if name.strip()}
    if not words:
        raise ValueError("names no source")
    for word in sorted(words):
        if word not in (*_SOURCES, ALL):
            hint = did_you_mean(word, (*_SOURCES, ALL))
            raise ValueError(f"names {shown(word)}, which is not a source; {hint}")
    return tuple(name for name in (*_SOURCES, ALL) if name in words)


def read_source_urls(value: object, folder: Path) -> tuple[tuple[str, str], ...]:
    """Returns pairs of source and address, from a table or from "crossref=URL,doi=URL"."""
    if isinstance(value, str):
        value = tuple(_pair(text) for text in value.split(",") if text.strip())
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if not isinstance(pairs, tuple):
        raise ValueError('has to be a table, {"crossref" = "https://..."}')
    urls = {}
    for name, url in pairs:
        if name not in _WITH_ADDRESS:
            hint = "use --eutils-url" if name == PUBMED else did_you_mean(str(name), _WITH_ADDRESS)
            raise ValueError(f"names {shown(name)}, which has no address of its own; {hint}")
        try:
            urls[name] = str(read_url(url, folder))
        except ValueError as error:
            raise ValueError(f"of {name} {error}") from None
    return tuple(urls.items())


def _pair(text: str) -> tuple[str, str]:
    name, equals, url = text.strip().partition("=")
    if not equals:
        raise ValueError(f"needs NAME=URL, such as crossref=https://..., not {shown(text)}")
    return name.strip().lower(), url.strip()

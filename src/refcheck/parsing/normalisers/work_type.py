"""The type of a work, told from its fields and from the words that name a kind."""

from __future__ import annotations

from functools import lru_cache

from refcheck.model.record import WorkType
from refcheck.parsing.normalisers.special_types import Signs, special_type
from refcheck.parsing.thresholds import (
    WORDS_CHARACTERS,
)
from refcheck.text.patterns import Hinted, lazy_regex
from refcheck.text.works.registrations import Registration

__all__ = ["work_type"]

_CONFERENCE = Hinted(
    r"\b(?:proc(?:eedings)?|conf(?:erence)?|symposium|workshop|congress|congresso|anais|"
    r"annual meeting|tagung)\b",
    hints="proc|conf|symposium|workshop|congress|anais|meeting|tagung",
)
_PREPRINT = Hinted(
    r"\b(?:arxiv|biorxiv|medrxiv|preprint|ssrn|chemrxiv|psyarxiv)\b", hints="xiv|preprint|ssrn"
)
_NEWSPAPER = Hinted(
    r"\b(?:zeitung|new york times|the times|guardian|washington post|le monde|el país|spiegel|"
    r"telegraph|herald|tribune|newspaper|folha de s|o globo|bbc news|nachrichten)\b",
    hints="zeitung|times|guardian|washington|monde|el país|spiegel|telegraph|herald|tribune|"
    "newspaper|folha|globo|bbc|nachrichten",
)
# Each begins with a letter, so that `re` skips all others.
_IN = lazy_regex(
    r"[Ii](?:(?<=[.,”\"?!)]\s.)|(?<=^.))n(?::|\s[A-Z])|[Ee]m:(?<!\w..:)\s|ed(?<!\w..)(?:s?|itors?)\b"
)


def work_type(
    text: str, *, title: str | None, container: str | None, volume: str | None,
    pages: str | None, publisher: str | None, url: str | None, preprint: bool = False,
    doi: str | None = None, numbers: tuple[Registration, ...] = (),
) -> WorkType:  # fmt: skip
    """Returns the likeliest type; DOCUMENT where nothing is known. `preprint`: a preprint's number
    is in the string; `numbers`: those of registries and the like."""
    text = text[:WORDS_CHARACTERS]
    rest = text.replace(title, " ") if title else text
    placed = bool(container and volume and pages)
    signs = Signs(text, rest, title or "", container or "", placed, doi or "", numbers)
    if (special := special_type(signs)) is not None:
        return special
    if container:
        return _part_type(text, container, volume, publisher)
    if preprint and not publisher:
        return WorkType.PREPRINT
    if url and not publisher:
        return WorkType.WEBPAGE
    if publisher:
        return WorkType.BOOK
    if title is None:
        return WorkType.DOCUMENT
    return WorkType.ARTICLE_JOURNAL if volume and pages else WorkType.BOOK


def _part_type(text: str, container: str, volume: str | None, publisher: str | None) -> WorkType:
    kind = _kind_of_container(container)
    if kind is WorkType.PREPRINT:
        return kind
    if volume and not publisher:
        return WorkType.ARTICLE_JOURNAL
    if kind is WorkType.PAPER_CONFERENCE or (kind and not publisher):
        return kind
    if (publisher and not volume) or _IN.search(text):
        return WorkType.CHAPTER
    return WorkType.ARTICLE_JOURNAL


@lru_cache(maxsize=2048)
def _kind_of_container(container: str) -> WorkType | None:
    """Returns what the name of a container says of its parts: journals, which say nothing, come
    often."""
    if _PREPRINT.is_in(container):
        return WorkType.PREPRINT
    if _CONFERENCE.is_in(container):
        return WorkType.PAPER_CONFERENCE
    return WorkType.ARTICLE_NEWSPAPER if _NEWSPAPER.is_in(container) else None

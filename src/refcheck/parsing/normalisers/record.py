"""Turns a labelled string into a record: the ordered normalisers, one field each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from refcheck.model.record import BibliographicRecord, Contributor, PublicationDate
from refcheck.parsing.label_repair.authors import gap_in_authors
from refcheck.parsing.normalisers.dates import accessed_date, ahead_of_print, published
from refcheck.parsing.normalisers.language import language
from refcheck.parsing.normalisers.names import contributors, is_cut, split_names
from refcheck.parsing.normalisers.values import (
    clean_container,
    clean_issue,
    clean_pages,
    clean_publisher,
    clean_title,
    clean_volume,
)
from refcheck.parsing.normalisers.work_type import work_type
from refcheck.parsing.tokens import Token
from refcheck.text.identifiers import Identifier

__all__ = ["Run", "read", "runs"]


class Run(NamedTuple):
    """Neighbouring tokens with one label: places in the list of tokens, `end` exclusive."""

    label: str
    start: int
    end: int


def runs(labels: Sequence[str]) -> list[Run]:
    """The labels as runs, "O" left out; names are not made into runs."""
    found: list[Run] = []
    start = 0
    current = ""
    for place, label in enumerate([*labels, ""]):
        if label != current:
            if current and current[0] not in "OBI":
                found.append(Run(current, start, place))
            start, current = place, label
    return found


@dataclass(frozen=True, slots=True)
class _Source:
    """What a record is read from: the string with its identifiers cut out, and its labels."""

    text: str
    tokens: Sequence[Token]
    labels: Sequence[str]
    runs: Sequence[Run]
    longest: dict[str, Run] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for run in self.runs:
            other = self.longest.get(run.label)
            if other is None or run.end - run.start > other.end - other.start:
                self.longest[run.label] = run

    def words(self, run: Run) -> str:
        return self.text[self.tokens[run.start].start : self.tokens[run.end - 1].end]

    def best(self, label: str) -> Run | None:
        """The run that stands for the field: the longest, the first of equals."""
        return self.longest.get(label)

    def titles(self) -> tuple[Run | None, Run | None]:
        """The runs of the title and of the container.

        Two titles and no container are a chapter and its book: "Politikberatung. In: ... (Hrsg.):
        Kleines Lexikon der Politik". A container with nothing that journals have, and no title, is
        the title of the whole work.
        """
        title, container = self.best("title"), self.best("container")
        if container is None:
            found = [run for run in self.runs if run.label == "title"]
            if len(found) > 1 and self._is_host(found[1]):
                return found[0], found[1]
        if title is not None or container is None:
            return title, container
        names = self.longest.keys()
        of_book = "publisher" in names and not names & {"volume", "issue"}
        if (of_book and not self._is_host(container)) or not names & _LOCATORS:
            return container, None
        return title, container

    def adjacent(self) -> bool:
        """Whether the volume stands right behind the container."""
        container, volume = self.best("container"), self.best("volume")
        return container is not None and volume is not None and container.end == volume.start

    def _is_host(self, run: Run) -> bool:
        start = run.start
        while start and self.labels[start - 1] == "O":
            start -= 1
        between = self.text[self.tokens[start].start : self.tokens[run.start].start]
        return _HOST.search(between) is not None

    def value(self, label: str, clean: Callable[[str], str | None]) -> str | None:
        run = self.best(label)
        return clean(self.words(run)) if run else None


_LOCATORS = frozenset(["volume", "issue", "pages"])
_GLUED = re.compile(r"(.{2,200}[A-Za-z])(\d{1,4})$")
_SECTION = re.compile(r"([A-G])(\d{1,4})$")
_EDITION = re.compile(
    r"\b(\d{1,3}(?:\s?(?:st|nd|rd|th|d|ª|a|e|ème)\b|(?=\.))?|[Rr]ev(?:ised)?|[Ff]irst|[Ss]econd|[Tt]hird|"
    r"[Ff]ourth|[Ff]ifth)\.?\s(?:rev\.\s)?(?:edn?|[Ee]dition|[Aa]ufl(?:age)?|édition|edición|edição)\b"
)
# "Handbook of Psychology, 2nd edn" behind a title that ran on.
_LAST_EDITION = re.compile(r",?\s\(?(\d{1,2}(?:st|nd|rd|th|\.)?)\s(?:[Ee]dn?|[Ee]dition)\.?\)?$")
# One of these is in whatever `_EDITION` finds; to look for them costs a tenth.
_EDITION_HINT = re.compile(r"ed|Ed|auf|Auf|éd")
_EDITORS = re.compile(
    r"\b(?:[Ee]ds?|[Ee]ditors?|[Ee]dited by|Hrsg|Hg|Orgs?|Coords?)\b", re.IGNORECASE
)
_HOST = re.compile(r"(?:^|[\s.,:;(–-])(?:[Ii]n|IN|[Ee]m|//)\b|//|\([Ee]ds?\.?\)|\(Hrsg|\(Hg")
_MEDIUM = re.compile(r"^\s?\[?(?:internet|online)\]\.?\s?", re.IGNORECASE)
_IN = re.compile(r"(?:^|[\s.,:;])[Ii]n\b:?\s?")


def read(
    text: str,
    tokens: Sequence[Token],
    labels: Sequence[str],
    identifiers: Sequence[Identifier],
    *,
    ahead: bool = False,
    authors: tuple[Contributor, ...] | None = None,
) -> BibliographicRecord:
    """The record that the labels, mended, say the string holds. `text` has its identifiers cut out,
    and notices that it is ahead of print (`ahead`); `authors` are given where they are known."""
    source = _Source(text, tokens, labels, runs(labels))
    title_run, container_run = source.titles()
    title = clean_title(source.words(title_run)) if title_run else None
    container = clean_container(source.words(container_run)) if container_run else None
    publisher = source.value("publisher", clean_publisher)
    volume, pages = source.value("volume", clean_volume), source.value("pages", clean_pages)
    if container and pages:
        container, volume = _section(container, volume, adjacent=source.adjacent())
    edition = None
    if title and "d" in title[-12:] and (printed := _LAST_EDITION.search(title)):
        title, edition = clean_title(title[: printed.start()]), printed[1]
    ids = _Identifiers(identifiers)
    if authors is None:
        authors = contributors(text, tokens, labels)
    rest = _unlabelled(source)
    return BibliographicRecord(
        type=work_type(
            text, title=title, container=container, volume=volume, pages=pages,
            publisher=publisher, url=ids.first("url"),
            preprint=ids.first("arxiv") is not None,
        ),
        authors=authors,
        authors_complete=not (is_cut(rest[:20_000]) or gap_in_authors(text, tokens, labels)),
        editors=_editors(source, container_run, authors),
        title=title,
        container_title=container,
        dates=_dates(source),
        volume=volume,
        issue=source.value("issue", clean_issue),
        pages=pages,
        edition=_edition(rest) or edition,
        publisher=publisher,
        publisher_place=_place(source),
        language=language(text, title),
        doi=ids.first("doi"),
        pmid=ids.first("pmid"),
        pmcid=ids.first("pmcid"),
        url=ids.first("url"),
        accessed=accessed_date(rest),
        isbn=ids.all("isbn"),
        issn=ids.all("issn"),
        elocations=tuple(f"arXiv:{value}" for value in ids.all("arxiv")),
        ahead_of_print=ahead or ahead_of_print(rest),
    )  # fmt: skip


def _section(
    container: str, volume: str | None, *, adjacent: bool
) -> tuple[str | None, str | None]:
    """Journal and volume where a section's letter or the name is glued to the number: "Phys. Lett."
    and "B70" are "Phys. Lett. B" and "70", "Phys. Rev. Accel. Beams18" has a volume of its own."""
    if volume is None and (glued := _GLUED.match(container)):
        return glued[1], glued[2]
    section = _SECTION.match(volume or "")
    if section and adjacent and container.endswith("."):
        return f"{container} {section[1]}", section[2]
    return container, volume


class _Identifiers:
    def __init__(self, found: Sequence[Identifier]) -> None:
        self._values: dict[str, list[str]] = {}
        for one in found:
            if one.valid:
                self._values.setdefault(one.kind, []).append(one.value)

    def first(self, kind: str) -> str | None:
        values = self._values.get(kind)
        return values[0] if values else None

    def all(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._values.get(kind, ())))


_NO_WORDS = frozenset(["O", "year", "volume", "issue", "pages"])


def _unlabelled(source: _Source) -> str:
    """What is no name and no title, joined by spaces; what is left out leaves a bar."""
    pieces: list[str] = []
    for token, label in zip(source.tokens, source.labels, strict=True):
        if label in _NO_WORDS:
            pieces.append(source.text[token.start : token.end])
        elif pieces and pieces[-1] != "|":
            pieces.append("|")
    return " ".join(pieces)


def _dates(source: _Source) -> tuple[PublicationDate, ...]:
    run = next((run for run in source.runs if run.label == "year"), None)
    if run is None:
        return ()
    return published(source.text, source.tokens, source.labels, run.start, run.end)


def _edition(rest: str) -> str | None:
    rest = rest[:5000]
    if not _EDITION_HINT.search(rest):
        return None
    found = _EDITION.search(rest)
    return found[1] if found else None


def _editors(
    source: _Source, container: Run | None, authors: tuple[Contributor, ...]
) -> tuple[Contributor, ...]:
    """The names between "In" and the book, or before "(Eds.)", where they are plain."""
    if container is None:
        return ()
    start = container.start
    while start and source.labels[start - 1] == "O":
        start -= 1
    end = container.end
    while end < len(source.labels) and source.labels[end] == "O":
        end += 1
    before = source.text[source.tokens[start].start : source.tokens[container.start].start]
    behind = source.text[source.tokens[container.end - 1].end : source.tokens[end - 1].end]
    for block in (before, behind):
        if _EDITORS.search(block[:2000]):
            block = _IN.split(block[:2000])[-1]
            block = re.sub(r"^\W{0,5}(?:[Ee]dited by|[Ee]d\. by|[Ee]ds?\.)\s", "", block)
            names = split_names(block)
            if names and names != authors:
                return names
    return ()


def _place(source: _Source) -> str | None:
    """The words beside the publisher that no field took: "Boston: X" or "X, New York, NY"."""
    run = source.best("publisher")
    if run is None:
        return None
    before = source.text[: source.tokens[run.start].start].rstrip()
    if before.endswith(":"):
        start = run.start
        while start and source.labels[start - 1] == "O" and run.start - start < 5:
            start -= 1
            if (
                source.tokens[start - 1].word.after[-1:] in (".", "?", ")")
                and run.start - start > 1
            ):
                break
        return _place_name(source.text[source.tokens[start].start : len(before)])
    if source.tokens[run.end - 1].word.after[:1] in (",", "."):
        end = run.end
        while end < len(source.labels) and source.labels[end] == "O" and end - run.end < 4:
            end += 1
        return _place_name(source.text[source.tokens[run.end - 1].end : source.tokens[end - 1].end])
    return None


def _place_name(text: str) -> str | None:
    """`text` as a place: words with capitals, no digits, no furniture."""
    text = _MEDIUM.sub("", text).strip(" ,.;:()[]")
    text += ")" * (text.count("(") - text.count(")"))  # "Bethesda (MD):"
    if (
        not text
        or len(text) > 60
        or not text[0].isupper()
        or re.search(r"\d|[\ue000-\ue007]", text)
    ):
        return None
    if re.search(r"\b(?:[Ii]n|[Ee]ds?|[Vv]ol|pp?|[Aa]vailable|[Aa]ccessed|ISBN|edn?)\b", text):
        return None
    return text

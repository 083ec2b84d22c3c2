"""The labelled string that the normalisers read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import NamedTuple

from refcheck.frozen import dataclass, maker
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.tokens import Token
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.identifiers import Identifier

__all__ = ["NAME_LABELS", "LabelSpan", "Source", "source_of"]

_LOCATORS = frozenset(["volume", "issue", "pages"])
NAME_LABELS = frozenset(["Bfamily", "Ifamily", "Bgiven", "Igiven", "Bgroup", "Igroup"])
_NO_FIELDS = NAME_LABELS | {"O"}
_NO_WORDS = frozenset(["O", "year", "volume", "issue", "pages"])
_HOST = lazy_regex(r"(?:^|[\s.,:;(–-])(?:[Ii]n|IN|[Ee]m|//)\b|//|\([Ee]ds?\.?\)|\(Hrsg|\(Hg")


class LabelSpan(NamedTuple):
    """Neighbouring tokens with one label: places in the list of tokens, `end` exclusive."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a record is read from: the string with its identifiers and notices cut out, its tokens
    with their labels, the identifiers, whether a notice said that it is ahead of print, and what
    was taken out of the list of authors.

    `runs` and `rest` (what is neither a name nor a title) are made from these once, for all
    normalisers.
    """

    text: str
    tokens: Sequence[Token]
    labels: Sequence[str]
    identifiers: Sequence[Identifier]
    ahead: bool
    front: Front
    spans: Sequence[LabelSpan]
    rest: str
    longest: dict[str, LabelSpan] = field(default_factory=dict)

    def __post_init__(self) -> None:
        longest = self.longest
        for run in self.spans:
            other = longest.setdefault(run.label, run)
            if other is not run and run.end - run.start > other.end - other.start:
                longest[run.label] = run

    def words(self, run: LabelSpan) -> str:
        return self.text[self.tokens[run.start].start : self.tokens[run.end - 1].end]

    def best(self, label: str) -> LabelSpan | None:
        """Returns the run that is taken for the field: the longest, the first of equals."""
        return self.longest.get(label)

    def titles(self) -> tuple[LabelSpan | None, LabelSpan | None]:
        """Returns the runs of the title and of the container.

        Two titles and no container are a chapter and its book: "Politikberatung. In: ... (Hrsg.):
        Kleines Lexikon der Politik". A container with nothing that journals have, and no title, is
        the title of the whole work.
        """
        title, container = self.longest.get("title"), self.longest.get("container")
        if container is None:
            found = [run for run in self.spans if run.label == "title"]
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
        """Returns whether the volume is right after the container."""
        container, volume = self.best("container"), self.best("volume")
        return container is not None and volume is not None and container.end == volume.start

    def _is_host(self, run: LabelSpan) -> bool:
        start = run.start
        while start and self.labels[start - 1] == "O":
            start -= 1
        between = self.text[self.tokens[start].start : self.tokens[run.start].start]
        return _HOST.search(between) is not None

    def value(self, label: str, clean: Callable[[str], str | None]) -> str | None:
        run = self.longest.get(label)
        return clean(self.words(run)) if run else None


_source = maker(Source)


def source_of(
    text: str,
    tokens: Sequence[Token],
    labels: Sequence[str],
    identifiers: Sequence[Identifier],
    *,
    ahead: bool,
    front: Front | None = None,
) -> Source:
    """Returns what the normalisers read."""
    spans, rest = _read(text, tokens, labels)
    return _source(text, tokens, labels, identifiers, ahead, front or Front(text=text), spans, rest)


def _read(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> tuple[list[LabelSpan], str]:
    """Returns the labels as runs, without those of names and "O"; and what is not a name and no
    title, joined by spaces, with a bar for what is left out."""
    make = tuple.__new__  # `LabelSpan` itself calls nothing else
    spans: list[LabelSpan] = []
    pieces: list[str] = []
    start, current = 0, "O"
    may_bar = False  # not at the beginning, nor behind another
    for place, label in enumerate(labels):
        if label != current:
            if current not in _NO_FIELDS:
                spans.append(make(LabelSpan, (current, start, place)))
            start, current = place, label
        if label in _NO_WORDS:
            token = tokens[place]
            pieces.append(text[token.start : token.end])
            may_bar = True
        elif may_bar:
            pieces.append("|")
            may_bar = False
    if current not in _NO_FIELDS:
        spans.append(LabelSpan(current, start, len(labels)))
    return spans, " ".join(pieces)

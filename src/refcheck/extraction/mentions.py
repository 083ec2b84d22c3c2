"""Sources named in passing: bare identifiers and links in the body text, and phrases that name a
source ("according to a 2019 study in JAMA Psychiatry").

A mention is neither a reference nor a citation. Phrases are taken only where they leave no doubt;
what a citation follows belongs to that citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.thresholds import (
    CITED_NEARBY_CHARACTERS,
    HEADER_IDENTIFIERS,
    INTRODUCTION_CHARACTERS,
    OWN_DOI_CHARACTERS,
    PHRASE_CHARACTERS,
    TARGET_CHARACTERS,
)
from refcheck.model.document import Document
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, Mention
from refcheck.text.folding import squeeze
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR, month_number
from refcheck.text.works.identifiers import Identifier, find_identifiers

__all__ = ["find_mentions"]


class _Place(NamedTuple):
    """A mention in the making."""

    start: int
    end: int
    ids: tuple[tuple[str, str], ...]


def find_mentions(
    document: Document, references: Sequence[Reference], citations: Sequence[Citation]
) -> Iterator[Mention]:
    """Yields every source that the body text names outside of its lists, in order.

    `ids` are its identifiers by kind: doi, pmid, pmcid, arxiv, url.
    """
    body = BodyText(document, references)
    cited = _Cited(citations)
    places = [*_identified(body), *_linked(body), *_phrases(body)]
    for place in _apart(places):
        if not cited.touches(document.text, place.start, place.end):
            yield Mention(
                text=squeeze(document.text[place.start : place.end]),
                span=document.span(place.start, place.end),
                ids=place.ids,
            )


class _Cited:
    """Where citations are."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._starts = [citation.span.start for citation in citations]
        self._ends = [citation.span.end for citation in citations]

    def touches(self, text: str, start: int, end: int) -> bool:
        """Returns whether a citation lies within a place, or after it in the same sentence."""
        place = bisect_left(self._ends, start + 1)
        if place == len(self._starts):
            return False
        following = self._starts[place]
        if following < end:
            return True
        between = text[end:following] if following - end <= CITED_NEARBY_CHARACTERS else "."
        return _SENTENCE_END.search(between) is None


_SENTENCE_END: Final = lazy_regex(r"[.!?]\s|\n\s*\n|\.\Z")


def _apart(places: Sequence[_Place]) -> Iterator[_Place]:
    """Yields the places in order; those that overlap together, with the identifiers of all."""
    open_place: _Place | None = None
    for place in sorted(places):
        if open_place is not None and place.start < open_place.end:
            ids = tuple(dict.fromkeys((*open_place.ids, *place.ids)))
            open_place = _Place(open_place.start, max(open_place.end, place.end), ids)
            continue
        if open_place is not None:
            yield open_place
        open_place = place
    if open_place is not None:
        yield open_place


# --- identifiers and links ------------------------------------------------------------------------

_KINDS: Final = frozenset({"doi", "pmid", "pmcid", "arxiv"})
_INTRODUCED: Final = lazy_regex(
    r"(?:\b(?:[Ss]ources?|[Qq]uellen?|[Ff]uentes?|[Ff]ontes?|[Ss]ee|[Cc]f\.?"
    r"|[Rr]etrieved(?: on [^\n]{1,30})? from|[Aa]vailable(?: online)?(?: at| from)?"
    r"|[Aa]ccessed(?: at| from)?|[Vv]ia|[Aa]ccording to|[Rr]eference|[Rr]eported (?:at|by|in)"
    r"|[Rr]ead more|[Dd]isponible en|[Dd]isponível em|[Vv]erfügbar unter)\s?:?\s{0,2})[<(]?\Z"
)
_OFFICIAL: Final = lazy_regex(
    r"(?:https?://)?(?:[\w-]{1,40}\.){0,4}"
    r"(?:[\w-]{1,40}\.(?:gov|edu|int)|(?:gov|ac|edu|gob|gouv)\.[a-z]{2})(?=/|\Z)",
    re.I,
)
_NO_SOURCE: Final = lazy_regex(
    r"\.(?:png|jpe?g|gif|svg|css|js|ico|webp|mp[34]|zip)\b|share(?:r|\?|=)|/intent/|mailto:"
    r"|javascript:|/login|/cart|/(?:tag|category|author)/|utm_|/search\b|creativecommons\.org|crossmark"
    r"|//(?:www\.)?(?:facebook|twitter|x|instagram|linkedin|youtube|pinterest)\.com",
    re.I,
)


def _identified(body: BodyText) -> Iterator[_Place]:
    """Identifiers of works, and links that are given as sources."""
    found = [
        (start + one.start, start + one.end, one)
        for start, end in body.stretches
        for one in find_identifiers(body.text[start:end])
        if one.valid
    ]
    counts = Counter((one.kind, one.value) for _, _, one in found)
    is_article = bool(body.stretches and body.stretches[0][1] < len(body.text))
    for start, end, one in found:
        if counts[one.kind, one.value] >= HEADER_IDENTIFIERS:
            continue
        own = is_article and start < OWN_DOI_CHARACTERS
        if (one.kind in _KINDS and not own) or (one.kind == "url" and _is_source(body, start, one)):
            yield _Place(start, end, ((one.kind, one.value),))


def _linked(body: BodyText) -> Iterator[_Place]:
    """Links whose address has the identifier of a work: "a [2016 review](https://doi.org/...)"."""
    found = [
        (link.start, link.end, one)
        for link in body.document.links
        if body.contains(link.start)
        for target in link.targets
        for one in find_identifiers(target[:TARGET_CHARACTERS])
        if one.valid and one.kind in _KINDS
    ]
    counts = Counter((one.kind, one.value) for _, _, one in found)
    is_article = bool(body.stretches and body.stretches[0][1] < len(body.text))
    for start, end, one in found:
        own = is_article and start < OWN_DOI_CHARACTERS
        if not own and start < end and counts[one.kind, one.value] < HEADER_IDENTIFIERS:
            yield _Place(start, end, ((one.kind, one.value),))


def _is_source(body: BodyText, start: int, link: Identifier) -> bool:
    """Returns whether a link is given as a source and does not lead about the site."""
    if _NO_SOURCE.search(link.value):
        return False
    path = re.sub(r"^https?://", "", link.value).partition("/")[2]
    if _INTRODUCED.search(body.text, max(0, start - INTRODUCTION_CHARACTERS), start):
        return True
    return bool(path) and _OFFICIAL.match(link.value) is not None


# --- phrases --------------------------------------------------------------------------------------

_NAME: Final = (
    r"[A-Z][\w'’&-]{0,30}(?:,?\s(?:(?:of|and|the|for|on|&|de)\s){0,2}[A-Z][\w'’&-]{0,30}){0,7}"
)
_STUDY: Final = (
    r"(?:study|trial|review|meta-analysis|survey|paper|report|analysis|article|experiment)"
)
_DAY: Final = r"(?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},?\s)?)?"  # "in March 2018"
_IN_YEAR: Final = rf"(?:,?\s(?:in|on|from|of)\s{_DAY}{YEAR}|,?\s\(?{YEAR}\)?)?"
_ADJECTIVES: Final = r"(?:[a-z][a-z-]{2,20}\s){0,3}"
_THE: Final = r"(?:the\s(?:journal\s)?|researchers\s(?:at|from)\s(?:the\s)?)?"
_DONE: Final = r"(?:published\s|conducted\s|done\s|led\s|carried\sout\s)?"
_OF: Final = rf"(?:\s{_DONE}(?:in|by|from|at|of)\s{_THE}{_NAME}{_IN_YEAR})"
# The words that a phrase is found by; what comes before and after them is looked at there alone.
_ANCHORS: Final = lazy_regex(
    r"(?P<year>[12](?<=\s.)(?:9|0)\d\d\s)|(?P<dated>\(" + YEAR + r"\))"
    r"|(?P<published>published\s(?:online\s)?in\s)|(?P<according>[Aa]ccording\sto\s)"
)
_A: Final = r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he)\s"
# "a 2019 study in JAMA Psychiatry", "one 2021 meta-analysis"
_A_BEFORE: Final = lazy_regex(rf"{_A}\Z")
_STUDY_AFTER: Final = lazy_regex(rf"{_ADJECTIVES}(?:{_NAME}\s)?{_STUDY}\b{_OF}?")
# "a Cochrane review (2021)"
_REVIEW_BEFORE: Final = lazy_regex(rf"{_A}{_NAME}\s{_ADJECTIVES}{_STUDY}\s\Z")
# "a recent review published in The Lancet", "findings were published in the journal Nature in 2018"
_RESULT_BEFORE: Final = lazy_regex(
    rf"(?:{_A}{_ADJECTIVES}{_STUDY}\s"
    r"|\b(?:[Ss]tudy|[Tt]rial|[Rr]eview|[Rr]esults|[Ff]indings|[Pp]aper|[Rr]esearch|[Aa]rticle)\s"
    r"(?:was\s|were\s)?(?:recently\s|first\s)?)\Z"
)
_JOURNAL_AFTER: Final = lazy_regex(rf"(?:the\s(?:journal\s)?)?(?P<journal>{_NAME}){_IN_YEAR}")
# "According to the World Health Organization", "according to a report by the FDA"
_GROUP_AFTER: Final = lazy_regex(
    rf"(?:an?|the|one)\s(?:{YEAR}\s)?{_ADJECTIVES}{_STUDY}{_OF}|the\s(?P<group>{_NAME})"
)
# "Source: National Institute of Mental Health", at the beginning of a line or in brackets
_COLON: Final = lazy_regex(r":")
_SOURCE_BEFORE: Final = lazy_regex(
    r"(?:\A|[\n(\[*_>|])[ \t]{0,8}"
    r"(?P<word>[Ss]ources?|SOURCES?|[Qq]uellen?|[Ff]uentes?|[Ff]ontes?)\*{0,2}\s?\Z"
)
_NAMED_AFTER: Final = lazy_regex(r"\*{0,2}[ \t]{0,3}(?P<what>[A-Z(\[“\"<h][^\n()]{2,200})")
_OWN: Final = lazy_regex(
    r"\b(?:own|author\w*|autor\w*|verfasser|elabora\w*|eigene|pr[oó]pri[ao]s?|propi[ao]s?|survey"
    r"|field|table|figure|image|photo|getty)\b",
    re.I,
)
_GROUPS: Final = lazy_regex(
    r"\b(?:Institutes?|Organi[sz]ation|Universit(?:y|ies)|Association|Academy|Cent(?:er|re)s?"
    r"|Department|Ministry|Agency|Society|Foundation|College|Council|Administration|Service"
    r"|Committee|Commission|Bureau|Clinic|Hospital|[A-Z]{3,6})\b"
)


def _phrases(body: BodyText) -> Iterator[_Place]:
    text = body.text
    for match in body.find(_ANCHORS):
        place = _READERS[match.lastgroup or ""](text, match)
        if place is not None:
            yield _Place(*place, ())
    for match in body.find(_COLON):
        place = _source(text, match.start())
        if place is not None:
            yield _Place(*place, ())


def _dated_study(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """ "a 2019 study in JAMA Psychiatry" """
    before = _A_BEFORE.search(text, max(0, match.start() - 9), match.start())
    after = _STUDY_AFTER.match(text, match.end()) if before else None
    return (before.start(), after.end()) if before and after else None


def _review(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """ "a Cochrane review (2021)" """
    if not text[max(0, match.start() - 2) : match.start() - 1].isalpha():
        return None  # "(2014) (2015)": no word before it, so that nothing has to be looked for
    before = _REVIEW_BEFORE.search(text, max(0, match.start() - PHRASE_CHARACTERS), match.start())
    return (before.start(), match.end()) if before else None


def _published(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """ "findings published in The Lancet in 2018" """
    before = _RESULT_BEFORE.search(text, max(0, match.start() - PHRASE_CHARACTERS), match.start())
    after = _JOURNAL_AFTER.match(text, match.end()) if before else None
    if before is None or after is None or _is_no_journal(after["journal"]):
        return None
    return before.start(), after.end()


def _according(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """ "according to the World Health Organization" """
    after = _GROUP_AFTER.match(text, match.end())
    if after is None or (after["group"] and not _GROUPS.search(after["group"])):
        return None
    return match.start(), after.end()


_READERS: Final[dict[str, Callable[[str, re.Match[str]], tuple[int, int] | None]]] = {
    "year": _dated_study,
    "dated": _review,
    "published": _published,
    "according": _according,
}


def _source(text: str, colon: int) -> tuple[int, int] | None:
    """ "Source: National Institute of Mental Health" """
    before = _SOURCE_BEFORE.search(text[max(0, colon - 24) : colon])
    after = _NAMED_AFTER.match(text, colon + 1) if before else None
    if before is None or after is None:
        return None
    what = after["what"]
    if _OWN.search(what) or _is_url_only(what):
        return None
    return max(0, colon - 24) + before.start("word"), after.start("what") + len(_sentence(what))


def _sentence(what: str) -> str:
    """Returns what names a source, without what is said after it."""
    end = re.search(r"[.;](?=\s[A-Z])|\s\||[\])*_]+\s*$|\.\s*$", what)
    return (what[: end.start()] if end else what).rstrip()


def _is_url_only(what: str) -> bool:
    return re.match(r"<?(?:https?|www)", what) is not None


def _is_no_journal(name: str) -> bool:
    """Returns whether what follows "published in" is a month or a language."""
    word = name.split(maxsplit=1)[0].strip(",.")
    return month_number(word) is not None or word in {"English", "German", "French", "Spanish"}

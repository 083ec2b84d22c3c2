"""Notices on another work, cut out of a reference before its fields are read.

"Asthma [published correction appears in Lancet. 2018;391(10130):1580]. Lancet. 2018;391:783-800":
the year, volume and pages of the notice are not those of the work. The same goes for what follows
the place ("Retraction in: Lancet. 2010;375:445", "Comment on: ...", "; discussion 1566-9").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.frozen import dataclass, maker
from refcheck.model.record import Notice, NoticeKind
from refcheck.parsing.thresholds import NOTICE_CHARACTERS, PATTERN_CHARACTERS
from refcheck.text.folding import plain_lower
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.works.dates import YEAR
from refcheck.text.works.identifiers import Identifier, find_identifiers, normalise_pmid

__all__ = ["NO_NOTICES", "CutNotices", "cut_notices_of_others"]

_BY: Final = r"(?:(?:published|author(?:['’]?s)?|publisher(?:['’]?s)?|editorial)\s)?"
_CORRECTION: Final = (
    _BY + r"(?:correction|errat(?:um|a)|corrigend(?:um|a)|addendum|fe\sde\serratas|rectificatif"
    r"|berichtigung|corrección|correção)(?:\s(?:and|&)\s\w{1,20})?s?"
)
_APPEARS: Final = (
    r"(?:\s(?:(?:has\s|have\s)?(?:been\s)?(?:appear(?:s|ed)?|published|printed|is|was))){0,2}"
)
_IN: Final = r"\s(?:in|dans|em|en)\b"
# What a notice in brackets begins with.
_BEGINNING: Final = lazy_regex(
    r"(?P<open>[\[(])\s?(?:see\s(?:also\s)?)?(?:"
    rf"(?P<correction>{_CORRECTION}(?:{_APPEARS}{_IN}|\s(?:appear|published|notice|available|see)|[:;,.]|\s\d))"
    r"|(?P<bare>(?:partial(?:ly)?\s)?(?:retracted|withdrawn)(?:\s(?:article|paper|publication))?[\])]"
    r"|(?:editorial\s)?expressions?\sof\sconcern[\])]|comments?[\])])"
    r"|(?P<dated>(?:partial(?:ly)?\s)?retract(?:ed|ion)"
    r"(?:\s(?:in|by|and|on|of|for|article|paper|publication|published|notice)\b|[:;,.]|\s\d)"
    r"|(?:editorial\s)?expressions?\sof\sconcern\b|corrected\sand\srepublished\b"
    r"|comments?\s(?:in|on)\b|commentary\sin\b|updated?(?:\s(?:in|of)\b|:|\s\w{3,9}\s\d|\s\d)"
    r"|last\s(?:updated?|revised)\b|(?:as\s)?(?:cited|quoted)\sin\b|summary\sfor\spatients\sin\b"
    r"|discussion:?\s(?:pp?\.?\s)?[a-z]?\d|(?:author['’]?s?|authors['’])\sreply:?\s[a-z]?\d)"
    r"|(?P<reprint>re(?:printed|published)\b|reprint\s(?:of|from)\b))",
    re.IGNORECASE,
)
# What one without brackets begins with, after the end of a sentence or a number.
_SENTENCE: Final = lazy_regex(
    r"(?<=[.;,)\]\d?!] )(?:see\s)?(?:"
    rf"(?P<of_work>{_CORRECTION}{_APPEARS}{_IN}:?"
    r"|(?:partial\s)?retract(?:ed|ion)(?:\sand\srepublished|\spublished)?\sin\b:?"
    r"|(?:editorial\s)?expression\sof\sconcern\sin\b:?|corrected\sand\srepublished\sin\b:?"
    r"|comments?\sin\b:?|summary\sfor\spatients\sin\b:?|update\sin\b:?|re(?:printed|published)\sin\b:?"
    r"|(?:as\s)?(?:cited|quoted)\sin\b:?)"
    rf"|(?P<other>{_CORRECTION}(?:\s(?:for|to|of))?:|(?:partial\s)?retraction\s(?:of|for)\b:?"
    r"|expression\sof\sconcern\sfor\b:?|comments?\son\b:?|update\sof\b:?|original\sreport\sin\b:?"
    r"|re(?:printed|published)\sfrom\b:?|corrected\sand\srepublished\sfrom\b:?))\s",
    re.IGNORECASE,
)
# Pages of an answer or a discussion behind those of the work: "1565; author reply 1565-6".
_PAGE: Final = r"[A-Za-z]?\d{1,6}(?:\s?[-‐‑–—]\s?[A-Za-z]?\d{1,6})?"
_ANSWER: Final = lazy_regex(
    r"(?<=\d)[;,.]?\s(?:and\s)?(?:discussion|(?:authors?['’]?s?\s)?(?:reply|response|rejoinder)|quiz"
    r"|(?:invited\s)?comment(?:ary|s)?|erratum)(?:\sby\s(?:the\s)?authors?)?,?:?\s(?:on\s)?(?:pp?\.?\s?|pages?\s)?"
    rf"{_PAGE}(?:(?:,|\sand)\s{_PAGE}(?![\w:(;]))*(?!\s?[:(;])",
    re.IGNORECASE,
)
# Volume and pages: "2018;391(10130):1580", "375(9713), 445", "36, 228–229", "Vol. 3, p. 12".
_PLACE: Final = lazy_regex(
    r"\d(?<![\w.].)(?:"  # it begins with one class of signs, so that `re` skips all others
    r"\d{0,4}(?:[-–/]\d{1,5})?[A-Za-z]?\s?(?:\([^()]{1,25}\)|suppl\.?\s?\w{0,4})?\s?:\s?[a-z]{0,3}\d{1,9}"
    r"|\d{0,4}\s?\([^()]{1,25}\),\s?(?:pp?\.?\s?)?[a-z]{0,3}\d{1,9}"
    r"|\d{0,4},\s?(?:(?:no|pp?)\.?\s?)?[a-z]?\d{1,7}\s?[-–—]\s?[a-z]?\d{1,7}"
    r"|\d{0,4},\s(?:pp?\.?\s|[a-z]{1,3}(?=\d))\d{1,7})"
    r"(?:\s?[-‐‑–—]\s?[a-z]{0,3}\d{1,9})?[a-z]?\b",
    re.IGNORECASE,
)
# "Sepsis. Last Update: July 17, 2023. In: ..."
_LAST_UPDATE: Final = lazy_regex(
    r"(?<=[.;,)\]] )Last\s(?:updated?|revised|reviewed|modified)(?:\son)?:?\s"
    r"[\w .,]{0,16}?" + YEAR + r"(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?\.?(?=\s\S)",
    re.IGNORECASE,
)
_READ: Final = lazy_regex(r"\b(?:cited|accessed|viewed|retrieved)\s\d", re.IGNORECASE)
_YEAR: Final = lazy_regex(r"(?<!\d)" + YEAR + r"(?!\d)")
_DOI: Final = lazy_regex(
    r"[.,;]?\s{0,2}(?:doi:?\s?|https?://(?:dx\.)?doi\.org/){1,2}10\.\d{4,9}/\S+", re.IGNORECASE
)
_AFTER_NOTICE: Final = lazy_regex(r"[.\])]{0,2}(?=\s|$)\.?")
# The likeliest kinds; the first that the words of a notice contain is its kind.
_KINDS: Final = tuple(
    (lazy_regex(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"retract\w{2,3} and republished from", NoticeKind.RETRACTED_AND_REPUBLISHED_FROM),
        (r"retract\w{2,3} and republished", NoticeKind.RETRACTED_AND_REPUBLISHED_IN),
        (r"corrected and republished from", NoticeKind.CORRECTED_AND_REPUBLISHED_FROM),
        (r"corrected and republished", NoticeKind.CORRECTED_AND_REPUBLISHED_IN),
        (r"partial(?:ly)? retract\w{2,3} (?:of|for)\b", NoticeKind.PARTIAL_RETRACTION_OF),
        (r"partial(?:ly)? retract", NoticeKind.PARTIAL_RETRACTION_IN),
        (r"retraction (?:of|for)\b", NoticeKind.RETRACTION_OF),
        (r"retract", NoticeKind.RETRACTION_IN),
        (r"concern for\b", NoticeKind.EXPRESSION_OF_CONCERN_FOR),
        (r"concern\b", NoticeKind.EXPRESSION_OF_CONCERN_IN),
        (r"\w (?:for|to|of)\b", NoticeKind.ERRATUM_FOR),
        (r"correc|errat|corrig|addendum|rectif|bericht", NoticeKind.ERRATUM_IN),
        (r"comments? on\b", NoticeKind.COMMENT_ON),
        (r"comment", NoticeKind.COMMENT_IN),
        (r"update of", NoticeKind.UPDATE_OF),
        (r"updated? in", NoticeKind.UPDATE_IN),
        (r"re(?:print|publish)\w* in\b", NoticeKind.REPUBLISHED_IN),
        (r"re(?:print|publish)", NoticeKind.REPUBLISHED_FROM),
    )
)
_HINTS: Final = (
    *("correc", "errat", "corrig", "addend", "rectif", "bericht", "retract", "withdrawn"),
    *("concern", "comment", "update", "revised", "reprint", "republish", "ited in", "uoted in"),
    *("discussion", "reply", "response", "rejoinder", "quiz", "original report", "summary for"),
)
# Those of `_SENTENCE`, and of what may follow the pages of a work.
_OF_SENTENCES: Final = (
    *("correc", "errat", "corrig", "addend", "rectif", "bericht", "retract", "concern "),
    *("comment in", "comment on", "comments in", "comments on", "update in", "update of"),
    *("reprint", "republish", "cited in", "quoted in", "original report", "summary for"),
)
_OF_ANSWERS: Final = (
    *("discussion", "reply", "response", "rejoinder", "quiz", "comment", "erratum"),
)
_EDGE: Final = " .,;:[]()"


@dataclass(frozen=True, slots=True, kw_only=True)
class CutNotices:
    """`text` without the notices that are printed in it.

    `notes` are their words as printed, `notices` those of a kind that a source of records knows
    too.
    """

    text: str = ""
    notes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


NO_NOTICES: Final = CutNotices()
_cut = maker(CutNotices)


def cut_notices_of_others(text: str) -> CutNotices:
    """Returns the text without notices on other works, and these notices."""
    if not has_any(plain_lower(text[:PATTERN_CHARACTERS]), _HINTS):
        return _cut(text=text)
    notes: list[str] = []
    for find in (_bracketed, _updates, _sentences, _answers):
        pieces, place = [], 0
        for start, end in find(text):
            if start < place:
                continue
            pieces.append(text[place:start])
            notes.append(text[start:end].strip(_EDGE) + ")" * _lacks_bracket(text[start:end]))
            place = end
        text = _joined([*pieces, text[place:]])
    return CutNotices(
        text=text,
        notes=tuple(notes),
        notices=tuple(notice for note in notes if (notice := _notice(note)) is not None),
    )


def _lacks_bracket(piece: str) -> int:
    """Returns 1 where the last bracket that was stripped off a note is its own: "375(9713)"."""
    inner = piece.strip(_EDGE)
    return int(inner.count("(") > inner.count(")"))


def _joined(pieces: list[str]) -> str:
    """Returns the pieces as one text, with the punctuation of one side alone at each joint."""
    text = pieces[0]
    for piece in pieces[1:]:
        left = text.rstrip()
        if left.endswith((".", "?", "!", ",", ";", ":")):
            piece = piece.lstrip(" .,;:")
            left += " "
        elif piece[:1].isalnum():
            left += " "
        text = left + piece
    return text.strip() if len(pieces) > 1 else text


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Yields the places of notices in brackets, with these."""
    for found in _BEGINNING.finditer(text, 0, PATTERN_CHARACTERS):
        end = _closing(text, found.start())
        if end is None:
            continue
        inside = text[found.start() : end]
        if _READ.search(inside):  # "[updated 2018 Mar 2; cited 2020 May 3]"
            continue
        if found["bare"] or found["reprint"] or "appear" in inside or _says_where(inside):
            yield found.start(), end


def _says_where(notice: str) -> bool:
    return bool(_YEAR.search(notice) or _PLACE.search(notice) or "10." in notice)


def _closing(text: str, start: int) -> int | None:
    """Returns the place after the bracket that closes the one at `start`."""
    opens = text[start]
    closes = "]" if opens == "[" else ")"
    depth = 0
    for place in range(start, min(len(text), start + NOTICE_CHARACTERS)):
        if text[place] == opens:
            depth += 1
        elif text[place] == closes:
            depth -= 1
            if not depth:
                return place + 1
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yields the places of notices without brackets: behind the work's own place, or, where another
    place comes after them, before it."""
    text = text[:PATTERN_CHARACTERS]
    own = _PLACE.search(text) if has_any(plain_lower(text), _OF_SENTENCES) else None
    if own is None:
        return
    numbers = find_identifiers(text) if _SENTENCE.search(text) else ()
    for found in _SENTENCE.finditer(text):
        behind = own.end() <= found.start()
        end = _end_of_place(text, found.end(), numbers)
        if not behind and (found["other"] or end is None or not _PLACE.search(text, end)):
            continue
        if end is None:
            end = _end_of_sentence(text, found.end(), numbers)
        if end is not None:
            yield found.start(), end


def _end_of_place(text: str, start: int, numbers: Sequence[Identifier]) -> int | None:
    """Returns where the place that a notice names ends, with its DOI where the work has another."""
    place = _PLACE.search(text, start, start + NOTICE_CHARACTERS)
    if place is None or (following := _SENTENCE.search(text, start, place.start())):
        return following.start() if place and following else None
    end = place.end()
    if doi := _DOI.match(text, end):
        dois = [each.start for each in numbers if each.kind == "doi"]
        if any(each < start for each in dois) or sum(each >= end for each in dois) > 1:
            end = doi.end()
    after = _AFTER_NOTICE.match(text, end)
    return after.end() if after else end


def _end_of_sentence(text: str, start: int, numbers: Sequence[Identifier]) -> int | None:
    """Returns where a notice ends that names a year alone: before the identifiers behind it."""
    year = _YEAR.search(text, start, start + NOTICE_CHARACTERS)
    if year is None:
        return None
    behind = (each.start for each in numbers if each.start >= year.end())
    end = min(next(behind, len(text)), len(text))
    return end if end - start <= NOTICE_CHARACTERS else None


def _updates(text: str) -> Iterator[tuple[int, int]]:
    """Yields where it is said when a chapter of a living book was last brought up to date."""
    if "last" in plain_lower(text):
        for found in _LAST_UPDATE.finditer(text, 0, PATTERN_CHARACTERS):
            yield found.span()


def _answers(text: str) -> Iterator[tuple[int, int]]:
    """Yields the places of the pages of answers and discussions."""
    hinted = has_any(plain_lower(text), _OF_ANSWERS)
    own = _PLACE.search(text, 0, PATTERN_CHARACTERS) if hinted else None
    if own is not None:
        for found in _ANSWER.finditer(text, own.start(), PATTERN_CHARACTERS):
            yield found.span()


def _notice(note: str) -> Notice | None:
    """Returns the notice of a kind that records have too; its source is what follows its words."""
    head = note[:60]
    kind = next((kind for pattern, kind in _KINDS if pattern.search(head)), None)
    if kind is None or note[:1].isdecimal() or re.match(r"last|updated (?!in)", note, re.I):
        return None
    words, colon, rest = note.partition(": ")
    if not colon or len(words) > 60:
        parted = re.split(r"\s(?:in|from|of|on|for)\b:?\s?", note, maxsplit=1)
        rest = parted[1] if len(parted) > 1 else ""
    pmid = re.search(r"PMID:?\s?(\d{1,8})", note)
    return Notice(
        kind=kind,
        source=rest.strip() or None,
        pmid=normalise_pmid(pmid[1]) if pmid else None,
    )

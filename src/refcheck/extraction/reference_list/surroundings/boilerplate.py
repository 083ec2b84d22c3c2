"""Notices that a page prints between the lines of an entry.

Notices of a download or a licence, a page number, an address, a running head.

Page headers that are repeated are found by that (`page_headers`); these by their words, or
by the sentence that they interrupt.
"""

from __future__ import annotations

from typing import Final

from refcheck.extraction.reference_list.surroundings.link_text import is_links
from refcheck.extraction.thresholds import HEADER_CHARACTERS
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.works.dates import is_month

__all__ = ["boilerplate_within", "is_boilerplate"]

_ON: Final = (
    r"(?:\d{1,2}\.? [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10}\.? \d{1,2},? \d{4}"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})"
)
# Wherever it is: no entry has such a line.
_NOTICE: Final = lazy_regex(
    r"(?i)\W{0,4}(?:"
    rf"(?:this content )?downloaded (?:from|by|via) .{{1,160}}\b(?:by|on) .{{0,80}}(?:{_ON}|guest"
    rf"|user|all use|utc)"
    r"|(?:©|\(c\)|copyright(?: ©| \(c\)|,? \d{4})|&copy;)"
    r"|all rights reserved|(?:for )?personal (?:use|copy) only|author'?s? (?:personal copy"
    r"|manuscript\b)"
    r"|(?:nih-pa )?author manuscript|accepted (?:article|manuscript)\W*$|article in press\W*$"
    r"|journal pre-?proofs?\W*$|uncorrected (?:author )?proofs?|in press, corrected proof"
    r"|(?:this|the) (?:article|work|paper|preprint|content|document"
    r"|file)\b.{0,80}\b(?:licen[cs]ed?\b|copyright|"
    r"protected by|creative commons|peer.?reviewed)"
    r"|(?:this is an )?open access (?:article|article distributed)?.{0,60}(?:licen[cs]e"
    r"|creative commons|cc[ -]by)"
    r"|(?:licen[cs]ed|distributed|published|made available|available) under (?:a|an|the"
    r"|cc)\b.{0,80}"
    r"(?:licen[cs]e|cc[ -]by|creative commons)"
    r"|cc[ -]by\b.{0,40}$|creative commons attribution.{0,60}licen[cs]e\W*$"
    r"|protected by copyright|no (?:other uses|reuse allowed)|reprinted with permission"
    r"|content courtesy of|brought to you by|provided by .{1,60} on behalf|unauthenticated\b"
    r"|(?:references?|bibliography|literatur) ?\(?(?:cont(?:inued|'d|\.)|fortsetzung|suite"
    r"|continuaci[oó]n)\W*$"
    r"|view publication stats|see discussions, stats|please cite this article|cite this article as"
    r"|(?:advertisement|anzeige|publicit[eé]|publicidad|werbung)\W*$"
    r"|(?:printed|print(?:ed)? date|accessed by .{1,40}) ?(?:on|:) "
    r"|terms (?:of use|and conditions)\b.{0,60}$|see the terms and conditions"
    r"|(?:page|seite|p[aá]gina|strona|sida|side|pag\.) ?\d{1,4}(?: ?(?:of|/|von|de|di|sur|z"
    r"|av) ?\d{1,4})?\W*$"
    r"|\d{1,4} ?(?:of|von|/) ?\d{1,4}\W*$"
    r")"
)
# The same farther on in a line, and pieces of lower case of which each has one.
_LATER_NOTICE: Final = lazy_regex(
    r"(?i)\W{0,4}.{0,80}this version posted"
    r"|\W{0,4}.{0,60}(?:not certified by peer review|the author/funder)"
)
_LATER_HINTS: Final = ("on po", "peer re", "author/funder")
# The same within a line, where the lines of a page have been joined.
_WITHIN: Final = lazy_regex(
    rf"\s?\b[Dd]ownloaded from \S{{4,120}} (?:by [^.;]{{1,60}}? )?on {_ON}"
    r"(?:\. For personal use only\.?)?"
    r"|\s?[-–|]\s?\bPage \d{1,4} of \d{1,4}\b\s?[-–|]?"
)
# Only amid a sentence: "... an updated" / "12" / "guideline for reporting ...".
_NUMBER: Final = lazy_regex(
    r"[\s|\[(–—-]{0,4}(?:[Pp]\.?\s?)?(?!(?:1[5-9]|20)\d\d)\d{1,4}[\s|\])–—-]{0,4}"
)
_ADDRESS: Final = lazy_regex(
    rf"(?:\d{{1,4}}\s{{1,4}})?(?:https?://|www\.|doi\.org/|[\w-]{{2,40}}\.(?:org|com|net"
    rf"|edu)\b)\S{{0,300}}"
    rf"(?:\s{{1,4}}(?:\(?(?:[Pp]age )?\d{{1,4}}(?:(?:/| of )\d{{1,4}})?\)?|{_ON}.{{0,20}}))?"
)
# "(accessed" and "accessed on 2 May 2020" are of the entry.
_DOWNLOADED: Final = lazy_regex(
    r"\W{0,4}(?i:downloaded|printed)\b|[^\w(\[]{0,4}(?:Retrieved|Accessed)\b.{3,80}\d"
)
# Words that a date comes after: "Archived from the original on" / "2020-02-11. Cited by Brass".
_BEFORE_DATE: Final = lazy_regex(
    r"(?i)\b(?:on|am|le|el|em|il|date|dated|accessed|cited|retrieved|viewed|updated|published)"
    r"\W{0,2}\Z"
)
_HEAD: Final = lazy_regex(
    r"(?:\d{1,5}\s{1,6}(?:\|\s)?)?(?:"
    r"(?:[^\W\d_]\.?\s?){0,3}[^\W\d_]{2,30}(?: [^\W\d_]{1,2})? et al\.?(?:\s{1,6}(?:\d{1,5}"
    r"|[^\d\n.,;]{3,60}))?"
    r"|[^\n\d]{2,70}[\s,]\(?(?:1[5-9]|20)\d\d\)?[\s:,;(]{1,3}\d{1,4}[\s:,;(][\d\s:,–—()-]{0,24}"
    r"|[^\n\d]{2,70}\s\d{1,4}\s\((?:1[5-9]|20)\d\d\)\s[\d\s:,–—-]{1,24}"
    r"|[^\n]{2,60} [|•] [^\n]{2,60}"
    r"|Vol(?:ume)?\.? \d{1,4}, (?:No\.?|Issue|Number) \d{1,4}\b[^\n]{0,40}"
    rf"|{_ON}[^\n]{{0,20}}|\[Page \d{{1,5}}\])"
)
_CAPITALS: Final = lazy_regex(
    r"(?:\d{1,5} )?[^\W\d_a-z]{2,30}(?: [^\W\d_a-z]{1,30}){1,9}(?: \d{1,5})?"
)
_OPEN: Final = lazy_regex(r"[^\W\d_]|[,:(–—-]")  # the last sign
# After these a sentence goes on whatever comes.
_JOINING: Final = lazy_regex(
    r"(?:[–—-]|(?<!\w)(?:of|the|and|in|for|with|to|a|an|on|by|from|und|der|die|et|de|la|y|e|do"
    r"|da))\Z"
)
# Words that an address, or a number, comes after.
_BEFORE_ADDRESS: Final = lazy_regex(
    r"(?i)(?:\b(?:from|at|em|in|on|via|url|link|site|website|online|doi|see|and)"
    r"|[<=/(–—-])\W{0,2}\Z"
)
_BEFORE_NUMBER: Final = lazy_regex(
    r"(?i)(?:\b(?:vol(?:ume)?|no|nr|n|issue|pp?|part|chapter|version|article|suppl(?:ement)?)"
    r"|[(<=/–—-])\W{0,2}\Z"
)
_ET_AL: Final = lazy_regex(r"\bet al\b")
_SMALL: Final = lazy_regex(r"(?!https?\b|www\b|doi\b|e\d)[^\W\d_A-ZÀ-ÖØ-Þ][\w’'-]{0,30}(?:[\s,]|$)")


def is_boilerplate(before: str, line: str, after: str) -> bool:
    """Returns whether a line in an entry is not part of it; `after` is "" for the last line."""
    if len(line) > 3 * HEADER_CHARACTERS:
        return False
    if _NOTICE.match(line) or (has_any(line.lower(), _LATER_HINTS) and _LATER_NOTICE.match(line)):
        return True
    if not after or not _OPEN.match(before[-1:]) or is_links(before):
        return False
    amid = _SMALL.match(after) is not None
    if not amid and not (_JOINING.search(before) and after[0].isalpha()):
        return False
    if _DOWNLOADED.match(line):
        return True
    if _NUMBER.fullmatch(line):
        return not (_BEFORE_NUMBER.search(before) or _begins_with_month(after))
    if _ADDRESS.fullmatch(line):
        return not _BEFORE_ADDRESS.search(before)
    return amid and _is_header(before, line)


def _is_header(before: str, line: str) -> bool:
    """Returns whether a line amid a sentence looks like the header of a page."""
    if len(line) > HEADER_CHARACTERS or not (
        line[0].isupper() or line[0].isdigit() or line[0] == "["
    ):
        return False
    if line.endswith(".") and not line.endswith("al."):
        return False
    if line[0].isdigit() and _BEFORE_DATE.search(before):
        return False
    if before.endswith((",", ";", "&")) and _ET_AL.search(line):
        return False  # "Patterson R," / "Johnson C et al. Family members": the last of a list
    capitals = _CAPITALS.fullmatch(line) is not None and not before.isupper()
    return capitals or (_HEAD.fullmatch(line) is not None)


def _begins_with_month(text: str) -> bool:
    """Returns whether the day of a date may come before a text: "31" / "mayo, 2018"."""
    return is_month(text.split(None, 1)[0].strip(".,").lower())


def boilerplate_within(text: str) -> list[tuple[int, int]]:
    """Returns the places within a line at which a notice has got between the words of an entry."""
    if "ownloaded" not in text and "Page " not in text:
        return []
    return [match.span() for match in _WITHIN.finditer(text)]

"""Laws, decrees and standards that a text cites by their numbers: "Lei 8.213 (1991)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.thresholds import LAW_CHARACTERS
from refcheck.model.reference import Reference
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = ["cited_laws"]

# A number is "8.213", "13.709/2018", "2016/679", "111-148"; what it is of comes before it.
_LAW: Final = lazy_regex(
    r"\b(?P<kind>[Ll](?:ei|ey|oi|aw|egge|EI|EY|OI)|[Aa]ct|ACT|[Dd]ecret[oa]?(?:-[Ll]ei|-[Ll]ey)?"
    r"|[Dd]ecree|[Rr]esolu[a-zçãóõ]{2,6}|[Pp]ortaria|[Rr]egulation|[Dd]irecti[a-z]{1,3}|[Dd]iretiva"
    r"|[Ee]xecutive [Oo]rder|[Vv]erordnung|[Rr]ichtlinie|[Nn]orma|NBR|ISO|DIN|ASTM)\b"
    r"(?:\s[A-Z(][\w().-]{1,20}){0,2}\s{1,2}(?:[Nn](?:o|[uú]m(?:ero)?|r)?[.ºo°]{0,2}\s{0,2})?"
    r"(?P<number>\d[\d./-]{0,18}\d|\d)"
)
_YEAR_AFTER: Final = lazy_regex(
    rf"[\s,;:(\[/]{{1,3}}(?:(?:de|of|vom|du|del|from)\s(?:\d{{1,2}}\s(?:de\s)?[^\W\d_]{{3,10}}\s(?:de\s)?)?)?"
    rf"(?P<year>{YEAR})(?!\w|[.,]\d)[)\]]?"
)
_YEAR_WITHIN: Final = lazy_regex(rf"[/-](?P<year>{YEAR})\Z")


def cited_laws(body: BodyText, references: Sequence[Reference]) -> Iterator[tuple[int, int, int]]:
    """Yields places (start, end, work) where the text names a law of the list with its year.

    Kind, number and year have to be those of just one entry.
    """
    known: dict[tuple[str, str, str], list[int]] = {}
    for place, one in enumerate(references):
        raw = one.string.text[:LAW_CHARACTERS]
        years = set(re.findall(rf"(?<!\d){YEAR}(?!\d)", one.string.text))
        for found in _LAW.finditer(raw):
            for year in years:
                works = known.setdefault((*_key(found), year), [])
                if place not in works:
                    works.append(place)
    if not known:
        return
    for found in body.find(_LAW):
        after = _YEAR_AFTER.match(body.text, found.end(), found.end() + 40)
        year = after or _YEAR_WITHIN.search(found["number"])
        works = known.get((*_key(found), year["year"]), []) if year else []
        if len(works) == 1:
            end = after.end() if after else found.end()
            if body.text[end - 1] in ")]" and "(" not in body.text[found.start() : end]:
                end -= 1  # "(Lei 8.213, 1991)"
            yield found.start(), end, works[0]


def _key(found: re.Match[str]) -> tuple[str, str]:
    """Returns the kind of a law, as far as languages and cases share it, and the digits of its
    number."""
    number = _YEAR_WITHIN.sub("", found["number"])
    return fold(found["kind"])[:2], re.sub(r"\D", "", number)

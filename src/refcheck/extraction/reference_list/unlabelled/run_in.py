"""Where references begin in a paragraph that contains a whole list without labels.

"... 2000;47(4):351-4. Zarate CA Jr, Singh JB. ...": one ends, and another begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from refcheck.extraction.reference_list.likelihood import (
    GIVEN_NAMES,
    NAME_AT_START,
    YEAR_ALONE,
    likelihood,
)
from refcheck.extraction.thresholds import (
    RUN_IN_CHARACTERS,
    RUN_IN_FEW,
    RUN_IN_LIKELIHOOD,
    RUN_IN_REACH,
    RUN_IN_SAMPLE,
    WRAPPED_CHARACTERS,
)
from refcheck.text.patterns import lazy_regex

__all__ = ["reference_starts", "run_in_rows"]

# What comes between two references: a space after the end of one, or a sign of its own.
_BREAK: Final = lazy_regex(
    r"(?=[\s|•●▪■]|(?<=;))"  # what one begins with, first: there is none within words
    r"(?:(?<=[.;)\]\d/”\"])[^\S\n]{1,8}(?:[|•●▪■/—–-][^\S\n]{1,4})?|(?<=[.\d)];)"
    r"|[^\S\n]{0,4}[|•●▪■][^\S\n]{0,4})"
    r"(?=[\"“‘'«„]?[^\W\d_a-zß-öø-ÿ]|(?:de|van|von|der|di|du|da|la|el|al)\b)"
)
# The end of a place in a journal, of an identifier or an address: hardly anything but another
# reference begins after it.
_PLACED: Final = lazy_regex(
    # The set of first characters comes first, so that `re` skips words.
    r"[:;,.?!1hPI](?:(?:(?<=[:;,])\s?(?:pp?\.\s?)?(?!(?:1[5-9]"
    r"|20)\d\d(?!\s?[-–—\d]))[A-Za-z]{0,2}\d{1,7}(?:\s?[-–—]\s?[A-Za-z]{0,2}\d{1,7})?(?:\s?\(\d{4}\))?"
    r"|(?<=\b1)0\.\d{4,9}/\S{1,120}|(?<=h)ttps?://\S{1,200}"
    r"|(?:(?<=\bP)(?:MID|MCID)|(?<=\bI)SBN)\b:?\s?[\w-]{4,20}"
    r")[.;]{0,2}[)\]]?\s{0,8}[|•●▪■/—–-]?\s{0,4}\Z"
    rf"|(?<=[^\W\d_]{{2}}[.?!])\s[^.]{{14,160}}{YEAR_ALONE}[a-z]?\)?(?:[.;)\]]{{1,2}}"
    rf"|\s{{1,4}}[|•●▪■/—–-])\s{{0,8}}\Z)"
)
# What may follow it and is no further reference: more words on the same work.
_MORE: Final = lazy_regex(
    r"(?i)[\W]{0,2}(?:dispon\w*|acess?o|acceso|abgerufen|zugriff|consult\w*|doi|pmc?id|pubmed"
    r"|Epub|Available|Accessed|Retrieved|Erratum|Corrigendum"
    r"|Correction|Discussion|Review|Suppl|Comment|Published|Cited|Google|CrossRef|Full|Free|Article"
    r"|Abstract|in|isbn|issn|vol|pp?\.|url|Archived|Updated|Last|Online|Print|Note)\b"
)
# Each begins with a sign of its own, so that `re` skips what none begins with.
_YEAR: Final = lazy_regex(
    r"1(?<![\d.,/-].)[4-9]\d\d(?!\d)|2(?<![\d.,/-].)0\d\d(?!\d)|n\.(?<!\wn\.)\s?d\."
    r"|in press|forthcoming"
)


def reference_starts(text: str) -> list[int]:
    """Returns the offsets at which references begin in a text, after the first (at 0).

    Each piece between them has a year and looks like a reference; empty where the text is one.
    """
    starts: list[int] = []
    begin = 0
    if len(text) < 2 * RUN_IN_CHARACTERS:
        return starts
    for place in _BREAK.finditer(text):
        offset = place.end()
        if offset - begin < RUN_IN_CHARACTERS or not _may_begin(text, place.start(), offset):
            continue
        before = text[begin : place.start()][:RUN_IN_REACH]
        after = text[offset : offset + RUN_IN_REACH]
        if (
            _YEAR.search(before)
            and _YEAR.search(after)
            and likelihood(f"{before.rstrip('.;')}.") > RUN_IN_LIKELIHOOD
            and likelihood(after[: RUN_IN_REACH // 2]) > RUN_IN_LIKELIHOOD
        ):
            starts.append(offset)
            begin = offset
    return starts


def run_in_rows(texts: Sequence[str], gaps: Sequence[int]) -> dict[int, list[int]]:
    """Returns, by row, the places within rows at which references begin.

    Rows without a gap (0) between them are lines of one paragraph. A paragraph counts that has
    several references within its lines, and more of them than at the beginnings of lines.
    """
    found: dict[int, list[int]] = {}
    first = 0
    for number in range(1, len(texts) + 1):
        if (
            number < len(texts)
            and gaps[number] == 0
            and len(texts[number - 1]) <= WRAPPED_CHARACTERS
        ):
            continue
        paragraph = texts[first:number]
        lone = len(texts) <= RUN_IN_FEW
        begins = list(accumulate((len(text) + 1 for text in paragraph), initial=0))
        if begins[-1] > 2 * RUN_IN_CHARACTERS:
            joined = " ".join(paragraph)
            if not reference_starts(joined[:RUN_IN_SAMPLE]):
                first = number
                continue
            starts = reference_starts(joined)
            within = [s for s in starts if _is_within(joined, begins, s)]
            begun = sum(NAME_AT_START.match(text) is not None for text in paragraph[1:])
            if len(within) >= (1 if lone else RUN_IN_FEW) and len(within) > 2 * begun:
                for start in within:
                    row = bisect_right(begins, start) - 1
                    found.setdefault(first + row, []).append(start - begins[row])
        first = number
    return found


def _is_within(joined: str, begins: Sequence[int], start: int) -> bool:
    """Returns whether words of a line come before a place in the joined lines."""
    begin = begins[bisect_right(begins, start) - 1]
    return any(map(str.isalnum, joined[begin:start]))


def _may_begin(text: str, end: int, offset: int) -> bool:
    """Returns whether a reference may end at `end`, and another one begin at `offset`."""
    after = text[offset : offset + RUN_IN_REACH]
    if _MORE.match(after):
        return False
    before = text[max(0, end - 240) : end]
    parted = before.endswith((".", ")", ";", "]", "”", '"', "/")) or text[end:offset].strip() != ""
    if parted and (NAME_AT_START.match(after) or GIVEN_NAMES.match(after)):
        return True
    return _PLACED.search(before) is not None

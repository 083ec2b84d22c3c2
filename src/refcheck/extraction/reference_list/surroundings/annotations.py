"""What an annotated list says about its entries: it is part of neither the entry nor its title.

"5.•• Ioannidis JPA. ... PLoS Med. 2005;2(8):e124." / "This study is of special interest, as ..."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.likelihood import YEAR_ALONE, likelihood
from refcheck.extraction.thresholds import (
    ANNOTATED_LIKELIHOOD,
    ANNOTATION_CHARACTERS,
    ANNOTATION_LIKELIHOOD,
    ANNOTATION_PLACES,
    ANNOTATION_WORDS,
    JUDGED_CHARACTERS,
)
from refcheck.extraction.words import PERSONAL_WORDS, VERBS
from refcheck.text.patterns import has_any, lazy_regex

__all__ = ["is_annotation", "without_annotation"]

_STARS: Final = "•*●°○■★"
_TOKEN: Final = lazy_regex(r"[^\W\d_]+")
# The key to the stars: "•• of outstanding interest".
_KEY: Final = lazy_regex(
    r"(?i)[^\w\n]{0,6}(?:papers? |articles? |reference )?(?:of )?(?:very |particularly )?"
    r"(?:special|outstanding|considerable|major|particular|great|high|key)\s(?:interest"
    r"|importance|significance"
    r"|relevance)[^\w\n]{0,6}"
)
# After the end of an entry, on the same line: "75(2):139-148. This study ...".
_STOP: Final = lazy_regex(r"\.(?<=[\d)\]]\.)\s{1,4}(?=[•*●°]{0,3}\s?[^\W\d_a-z])")
_STOP_OR_STAR: Final = lazy_regex(rf"{_STOP.pattern}|\s(?<=\d\s)\s{{0,3}}(?=[•*●]{{1,3}}\s)")
_ENDED: Final = lazy_regex(r"(?:[.)\]/”\"]|\d|[A-Za-z0-9]{5})\Z")
_SENTENCE: Final = lazy_regex(r"[\W_]{0,4}(?:[^\W\d_a-zß-öø-ÿ]|[\"“‘'])")
# A whole entry without a place in a journal: a title, and more up to the year.
_WHOLE: Final = lazy_regex(
    rf"[^\W\d_]{{3}}[.?!]\s\S.{{14,400}}?{YEAR_ALONE}|{YEAR_ALONE}.{{20,600}}[.]\s?\S.{{5,}}"
)


# "12(3):45-6", "353: 288-291", "71, e3", a DOI: the end of an entry, and in no sentence about one.
_PLACE: Final = lazy_regex(
    r"\d{1,4}\s?(?:\([^()]{1,20}\))?\s?[:,;]\s?(?:pp?\.\s?)?[A-Za-z]{0,2}\d{1,7}|\b10\.\d{4,9}/"
    r"|https?://|\bPMID|\bpp?\.\s?\d|\bin press\b"
)


def without_annotation(text: str, draft: EntryDraft) -> EntryDraft:
    """Returns an entry without the sentences about it that come after it."""
    for number, offset in _ends(text, draft.parts):
        start, end = draft.parts[number]
        entry = _joined(text, (*draft.parts[:number], (start, offset)))
        rest = _joined(text, ((offset, end), *draft.parts[number + 1 :]))
        if is_annotation(rest) and _is_whole(entry):
            stop = offset
            while stop > start and text[stop - 1].isspace():
                stop -= 1
            kept = (*draft.parts[:number], (start, stop)) if stop > start else draft.parts[:number]
            return replace(draft, parts=kept)
    return draft


def _ends(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yields the places at which an entry may end: number of the part, and offset."""
    tried = 0
    for number, (start, end) in enumerate(parts):
        if number and _ENDED.search(text, max(0, parts[number - 1][1] - 6), parts[number - 1][1]):
            yield number, start
            tried += 1
        end = min(end, start + 2 * JUDGED_CHARACTERS)
        pattern = _STOP_OR_STAR if has_any(text[start:end], "•*●") else _STOP
        for stop in pattern.finditer(text, start, end):
            yield number, stop.end()
            tried += 1
            if tried > ANNOTATION_PLACES:
                return


def _joined(text: str, parts: Sequence[tuple[int, int]]) -> str:
    joined = ""
    for start, end in parts:
        joined += text[start : min(end, start + JUDGED_CHARACTERS)] + " "
        if len(joined) > JUDGED_CHARACTERS:
            break
    return joined.strip()


def is_annotation(text: str) -> bool:
    """Returns whether a text is sentences about a work: "This trial was the first ..."."""
    if _KEY.fullmatch(text):
        return True
    if len(text) < ANNOTATION_CHARACTERS or not _SENTENCE.match(text):
        return False
    if (
        not text.rstrip("•*● ").endswith((".", "!", "?", ")", "”", '"'))
        and len(text) < JUDGED_CHARACTERS
    ):
        return False
    if _PLACE.search(text[:JUDGED_CHARACTERS]):
        return False
    words = [word.lower() for word in _TOKEN.findall(text)]
    prose = sum(word in VERBS or word in PERSONAL_WORDS for word in words)
    if text[0] in _STARS and len(words) > ANNOTATION_WORDS:  # "•• The first trial of esketamine."
        return likelihood(text) < ANNOTATION_LIKELIHOOD
    if prose < ANNOTATION_WORDS or not any(word in VERBS for word in words):
        return False
    return likelihood(text) < ANNOTATION_LIKELIHOOD


def _is_whole(entry: str) -> bool:
    if likelihood(entry) < ANNOTATED_LIKELIHOOD:
        return False
    return _PLACE.search(entry) is not None or _WHOLE.search(entry) is not None

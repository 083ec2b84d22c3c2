"""Titles of works: how a cited title differs from the recorded one."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from itertools import accumulate

from rapidfuzz import fuzz

from refcheck.compare.similarity import Segment, segments
from refcheck.compare.thresholds import (
    FOUND_PART_WORDS,
    FOUND_TITLE_WORDS,
    RELATED_TITLE,
    SIMILAR_TITLE,
)
from refcheck.frozen import dataclass, maker
from refcheck.text.english import common_spelling
from refcheck.text.folding import squashed, words
from refcheck.text.words import word_set
from refcheck.text.works.titles import (
    COMPARED_LENGTH,
    GREEK_SPELT_OUT,
    TitleForm,
    is_bare_reply,
    is_notice,
    leading_number,
    plain_title,
    title_forms,
)

__all__ = [
    "TitleAgreement",
    "TitleComparison",
    "appears_in",
    "compare_titles",
    "is_incomparable",
]

_LEADING_WORDS = 2  # "chapter", "3"
# Words that may be left out; "PDQ" is the mark of a series: "Breast Cancer Treatment (PDQ®)".
_ARTICLES = frozenset({"a", "an", "the", "pdq"})
_PARTS = frozenset({"part", "pt", "no", "number", "chapter", "paper", "report", "phase"})


# Words of English titles that no other language has.
_ENGLISH = word_set(
    "the of and with for by from between to among during using after patients treatment effect"
    " effects study studies disease diseases disorders guidelines assessment systematic children"
    " women risk association"
)


class TitleAgreement(Enum):
    """How a cited title agrees with the recorded one."""

    SAME = "same"
    PART = "part"  # a subtitle is left out or added
    WORDING = "wording"  # some words differ
    SIBLING = "sibling"  # nearly equal, but for a number or a mark that tells two works apart
    OTHER = "other"


_RANK = {agreement: rank for rank, agreement in enumerate(TitleAgreement)}


@dataclass(frozen=True, slots=True)
class TitleComparison:
    """The nearest of all recorded forms. `similarity` is 0 to 1; `differences` are the runs of
    words that differ and matter, each as (cited, recorded); `recorded` is the title compared with.
    """

    agreement: TitleAgreement
    similarity: float
    differences: tuple[tuple[str, str], ...]
    recorded: str


_comparison = maker(TitleComparison)


def appears_in(title: str, raw: str) -> bool:
    """Returns whether the title is in a text word for word, whatever its punctuation and spacing.

    It begins and ends with a word of the text: "Ketamine in depression" is not what "Esketamine in
    depression" says.
    """
    if "<" in raw or "&" in raw:
        raw = plain_title(raw)
    if not raw.isascii():
        raw = raw.translate(GREEK_SPELT_OUT)
    whole = squashed(raw)
    return any(
        len(form.words) >= FOUND_TITLE_WORDS
        and (run := "".join(form.words)) in whole
        and _is_whole(run, raw)
        for form in title_forms(title)
        if len(form.words) >= FOUND_PART_WORDS or form.text == title_forms(title)[0].text
    )


def _is_whole(run: str, raw: str) -> bool:
    """Returns whether a run of letters is in a text, from the border of one word to that of
    another."""
    whole, borders = squashed(raw), _borders(raw)
    place = whole.find(run)
    while place >= 0:
        ends = (place, place + len(run))
        # A number may be attached to a word: "12Ketamine in depression"
        if all(end in borders or not whole[end - 1 : end + 1].isalpha() for end in ends):
            return True
        place = whole.find(run, place + 1)
    return False


@lru_cache(maxsize=64)
def _borders(raw: str) -> frozenset[int]:
    """Where words begin and end in a squashed text; matching asks for each candidate."""
    return frozenset(accumulate((len(word) for word in words(raw)), initial=0))


def is_incomparable(cited: str, recorded: str) -> bool:
    """Returns whether the cited title may be the original of what the record has in translation.

    PubMed puts the English translation of a title in brackets. A cited title in English can be
    compared with it; one without an English word of grammar may be in another language.
    """
    return recorded.startswith("[") and _ENGLISH.isdisjoint(words(cited[:COMPARED_LENGTH]))


def compare_titles(cited: str, recorded: tuple[str, ...]) -> TitleComparison | None:
    """Compares a cited title with every form in which the record has it.

    Returns the nearest comparison, or None where either side has no words.
    """
    return _compare(cited[:COMPARED_LENGTH], tuple([text[:COMPARED_LENGTH] for text in recorded]))


@lru_cache(maxsize=4096)
def _compare(cited: str, recorded: tuple[str, ...]) -> TitleComparison | None:
    best: TitleComparison | None = None
    for text in recorded:
        for theirs in title_forms(text):
            for ours in title_forms(cited):
                compared = _compare_forms(ours, theirs, text)
                if compared.agreement is TitleAgreement.SAME:
                    return compared
                if best is None or _order(compared) < _order(best):
                    best = compared
    return best


def _order(compared: TitleComparison) -> tuple[int, float]:
    return _RANK[compared.agreement], -compared.similarity


def _compare_forms(ours: TitleForm, theirs: TitleForm, recorded: str) -> TitleComparison:
    if ours.words == theirs.words or "".join(ours.words) == "".join(theirs.words):
        return _comparison(TitleAgreement.SAME, 1.0, (), recorded)
    if is_bare_reply(ours.words) and is_bare_reply(theirs.words):
        return _comparison(TitleAgreement.SAME, 1.0, (), recorded)
    if (ratio := _similarity(ours, theirs)) < RELATED_TITLE and not _may_be_part(ours, theirs):
        return _comparison(TitleAgreement.OTHER, ratio, (), recorded)
    parts = list(segments(ours.words, theirs.words))
    tail = _subtitle(ours, theirs, parts[-1]) if parts else None
    if tail:
        ours, theirs = _without_end(ours, len(tail.cited)), _without_end(theirs, len(tail.recorded))
        ratio = _similarity(ours, theirs)
        parts = list(segments(ours.words, theirs.words))
    differing = [
        part
        for part in parts
        if not _is_harmless(part) and not _is_leading_number(part, ours, theirs)
    ]
    differences = tuple((" ".join(part.cited), " ".join(part.recorded)) for part in differing)
    agreement = _agreement(ours, theirs, differing, ratio)
    if agreement is TitleAgreement.SAME:
        return _comparison(TitleAgreement.PART if tail else agreement, 1.0, (), recorded)
    return _comparison(agreement, ratio, differences, recorded)


def _without_end(form: TitleForm, without: int) -> TitleForm:
    return TitleForm(form.text, form.words[: len(form.words) - without])


def _similarity(ours: TitleForm, theirs: TitleForm) -> float:
    return fuzz.ratio(" ".join(ours.words), " ".join(theirs.words)) / 100


def _may_be_part(ours: TitleForm, theirs: TitleForm) -> bool:
    shorter, longer = sorted((ours.words, theirs.words), key=len)
    return bool(shorter) and (longer[: len(shorter)] == shorter or shorter[0] == longer[0])


def _agreement(
    ours: TitleForm, theirs: TitleForm, differing: list[Segment], ratio: float
) -> TitleAgreement:
    if is_notice(ours.text) != is_notice(theirs.text):
        return TitleAgreement.SIBLING if ratio >= RELATED_TITLE else TitleAgreement.OTHER
    if not differing:
        return TitleAgreement.SAME
    if ratio < SIMILAR_TITLE:
        return TitleAgreement.OTHER
    if any(_tells_apart(part) for part in differing):
        return TitleAgreement.SIBLING
    return TitleAgreement.WORDING


def _subtitle(ours: TitleForm, theirs: TitleForm, part: Segment) -> Segment | None:
    """Returns the subtitle with which only one of the two goes on at the end, as a one-sided
    segment.

    What comes before it may differ: "in oesophagectomy", "in esophagectomy: a meta-analysis".
    """
    if part.recorded_start + len(part.recorded) != len(theirs.words):
        return None
    if part.cited_start + len(part.cited) != len(ours.words):
        return None
    if len(part.recorded) > len(part.cited):
        if (cut := _cut(theirs, part.recorded_start + len(part.cited))) is not None:
            return Segment((), theirs.words[cut:], len(ours.words), cut)
    elif len(part.cited) > len(part.recorded) and (
        (cut := _cut(ours, part.cited_start + len(part.recorded))) is not None
    ):
        return Segment(ours.words[cut:], (), cut, len(theirs.words))
    return None


def _cut(form: TitleForm, earliest: int) -> int | None:
    """Returns the first place for a subtitle to begin, not before `earliest` nor at the very
    beginning."""
    places = (place for place in form.breaks if max(earliest, 1) <= place < len(form.words))
    return min(places, default=None)


def _is_harmless(part: Segment) -> bool:
    """Spacing and hyphens, articles, numerals against words, British against American."""
    ours = [word for word in part.cited if word not in _ARTICLES]
    theirs = [word for word in part.recorded if word not in _ARTICLES]
    if "".join(ours) == "".join(theirs):
        return True
    return "".join(map(common_spelling, ours)) == "".join(map(common_spelling, theirs))


def _is_leading_number(part: Segment, ours: TitleForm, theirs: TitleForm) -> bool:
    """Returns whether only one of the two titles has a number before it: "2. Classification of
    diabetes".

    Two numbers tell two chapters apart.
    """
    if part.cited_start or part.recorded_start or (part.cited and part.recorded):
        return False
    form, run = (ours, part.cited) if part.cited else (theirs, part.recorded)
    number = leading_number(form.text)
    return number is not None and run[-1] == number and len(run) <= _LEADING_WORDS


def _tells_apart(part: Segment) -> bool:
    """Returns whether a difference is one of numbers alone ("Part 1", "Part 2"; "2019", "2020")."""
    numbers = [
        common_spelling(word) for word in (*part.cited, *part.recorded) if word not in _PARTS
    ]
    return bool(numbers) and all(number.isdigit() for number in numbers)

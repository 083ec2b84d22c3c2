"""Titles of works: their normal form, how much they tell, and how two of them differ."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate

from rapidfuzz import fuzz

from refcheck.compare.similarity import BRITISH_VOWELS, Segment, segments, squashed, words

__all__ = [
    "TitleAgreement",
    "TitleComparison",
    "compare_titles",
    "information",
    "is_about_another",
    "is_incomparable",
    "is_notice",
    "stands_in",
]

_COMPARED_LENGTH = 2000
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega", "&": " and ", "±": " plusminus ",
}  # fmt: skip
_GREEK |= {letter.upper(): name for letter, name in _GREEK.items() if letter.upper() != letter}
_SPELT = str.maketrans(_GREEK)
# "RETRACTED: ", "WITHDRAWN: ", "Editor's Choice - " are put before a title afterwards.
_STATUS = re.compile(
    r"^\W*(?:(?:retracted(?: article)?|withdrawn)\W*[:.]|editor['’]?s['’]? choice\W*[-–—:.])\s*",
    re.I,
)
# "[in German]", "[Article in French]", "[published erratum appears in ...]", "(author's transl)".
_NOTE = re.compile(r"[\[(](?:[^\[\]()]{1,200})[\])]\W*$")
_NOTE_WORDS = re.compile(
    r"\b(?:in (?:[A-Z][a-z]+)|article|abstract|authors?['’]? ?s? transl|see comments?|letter|review"
    r"|editorial|erratum|correction|retracted|comment|translation|proceedings|meeting)\b",
    re.I,
)
_BREAK = re.compile(r"[:.?!;—–(\[]|\s-{1,2}\s")
_ARTICLES = frozenset({"a", "an", "the"})
# A title that begins so is about another one: a notice, a comment, an answer.
_MARKERS = re.compile(
    r"^\W*(?:an? )?(?:(?:author'?s'?|authors['’]) (?:reply|response)|reply|re|response|in reply"
    r"|comments?|commentary|erratum|errata|corrigendum|corrigenda|correction|corrections|addendum"
    r"|publisher correction|author correction|retraction|retraction note|expression of concern"
    r"|editorial|letter|correspondence|invited commentary|discussion|protocol)\b"
    r"\s*(?::|to\b|on\b|for\b|of\b|\.|$)",
    re.I,
)
# Of these, the ones that never begin the title of the work itself.
_ABOUT = re.compile(
    r"(?:^\W{0,3}|[.?!)\]]\s{1,3}[\"'“‘«„]?|[\"'“‘«„])(?:an? |the )?"
    r"(?:re:|(?:in )?repl(?:y|ies) to\b|(?:author'?s'?|authors['’]) (?:reply|response)\b"
    r"|response to:|comments? on[: ]|commentary on[: ]"
    r"|(?:publisher |author )?(?:erratum|errata|corrigendum|corrigenda|corrections?|addendum"
    r"|retraction(?: note)?|expression of concern)(?: to\b| for\b|:|[.\s]*$))",
    re.I,
)
_TITLE_START = 25
_NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "fifteen": "15", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "hundred": "100", "first": "1st", "second": "2nd",
    "third": "3rd", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7",
    "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12",
    "versus": "vs", "percent": "", "grey": "gray", "judgement": "judgment",
    "aluminium": "aluminum", "programme": "program", "programmes": "programs",
    "ageing": "aging", "and": "", "et": "", "und": "", "y": "",
}  # fmt: skip
# British to American, applied to both sides of a difference: "haemorrhage", "tumour", "labelled".
_SPELLING = (
    (BRITISH_VOWELS, "e"),
    (re.compile(r"our(?=$|s$|al|ed|ing|able|ite|less|ful)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[a-z])is(?=e$|es$|ed$|ing$|er$|ers$|ation|abl|abil)"), "iz"),
    (re.compile(r"ys(?=e$|es$|ed$|ing$|er$)"), "yz"),
    (re.compile(r"(?<=[bt])re$"), "er"),
    (re.compile(r"(?<=[bt])res$"), "ers"),
    (re.compile(r"(?<=[bt])red$"), "ered"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$|ment|ful)"), "l"),
    (re.compile(r"ogue"), "og"),
    (re.compile(r"(?<=[aeiou]n)ce$"), "se"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"(?<=[a-z])pp(?=ed$|ing$)"), "p"),
)
_WORDS = (
    "a an the of in on for and or to with by from at as is are its between among during after"
    " der die das und in des le la les de du et en el los y"
)
_PARTS = frozenset({"part", "pt", "no", "number", "chapter", "paper", "report", "phase"})
_STOP_WORDS = frozenset(_WORDS.split())


# Words that stand in English titles and in no other language's.
_ENGLISH_WORDS = (
    "the of and with for by from between to among during using after patients treatment effect"
    " effects study studies disease diseases disorders guidelines assessment systematic children"
    " women risk association"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


class TitleAgreement(Enum):
    """How a printed title agrees with the recorded one."""

    SAME = "same"
    PART = "part"  # a subtitle is left out or added
    WORDING = "wording"  # some words differ
    SIBLING = "sibling"  # nearly equal, but for a number or a mark that tells two works apart
    OTHER = "other"


_RANK = {agreement: rank for rank, agreement in enumerate(TitleAgreement)}


@dataclass(frozen=True, slots=True)
class TitleComparison:
    """The nearest of all recorded forms. `similarity` is 0 to 1; `differences` are the stretches of
    words that differ and matter, each as (cited, recorded); `recorded` is the title compared with.
    """

    agreement: TitleAgreement
    similarity: float
    differences: tuple[tuple[str, str], ...]
    recorded: str


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a title: its text, its folded words, and where it may be cut."""

    text: str
    words: tuple[str, ...]

    @property
    def breaks(self) -> frozenset[int]:
        """The numbers of words after which a subtitle may begin."""
        counts, total, place = set(), 0, 0
        for found in _BREAK.finditer(self.text):
            total += len(words(self.text[place : found.start()]))
            counts.add(total)
            place = found.end()
        return frozenset(counts)


def _plain(title: str) -> str:
    """The title without markup, entities, Greek letters, status words and trailing notes."""
    title = title[:_COMPARED_LENGTH]
    if "&" in title:
        title = html.unescape(title)
    if "<" in title:
        title = _TAG.sub("", title)
    title = _STATUS.sub("", title)
    if not title.isascii() or "&" in title:
        title = title.translate(_SPELT)
    return _without_note(title)


def _without_note(title: str) -> str:
    if not title.rstrip(" .").endswith(("]", ")")):
        return title
    note = _NOTE.search(title)
    if note and note.start() and _NOTE_WORDS.search(note.group()):
        return title[: note.start()]
    return title


@lru_cache(maxsize=4096)
def _forms(title: str) -> tuple[_Form, ...]:
    """The title as a whole, and in its parts where a translation stands in brackets."""
    plain = _plain(title)
    texts = [plain]
    opened, closed = plain.find("["), plain.rfind("]")
    if 0 <= opened < closed:
        inside, outside = plain[opened + 1 : closed], plain[:opened] + " " + plain[closed + 1 :]
        texts += [_without_note(text) for text in (inside, outside) if len(words(text)) >= 3]
    forms = (_Form(text, words(text)) for text in texts)
    return tuple(form for form in forms if form.words)


def information(title: str) -> float:
    """How much a title tells: about 5 for "Reply", 30 for four plain words, 80 for a long title.

    The letters of its words, without the commonest words, each word counting at most eight.
    """
    return _information(title[:_COMPARED_LENGTH])


@lru_cache(maxsize=4096)
def _information(title: str) -> float:
    return float(sum(min(len(word), 8) for word in set(words(title)) if word not in _STOP_WORDS))


def stands_in(title: str, raw: str) -> bool:
    """Whether the title stands word for word in a text, whatever its punctuation and spacing.

    It begins and ends with a word of the text: "Ketamine in depression" is not what "Esketamine in
    depression" says.
    """
    if "<" in raw or "&" in raw:
        raw = _plain(raw)
    if not raw.isascii():
        raw = raw.translate(_SPELT)
    whole = squashed(raw)
    return any(
        len(form.words) >= 3 and (run := "".join(form.words)) in whole and _is_whole(run, raw)
        for form in _forms(title)
        if len(form.words) > 4 or form.text == _forms(title)[0].text
    )


def _is_whole(run: str, raw: str) -> bool:
    """Whether a run of letters stands in a text from the border of a word to that of another."""
    whole, borders = squashed(raw), _borders(raw)
    place = whole.find(run)
    while place >= 0:
        ends = (place, place + len(run))
        # A number may be glued to a word: "12Ketamine in depression"
        if all(end in borders or not whole[end - 1 : end + 1].isalpha() for end in ends):
            return True
        place = whole.find(run, place + 1)
    return False


@lru_cache(maxsize=64)
def _borders(raw: str) -> frozenset[int]:
    """Where words begin and end in a squashed text; matching asks for each candidate."""
    return frozenset(accumulate((len(word) for word in words(raw)), initial=0))


def is_notice(title: str) -> bool:
    """Whether a title says that its work is about another: "Erratum to ...", "A comment on"."""
    return _MARKERS.match(title[:_COMPARED_LENGTH]) is not None


def is_about_another(title: str, text: str | None = None) -> bool:
    """Whether a work with this title is a notice, comment or answer: "Re: ...", "Corrigendum to".

    With `text`, whether the title is printed there behind such words: "A. Fodor, Re: B. Miszczyk,
    Title" is about the work whose title follows.
    """
    if text is None:
        return _says_about(title[:_COMPARED_LENGTH])
    place = text.casefold().find(title[:_TITLE_START].casefold())
    return place > 0 and _ABOUT.search(text[: min(place, _COMPARED_LENGTH)]) is not None


@lru_cache(maxsize=4096)
def _says_about(title: str) -> bool:
    """What `is_about_another` says of a title alone; matching asks for each candidate."""
    return _ABOUT.search(title) is not None


def is_incomparable(cited: str, recorded: str) -> bool:
    """Whether the printed title may be the original of what the record has in translation.

    PubMed puts the English translation of a title in brackets. A printed title in English can be
    compared with it; one without an English word of grammar may be in another language.
    """
    return recorded.startswith("[") and _ENGLISH.isdisjoint(words(cited[:_COMPARED_LENGTH]))


def compare_titles(cited: str, recorded: tuple[str, ...]) -> TitleComparison | None:
    """Compare a printed title with every form in which the record has it.

    Returns the nearest comparison, or None where either side holds no words.
    """
    return _compare(cited[:_COMPARED_LENGTH], tuple(text[:_COMPARED_LENGTH] for text in recorded))


@lru_cache(maxsize=4096)
def _compare(cited: str, recorded: tuple[str, ...]) -> TitleComparison | None:
    best: TitleComparison | None = None
    for text in recorded:
        for theirs in _forms(text):
            for ours in _forms(cited):
                compared = _compare_forms(ours, theirs, text)
                if compared.agreement is TitleAgreement.SAME:
                    return compared
                if best is None or _order(compared) < _order(best):
                    best = compared
    return best


def _order(compared: TitleComparison) -> tuple[int, float]:
    return _RANK[compared.agreement], -compared.similarity


def _compare_forms(ours: _Form, theirs: _Form, recorded: str) -> TitleComparison:
    if "".join(ours.words) == "".join(theirs.words):
        return TitleComparison(TitleAgreement.SAME, 1.0, (), recorded)
    if (ratio := _likeness(ours, theirs)) < 0.5 and not _may_be_part(ours, theirs):
        return TitleComparison(TitleAgreement.OTHER, ratio, (), recorded)
    parts = list(segments(ours.words, theirs.words))
    tail = _subtitle(ours, theirs, parts[-1]) if parts else None
    if tail:
        ours, theirs = _begin(ours, len(tail.cited)), _begin(theirs, len(tail.recorded))
        ratio = _likeness(ours, theirs)
        parts = list(segments(ours.words, theirs.words))
    differing = [part for part in parts if not _is_harmless(part)]
    differences = tuple((" ".join(part.cited), " ".join(part.recorded)) for part in differing)
    agreement = _agreement(ours, theirs, differing, ratio)
    if agreement is TitleAgreement.SAME:
        return TitleComparison(TitleAgreement.PART if tail else agreement, 1.0, (), recorded)
    return TitleComparison(agreement, ratio, differences, recorded)


def _begin(form: _Form, without: int) -> _Form:
    return _Form(form.text, form.words[: len(form.words) - without])


def _likeness(ours: _Form, theirs: _Form) -> float:
    return fuzz.ratio(" ".join(ours.words), " ".join(theirs.words)) / 100


def _may_be_part(ours: _Form, theirs: _Form) -> bool:
    shorter, longer = sorted((ours.words, theirs.words), key=len)
    return bool(shorter) and (longer[: len(shorter)] == shorter or shorter[0] == longer[0])


def _agreement(
    ours: _Form, theirs: _Form, differing: list[Segment], ratio: float
) -> TitleAgreement:
    if _is_marked(ours) != _is_marked(theirs):
        return TitleAgreement.SIBLING if ratio >= 0.5 else TitleAgreement.OTHER
    if not differing:
        return TitleAgreement.SAME
    if ratio < 0.62:
        return TitleAgreement.OTHER
    if any(_tells_apart(part) for part in differing):
        return TitleAgreement.SIBLING
    return TitleAgreement.WORDING


def _is_marked(form: _Form) -> bool:
    return _MARKERS.match(form.text) is not None


def _subtitle(ours: _Form, theirs: _Form, part: Segment) -> Segment | None:
    """The subtitle with which only one of the two goes on at the end, as a one-sided segment.

    What stands before it may differ: "in oesophagectomy", "in esophagectomy: a meta-analysis".
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


def _cut(form: _Form, earliest: int) -> int | None:
    """The first place for a subtitle to begin, not before `earliest` nor at the very beginning."""
    places = (place for place in form.breaks if max(earliest, 1) <= place < len(form.words))
    return min(places, default=None)


def _is_harmless(part: Segment) -> bool:
    """Spacing and hyphens, articles, numerals against words, British against American."""
    ours = [word for word in part.cited if word not in _ARTICLES]
    theirs = [word for word in part.recorded if word not in _ARTICLES]
    if "".join(ours) == "".join(theirs):
        return True
    return _spelt(ours) == _spelt(theirs)


def _spelt(parts: list[str]) -> str:
    return "".join(_spelling(word) for word in parts)


@lru_cache(maxsize=8192)
def _spelling(word: str) -> str:
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


def _tells_apart(part: Segment) -> bool:
    """Whether a difference is one of numbers alone ("Part 1", "Part 2"; "2019", "2020")."""
    numbers = [_spelling(word) for word in (*part.cited, *part.recorded) if word not in _PARTS]
    return bool(numbers) and all(number.isdigit() for number in numbers)

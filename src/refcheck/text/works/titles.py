"""Titles of works: the forms in which one is compared, how much it tells, what its words say."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

from refcheck.frozen import dataclass, maker
from refcheck.text.folding import words
from refcheck.text.patterns import lazy_regex
from refcheck.text.words import word_set

__all__ = [
    "COMPARED_LENGTH",
    "GREEK_SPELT_OUT",
    "TitleForm",
    "information",
    "is_about_another",
    "is_bare_reply",
    "is_notice",
    "leading_number",
    "plain_title",
    "title_forms",
]

COMPARED_LENGTH: Final = 2000  # characters; bounds the work on hostile titles
_TAG = lazy_regex(r"</?[A-Za-z][^<>]{0,80}>")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega", "&": " and ", "±": " plusminus ",
}  # fmt: skip
_GREEK |= {letter.upper(): name for letter, name in _GREEK.items() if letter.upper() != letter}
GREEK_SPELT_OUT = str.maketrans(_GREEK)
# "RETRACTED: ", "WITHDRAWN: ", "Editor's Choice - " are put before a title afterwards.
_STATUS = lazy_regex(
    r"^\W{0,10}(?:(?:retracted(?: article| paper)?|removed"
    r"|withdrawn(?:\W{1,2}(?:as (?:a )?duplicate|administrative duplicate publication))?"
    r"|(?:temporary|permanent) removal)\W{0,3}[:.]|\[(?:retracted|withdrawn|removed)\]"
    r"|editor['’]?s['’]? choice\W*[-–—:.])\s*",
    re.I,
)
# "[in German]", "[Article in French]", "[published erratum appears in ...]", "(author's transl)".
_NOTE = lazy_regex(r"[\[(](?:[^\[\]()]{1,200})[\])]\W*$")
_LANGUAGES = (
    "arabic|bulgarian|chinese|croatian|czech|danish|dutch|english|finnish|french|german|greek|hebrew"
    "|hungarian|italian|japanese|korean|norwegian|persian|polish|portuguese|romanian|russian|serbian"
    "|slovak|slovene|slovenian|spanish|swedish|turkish|ukrainian"
)
_NOTE_WORDS = lazy_regex(  # "(in German)"; "(in Children)" belongs to a title
    rf"\b(?:in (?:{_LANGUAGES})\b"
    r"|article|abstract|authors?['’]? ?s? transl|see comments?|letter|review"
    r"|editorial|erratum|correction|retracted|comment|translation|proceedings|meeting)\b",
    re.I,
)
_BREAK = lazy_regex(r"[:.?!;—–(\[]|\s-{1,2}\s")
# A title that begins so is about another one: a notice, a comment, an answer.
_MARKERS = lazy_regex(
    r"^\W*(?:an? )?(?:(?:author'?s'?|authors['’]) (?:reply|response)|reply|re|response|in reply"
    r"|comments?|commentary|erratum|errata|corrigendum|corrigenda|correction|corrections|addendum"
    r"|publisher correction|author correction|retraction|retraction note|expression of concern"
    r"|editorial|letter|correspondence|invited commentary|discussion|protocol)\b"
    r"\s*(?::|to\b|on\b|for\b|of\b|\.|$)",
    re.I,
)
# Of these, the ones that never begin the title of the work itself.
_ABOUT = lazy_regex(
    r"(?:^\W{0,3}|[.?!)\]]\s{1,3}[\"'“‘«„]?|[\"'“‘«„])(?:an? |the )?"
    r"(?:re:|(?:in )?repl(?:y|ies) to\b|(?:author'?s'?|authors['’]) (?:reply|response)\b"
    r"|response to:|comments? on[: ]|commentary on[: ]"
    r"|(?:publisher |author )?(?:erratum|errata|corrigendum|corrigenda|corrections?|addendum"
    r"|retraction(?: note)?|expression of concern)(?: to\b| for\b|:|[.\s]*$))",
    re.I,
)
# One of these is in whatever `_ABOUT` finds.
_ABOUT_HINTS: Final = (
    "re:", "repl", "respon", "comment", "errat", "corr", "addend", "retract", "concern",
)  # fmt: skip
# The words of titles that say no more than that the work is a reply: "Reply.", "Authors' response",
# "In reply", "Response to letter to the editor", "Antwort der Autoren".
_REPLIES = word_set(
    "reply replies response responses respond answer rebuttal antwort schlusswort erwiderung"
    " respuesta réponse resposta risposta réplica"
)
_REPLY_WORDS = _REPLIES | word_set(
    "the a an of in on to from by s author authors editor editors letter letters re comment"
    " comments commentary correspondence der die den an"
    " autoren verfasser de los las les des da dos do degli del autores auteurs autori"
)
# "2. Classification of diabetes", "Chapter 3: Blood pressure", "9) Obesity".
_LEADING = lazy_regex(
    r"^\W{0,3}(?:(?:chapter|section|part|unit|module|kapitel|chapitre|capítulo)\s"
    r"(\d{1,3}|[ivxl]{1,6})\s?[.:)–—-]\s{0,3}(?=\w)|(\d{1,3}|(?-i:[IVX]{1,5}))\s?[.:)]\s)",
    re.IGNORECASE,
)
_TITLE_START: Final = 25  # characters by which a title is found in a text
_WORD_LETTERS: Final = 8  # letters of one word that tell something
_PART_WORDS: Final = 3  # words that a part of a title needs to stand for it
_STOP_WORDS = word_set(
    "a an the of in on for and or to with by from at as is are its between among during after"
    " der die das und in des le la les de du et en el los y"
)


@dataclass(frozen=True, slots=True)
class TitleForm:
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


_title_form = maker(TitleForm)


def plain_title(title: str) -> str:
    """Returns the title without markup, entities, Greek letters, status words and trailing
    notes."""
    title = title[:COMPARED_LENGTH]
    if "&" in title:
        title = html.unescape(title)
    if "<" in title:
        title = _TAG.sub("", title)
    if status := _STATUS.match(title):
        title = title[status.end() :]
    if not title.isascii() or "&" in title:
        title = title.translate(GREEK_SPELT_OUT)
    return _without_note(title)


def _without_note(title: str) -> str:
    if not title.rstrip(" .").endswith(("]", ")")):
        return title
    note = _NOTE.search(title)
    if note and note.start() and _NOTE_WORDS.search(note.group()):
        return title[: note.start()]
    return title


def title_forms(title: str) -> tuple[TitleForm, ...]:
    """Returns the title as a whole, and in its parts where a translation is in brackets."""
    return _title_forms(title.removesuffix("."))  # which records have, and references have not


@lru_cache(maxsize=4096)
def _title_forms(title: str) -> tuple[TitleForm, ...]:
    plain = plain_title(title)
    texts = [plain]
    opened, closed = plain.find("["), plain.rfind("]")
    if 0 <= opened < closed:
        inside, outside = plain[opened + 1 : closed], plain[:opened] + " " + plain[closed + 1 :]
        texts += [
            _without_note(text) for text in (inside, outside) if len(words(text)) >= _PART_WORDS
        ]
    forms = [_title_form(text, words(text)) for text in texts]
    return tuple([form for form in forms if form.words])


def information(title: str) -> float:
    """Returns how much a title tells: about 5 for "Reply", 30 for four plain words, 80 for a long
    title.

    The letters of its words, without the commonest words, each word counting at most eight.
    """
    return _information(title[:COMPARED_LENGTH].removesuffix("."))


@lru_cache(maxsize=4096)
def _information(title: str) -> float:
    sizes = map(len, set(words(title)) - _STOP_WORDS)
    return float(sum([size if size < _WORD_LETTERS else _WORD_LETTERS for size in sizes]))


def is_bare_reply(title_words: tuple[str, ...]) -> bool:
    """Returns whether the words of a title say no more than that the work is a reply, in whatever
    form."""
    return not _REPLIES.isdisjoint(title_words) and _REPLY_WORDS.issuperset(title_words)


def leading_number(title: str) -> str | None:
    """Returns the number that a title begins with, of a chapter or a part: "2" of "2.
    Classification"."""
    found = _LEADING.match(title[:COMPARED_LENGTH])
    return (found[1] or found[2]).casefold() if found else None


def is_notice(title: str) -> bool:
    """Returns whether a title says that its work is about another: "Erratum to ...", "A comment
    on"."""
    return _MARKERS.match(title[:COMPARED_LENGTH]) is not None


def is_about_another(title: str, text: str | None = None) -> bool:
    """Returns whether a work with this title is a notice, comment or answer: "Re: ...",
    "Corrigendum to".

    With `text`, whether the title follows such words there: "A. Fodor, Re: B. Miszczyk,
    Title" is about the work whose title follows.
    """
    if text is None:
        return _says_about(title[:COMPARED_LENGTH].removesuffix("."))
    return _follows_such_words(title[:_TITLE_START].casefold(), text)


@lru_cache(maxsize=64)  # of a text, the title as cited and the one in the record
def _follows_such_words(start: str, text: str) -> bool:
    place = text.casefold().find(start)
    return place > 0 and _has_such_words(text[: min(place, COMPARED_LENGTH)])


@lru_cache(maxsize=4096)
def _says_about(title: str) -> bool:
    """Returns what `is_about_another` says of a title alone; matching asks for each candidate."""
    return _has_such_words(title)


def _has_such_words(text: str) -> bool:
    lower = text.casefold()
    for hint in _ABOUT_HINTS:  # costs a tenth of the pattern
        if hint in lower:
            return _ABOUT.search(text) is not None
    return False

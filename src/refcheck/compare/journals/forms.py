"""Names of journals: the forms in which one is written, with all writings of each of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from refcheck.compare.journals.abbreviations import Writings, is_abbreviated
from refcheck.compare.thresholds import JOURNAL_WORDS
from refcheck.frozen import dataclass, maker
from refcheck.text.folding import folded
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.words import word_set

__all__ = [
    "BRACKETS",
    "DESIGNATORS",
    "SECTION_TITLE",
    "JournalForm",
    "KnownForm",
    "Words",
    "cited_forms",
    "form_of",
    "has_one_form",
    "is_section",
    "known_forms",
    "name_forms",
]

Words = tuple[str, ...]


_SMALL = word_set(
    "the of and in for on to a an at by from with against its their"
    " de la le les des du d l et en ses sur pour par el los las y del para por con da do dos das e"
    " der die das des dem den und fur fuer im zur zum aus auf mit ihre deren van het een voor"
    " i o u w z na za si og och av dans della di dei delle il lo gli degli dell dello per ad ve"
)
# Of these, the ones with which a name can begin: "An Med Interna" are annals, "Z Rheumatol" is one.
_ARTICLES = word_set("the a la le les el los las der die das il lo gli het l")
DESIGNATORS = word_set(
    "section sect sektion seccion sezione series serie ser reihe part pt parte partie teil"
    " abteilung abt ausgabe ausg"
)
# "J Bone Joint Surg Br", "The Journal of bone and joint surgery. British volume"
_VOLUMES = frozenset({"volume", "edition", "ed"})
# Of one of these it depends on its place whether it may be left out; of other words, never.
_SOMETIMES_SMALL = _SMALL | _ARTICLES | DESIGNATORS | _VOLUMES
_SECTION = lazy_regex(r"[a-h]|[ivx]{1,4}|\d{1,2}")
_SECTION_LETTERS: Final = 4  # no section has more: most words do
# Names of nothing but words; the dots of a cited one part nothing: "J. Clin. Oncol."
_WORDS = lazy_regex(r"[\w ]+\.?")
_CITED_WORDS = lazy_regex(r"[\w .]+")
# "Zentralbl Bakteriol [B]"
_BRACKETED_SECTION = lazy_regex(r"[\[(]([A-H]|\d)[\])]")
BRACKETS = lazy_regex(r"[\[(]([^\[\]()]{0,120})(?:[\])]|$)")
_ELISION = lazy_regex(r"\b(?:d|l|dell|nell|sull)['’](?=\w)", re.I)  # "Cahiers d'études"
# "Zhonghua zhong liu za zhi [Chinese journal of oncology]"
_TRANSLATED = lazy_regex(r"\[([^\[\]]{8,120})\]")
# "The Journal of neuroscience : the official journal of ...", "Title = Parallel title",
# "Dental economics - oral hygiene"; but "Circulation: Heart Failure" is one name.
_SUBTITLE = lazy_regex(
    r"\s[:=/–-]\s|;\s|[:,]\s(?=(?:the|an?|and allied|official|journal|publication)\b)", re.I
)
# "Population reports. Series B: Intrauterine devices", "Zeitschrift fur Physik. A, Atomic nuclei"
SECTION_TITLE = lazy_regex(
    rf"[.,:]\s(?:(?:{'|'.join(sorted(DESIGNATORS))})\b\.?\s(?:[A-H]|[IVX]{{1,4}}|\d{{1,2}})(?=[.,:]\s)"
    r"|[A-H](?=[,:]\s))",
    re.I,
)
# "Angiology. Published online January 16, 2024", "Am J Emerg Med. Advance online publication"
_ONLINE = lazy_regex(
    r"[.,;:(\[\s]{1,4}(?:(?:advanced?|early|first) (?:online|access|view)\b|(?:e-?pub|online|publi"
    r"shed|available)(?: (?:first|online|ahead|before|early)\b|$)|in press\b).{0,80}$",
    re.I,
)
# One of these is in whatever `_ONLINE` finds. Without the letter of which there are several ("i").
_ONLINE_HINTS: Final = ("onl", "access", "ew", "pub", "ava", "press")


@dataclass(frozen=True, slots=True)
class JournalForm:
    """One way to write a name: its words, which of them may be left out, and the rest of them."""

    words: Words
    small: tuple[bool, ...]
    core: Words

    @staticmethod
    def of(found: Words, small: tuple[bool, ...]) -> JournalForm:
        """Returns the form with these words and flags."""
        pairs = zip(found, small, strict=True)
        return _form(found, small, tuple([word for word, left_out in pairs if not left_out]))


_form = maker(JournalForm)


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A recorded form, with all writings of each of its words.

    Of "Journal of affective disorders" and "J Affect Disord" the words are known as ("journal",
    "j"), ("affective", "affect") and ("disorders", "disord"). `in_full`: the name is known in full
    and abbreviated, so that nothing longer can be the same.
    """

    form: JournalForm
    writings: tuple[Writings, ...]
    in_full: bool

    @property
    def core(self) -> tuple[Writings, ...]:
        """The writings of the words that count."""
        pairs = zip(self.writings, self.form.small, strict=True)
        return tuple([writings for writings, small in pairs if not small])


@lru_cache(maxsize=8192)
def name_forms(name: str, *, as_cited: bool = False) -> tuple[JournalForm, ...]:
    """Returns the name as a whole, without brackets, and in its parts.

    Of a cited name, not the parts after the first: "J Neurrol Phys Ther : JNPT" has a typo.
    """
    if (_CITED_WORDS if as_cited else _WORDS).fullmatch(name):  # it has no parts
        found = tuple(folded(name).split()[:JOURNAL_WORDS])
        return (form_of(found),) if found else ()
    if "&" in name:
        from html import unescape  # it loads all names of signs, and few journals need one

        name = unescape(name)
    name = _ELISION.sub("", name.replace("&", " and ")).replace("'", "").replace("’", "")
    name = _BRACKETED_SECTION.sub(r" \1 ", name)
    bare = BRACKETS.sub(" ", name)
    parts = _SUBTITLE.split(bare)
    texts = [bare, name, *(parts[:1] if as_cited else parts), *_TRANSLATED.findall(name)]
    if not as_cited and (section := SECTION_TITLE.search(bare)):
        texts.append(bare[: section.end()])
    forms = dict.fromkeys(tuple(folded(text).split()[:JOURNAL_WORDS]) for text in texts)
    return tuple(form_of(each) for each in forms if each)


def cited_forms(cited: str) -> tuple[JournalForm, ...]:
    """Returns the forms of a cited name, with and without a note that it has appeared online."""
    without = _ONLINE.sub("", cited) if _may_be_online(cited) else cited
    if without == cited:
        return name_forms(cited, as_cited=True)
    names = (without, cited)
    return tuple(dict.fromkeys(form for name in names for form in name_forms(name, as_cited=True)))


def has_one_form(cited: str) -> bool:
    """Returns whether a cited name is nothing but words, so that these are its only form."""
    return (
        _CITED_WORDS.fullmatch(cited) is not None
        and cited.count(" ") + cited.count(".") < JOURNAL_WORDS
        and not _may_be_online(cited)
    )


def _may_be_online(cited: str) -> bool:
    return has_any(cited.casefold(), _ONLINE_HINTS)


def form_of(found: Sequence[str]) -> JournalForm:
    words = tuple(found)
    if _SOMETIMES_SMALL.isdisjoint(words):
        return _form(words, (False,) * len(words), words)
    last = len(found) - 1
    small = [
        # "Drug Des" ends with no article
        (word in (_SMALL if at else _ARTICLES) and at != last)
        or (word in DESIGNATORS and at != last and is_section(found[at + 1]))
        or (word in _VOLUMES and at == last > 0)
        for at, word in enumerate(found)
    ]
    return JournalForm.of(words, tuple(small))


def is_section(word: str) -> bool:
    return len(word) <= _SECTION_LETTERS and _SECTION.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def known_forms(recorded: tuple[str, ...]) -> tuple[KnownForm, ...]:
    """Returns each form of the recorded names, with all that is known of each of its words."""
    forms = list(dict.fromkeys(form for name in recorded for form in name_forms(name)))
    # "Oto-rhino-laryngology" is one word where the abbreviation has one
    joined = {
        form for name in recorded if "-" in name for form in name_forms(name.replace("-", ""))
    }
    forms += [
        form
        for form in joined.difference(forms)
        if any(_is_same_name(form.core, other.core) for other in forms)
    ]
    every = {word for form in forms for word in form.words}
    # "des" of "Lett Drug Des Discov" is not an article where the full name has none
    forms = [_with_words(form, forms) if not every.isdisjoint(_SMALL) else form for form in forms]
    return tuple(_with_writings(form, forms) for form in forms)


def _with_words(form: JournalForm, forms: Sequence[JournalForm]) -> JournalForm:
    """Returns the form, with the small words counted that are words of another form."""
    if True not in form.small:
        return form
    longer = [
        other.words for other in forms if len("".join(other.words)) > len("".join(form.words))
    ]
    small = tuple(
        flag
        and not any(
            word not in other
            and any(is_abbreviated(word, each) and each not in _SMALL for each in other)
            for other in longer
        )
        for word, flag in zip(form.words, form.small, strict=True)
    )
    return JournalForm.of(form.words, small)


def _with_writings(form: JournalForm, forms: Sequence[JournalForm]) -> KnownForm:
    alike = [other.core for other in forms if _is_same_name(form.core, other.core)]
    if len(alike) == 1:  # itself
        return KnownForm(form, tuple([(word,) for word in form.words]), in_full=False)
    columns = iter(zip(*alike, strict=True))
    writings = tuple(
        (word,) if small else tuple(sorted(set(next(columns)), key=len, reverse=True))
        for word, small in zip(form.words, form.small, strict=True)
    )
    return KnownForm(form, writings, any(len(each) > 1 for each in writings))


def _is_same_name(one: Words, other: Words) -> bool:
    return len(one) == len(other) and all(map(is_abbreviated, one, other))

"""How names are written in a reference: learnt from those that are there, applied to others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from refcheck.fixes.agreement import agreed
from refcheck.frozen import dataclass
from refcheck.model.record import Contributor, PersonName

__all__ = [
    "NameForm",
    "family_as",
    "form_of_names",
    "given_as_written",
    "has_full_given",
    "initial_letters",
    "name_as_written",
    "person_as",
    "without_accents",
]

_LETTERS = re.compile(r"-?[^\W\d_]+")
# Letters with a stroke, which have no decomposition.
_STROKES = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | {"ı": "i", "œ": "oe", "Œ": "Oe"}
)
_DOTTED = re.compile(r"\b\w\.")
_ALONE = re.compile(r"(?<![\w.])[^\W\d_](?![\w])")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_INITIALS = 4  # capitals in a run, "JAKL"; longer ones are names in capitals
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """How one name is written; None: not seen, as with a single initial.

    `family_first` with `comma` is "Smith, JA", without "Smith JA"; `dots` is "J.A."; `gap` is what
    is between two initials ("" or " "); `hyphen` whether that of "Jean-Pierre" is there ("J-P");
    `full` is "John A."; `capitals` are those of "SMITH JA" ("LI" does not show it).
    """

    family_first: bool = True
    comma: bool = False
    dots: bool | None = None
    gap: str | None = None
    hyphen: bool | None = None
    full: bool = False
    capitals: bool | None = None


def form_of_names(forms: Sequence[NameForm], otherwise: NameForm | None = None) -> NameForm | None:
    """Returns the form that a number of names have in common, with what they do not show taken from
    `otherwise`; None where there are none."""
    if not forms:
        return otherwise
    # One full name shows that the others, which have initials alone, are not known in full
    full = any(one.full for one in forms)
    common = otherwise or NameForm()
    if full and not common.full:
        common = replace(common, dots=None, gap=None)  # those of initials
    forms = [one for one in forms if one.full == full]
    first = agreed(one.family_first for one in forms)
    return NameForm(
        family_first=common.family_first if first is None else first,
        comma=_either(agreed(one.comma for one in forms), common.comma),
        dots=_first(agreed(one.dots for one in forms), common.dots),
        gap=_first(agreed(one.gap for one in forms), common.gap),
        hyphen=_first(agreed(one.hyphen for one in forms), common.hyphen),
        full=full,
        capitals=_first(agreed(one.capitals for one in forms), common.capitals),
    )


def _either(value: bool | None, otherwise: bool) -> bool:
    return otherwise if value is None else value


def _first(value: _Value | None, otherwise: _Value | None) -> _Value | None:
    return otherwise if value is None else value


def has_full_given(given: str) -> bool:
    """Returns whether a given name is written out ("John A."), not initials ("JA", "J. A.")."""
    return any(
        len(word.strip("-")) > 1 and not word.strip("-").isupper()
        for word in _LETTERS.findall(given)
    )


def initial_letters(name: PersonName) -> list[str]:
    """Returns the initials one by one, with a hyphen where the given name has one: "J", "-P"."""
    given = _LETTERS.findall(name.given or "")
    full = has_full_given(name.given or "")
    initials = name.initials or ""
    whole = initials.isalpha() and initials.isupper()  # "AHMSU", as PubMed has them
    own = list(initials) if whole else _of_run(initials)
    if full:
        of_given = [f"-{part[1]}" if part[0] == "-" else part[0] for part in given]
        of_given = [letter.upper() for letter in of_given]
        if not own or [letter[-1] for letter in own] == [letter[-1] for letter in of_given]:
            return of_given
    return own or _of_run(name.given or "")


def _of_run(text: str) -> list[str]:
    """Returns the letters of "JA", "J. A.", "J-P"."""
    letters: list[str] = []
    for part in _LETTERS.findall(text):
        hyphen, run = part[0] == "-", part.lstrip("-")
        if len(run) > 1 and (not run.isupper() or len(run) > _MOST_INITIALS):
            run = run[0]  # "Yu" of a Cyrillic name, "JEAN"
        letters += [f"-{run[0]}" if hyphen else run[0], *run[1:]]
    return [letter.upper() for letter in letters]


def given_as_written(name: PersonName, form: NameForm) -> str:
    """Returns the given name in the form of a list: "JA", "J.A.", "J. A.", "J-P", "John A."."""
    if form.full and has_full_given(name.given or ""):
        dot = "" if form.dots is False else "."
        words = (name.given or "").split()
        return " ".join(f"{word}{dot}" if len(word) == 1 else word for word in words)
    letters = initial_letters(name)
    dots = form.full if form.dots is None else form.dots
    if form.hyphen is False or (form.hyphen is None and not dots):
        letters = [letter[-1] for letter in letters]
    gap = form.gap if form.gap is not None else (" " if dots else "")
    if not dots:
        return gap.join(letters).replace(f"{gap}-", "-")
    return gap.join(f"{letter}." for letter in letters).replace(f"{gap}-", "-")


def name_as_written(name: Contributor, form: NameForm, *, accents: bool = True) -> str:
    """Returns a name in the form of a list; `accents`: whether the list writes them."""
    if not isinstance(name, PersonName):
        text = name.name.upper() if form.capitals else name.name
        return text if accents else without_accents(text)
    family = name.full_family
    family = family.upper() if form.capitals else family
    given = given_as_written(name, form)
    if form.family_first:
        main = f"{family}{',' if form.comma else ''} {given}" if given else family
        mark = ", " if form.comma else " "
    else:
        main, mark = f"{given} {family}".strip(), " "
    text = f"{main}{mark}{_suffix(name.suffix, form)}" if name.suffix else main
    return text if accents else without_accents(text)


def _suffix(suffix: str, form: NameForm) -> str:
    bare = suffix.rstrip(".")
    return f"{bare}." if form.dots and bare in ("Jr", "Sr") else bare


def without_accents(text: str) -> str:
    """Returns the text without diacritics: "Muller" for "Müller"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


# --- fields of a file, which have given and family names apart ----------------------------------


def person_as(
    right: PersonName, samples: Sequence[str], *, otherwise: Sequence[str] = ()
) -> PersonName:
    """Returns a person with the given names as a file has them.

    `samples` are the given names of the other authors of the work, `otherwise` those of the list,
    which decide where the first do not. Initials stay initials: what they stand for is not known.
    """
    if not (right.given or right.initials):
        return right
    form = form_of_names(_forms(samples), form_of_names(_forms(otherwise)))
    given = given_as_written(right, form) if form else right.given or right.initials
    return replace(right, given=given, initials=None)


def family_as(family: str, samples: Iterable[str]) -> str:
    """Returns a family name, in capitals where all others of the list are ("RAJKUMAR")."""
    names = [name for name in samples if len(name) > 1]
    if len(names) > 1 and all(name.isupper() for name in names):
        return family.upper()
    return family


def _forms(given: Sequence[str]) -> list[NameForm]:
    return [form for name in given if (form := _form_of_given(name))]


@lru_cache(maxsize=8192)
def _form_of_given(given: str) -> NameForm | None:
    """Returns the form of one person's given names; None where nothing tells.

    `dots` and `gap` are None where they do not show: "John", "J.".
    """
    if not _LETTER.search(given):
        return None
    if has_full_given(given):
        dots = bool(_DOTTED.search(given)) if _ALONE.search(given) else None
        return NameForm(full=True, dots=dots)
    several = len(_LETTER.findall(given)) > 1
    gap = (" " if " " in given else "") if several else None
    return NameForm(full=False, dots="." in given, gap=gap)

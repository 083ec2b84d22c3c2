"""Given names in the form that a list has them: in full, or as initials with or without dots."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from refcheck.model.record import PersonName

__all__ = ["GivenForm", "family_as", "form_of_given", "person_as"]

# "J", "J.", "J.-P.", "Yu."; a run of capitals is read letter by letter.
_INITIAL: Final = re.compile(r"[^\W\d_a-z]\.?(?:-[^\W\d_]\.?)*")
_RUN: Final = re.compile(r"[^\W\d_a-z]{2,4}")
_DOTTED_RUN: Final = re.compile(r"(?:[^\W\d_a-z]\.-?){2,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenForm:
    """How given names are written: `full` (with middle initials) or as initials; `dot` after each
    ("." or ""), `space` between them (" " or "")."""

    full: bool
    dot: str = ""
    space: str = ""


def form_of_given(given: str) -> GivenForm | None:
    """Returns the form of one person's given names; None where nothing tells.

    >>> form_of_given("J. A."), form_of_given("JA")
    (GivenForm(full=False, dot='.', space=' '), GivenForm(full=False, dot='', space=''))
    """
    words = given.split()
    if not words:
        return None
    if any(not _is_initials(word) for word in words):
        alone = [word for word in words if _INITIAL.fullmatch(word)]
        dot = "." if not alone or any("." in word for word in alone) else ""
        return GivenForm(full=True, dot=dot, space=" ")
    dot = "." if "." in given else ""
    return GivenForm(full=False, dot=dot, space=" " if len(words) > 1 else "")


def person_as(
    right: PersonName, samples: Sequence[str], *, otherwise: Sequence[str] = ()
) -> PersonName:
    """Returns a person with the given names as a list has them.

    `samples` are the given names of the other authors of the work, `otherwise` those of the list,
    which decide where the first do not. Initials stay initials: what they stand for is not
    known.
    """
    given = right.given or right.initials
    if not given:
        return right
    form = _usual(samples, otherwise)
    words = [word for word in given.replace(".", ". ").split() if word]
    if form is None:
        return replace(right, given=given, initials=None)
    if form.full and any(not _is_initials(word) for word in words):
        # "Ramamoorthy J": a middle initial has its dot where the list has dots
        shown = [
            f"{word.strip('.')}{form.dot}" if len(word.strip(".")) == 1 else word for word in words
        ]
        return replace(right, given=" ".join(shown), initials=None)
    letters = _letters(words)
    if right.initials and len(right.initials) > len(letters):
        letters = _letters([right.initials])
    return replace(right, given=_joined(letters, form), initials=None)


def family_as(family: str, samples: Iterable[str]) -> str:
    """Returns a family name, in capitals where all others of the list are ("RAJKUMAR")."""
    names = [name for name in samples if len(name) > 1]
    if len(names) > 1 and all(name.isupper() for name in names):
        return family.upper()
    return family


def _is_initials(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word) or _RUN.fullmatch(word) or _DOTTED_RUN.fullmatch(word))


def _usual(*groups: Sequence[str]) -> GivenForm | None:
    """Returns the form of most names; whether there are spaces is told by those of two initials."""
    found: list[GivenForm] = []
    for group in groups:
        forms = [(name, form) for name in group if (form := form_of_given(name))]
        if not found and forms:
            full, count = Counter(form.full for _, form in forms).most_common(1)[0]
            if count * 2 > len(forms) or not groups[-1]:
                found = [form for _, form in forms if form.full is full]
        if found and not found[0].full:
            several = [
                form for name, form in forms if not form.full and len(_letters(name.split())) > 1
            ]
            if several:
                dot = Counter(form.dot for form in found).most_common(1)[0][0]
                space = Counter(form.space for form in several).most_common(1)[0][0]
                return GivenForm(full=False, dot=dot, space=space)
    if not found:
        return None
    full_form = Counter(found).most_common(1)[0][0]
    if full_form.full:
        plain = any(
            form.full and not form.dot for form in found
        )  # "Mary A": so "John" tells nothing
        return replace(full_form, dot="" if plain else ".")
    return replace(full_form, space=" " if full_form.dot else "")


def _letters(words: Iterable[str]) -> list[str]:
    """Returns the initials; the second of a double name has its hyphen: "J", "-P"."""
    letters: list[str] = []
    for word in words:
        bare = word.replace(".", "")
        if _RUN.fullmatch(bare) and len(bare) <= 4:
            letters += list(bare)
        else:
            parts = [part for part in bare.split("-") if part]
            letters += [
                part[0].upper() if not at else f"-{part[0].upper()}"
                for at, part in enumerate(parts)
            ]
    return letters


def _joined(letters: Sequence[str], form: GivenForm) -> str:
    pieces = []
    for at, letter in enumerate(letters):
        bare = letter if form.dot or not letter.startswith("-") or form.space else letter[1:]
        space = form.space if at and not bare.startswith("-") else ""
        pieces.append(f"{space}{bare}{form.dot}")
    return "".join(pieces)

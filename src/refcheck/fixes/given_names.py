"""Given names in the form that other fields of a file have them: in full, or as initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from refcheck.fixes.names import NameForm, given_as_written, has_full_given
from refcheck.model.record import PersonName

__all__ = ["family_as", "form_of_given", "person_as"]

_Value = TypeVar("_Value", bound=Hashable)
_DOTTED: Final = re.compile(r"\b\w\.")
_ALONE: Final = re.compile(r"(?<![\w.])[^\W\d_](?![\w])")
_LETTERS: Final = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=8192)
def form_of_given(given: str) -> NameForm | None:
    """Returns the form of one person's given names; None where nothing tells.

    `dots` and `gap` are None where they do not show: "John", "J.".
    """
    if not _LETTERS.search(given):
        return None
    if has_full_given(given):
        dots = bool(_DOTTED.search(given)) if _ALONE.search(given) else None
        return NameForm(full=True, dots=dots)
    several = len(_LETTERS.findall(given)) > 1
    gap = (" " if " " in given else "") if several else None
    return NameForm(full=False, dots="." in given, gap=gap)


def person_as(
    right: PersonName, samples: Sequence[str], *, otherwise: Sequence[str] = ()
) -> PersonName:
    """Returns a person with the given names as a file has them.

    `samples` are the given names of the other authors of the work, `otherwise` those of the list,
    which decide where the first do not. Initials stay initials: what they stand for is not known.
    """
    if not (right.given or right.initials):
        return right
    form = _usual(samples, otherwise)
    given = given_as_written(right, form) if form else right.given or right.initials
    return replace(right, given=given, initials=None)


def family_as(family: str, samples: Iterable[str]) -> str:
    """Returns a family name, in capitals where all others of the list are ("RAJKUMAR")."""
    names = [name for name in samples if len(name) > 1]
    if len(names) > 1 and all(name.isupper() for name in names):
        return family.upper()
    return family


def _usual(*groups: Sequence[str]) -> NameForm | None:
    """Returns the form of most names of the first group that tells; what its names do not show is
    that of the next one."""
    full: bool | None = None
    dots: bool | None = None
    gap: str | None = None
    for group in groups:
        if full or (full is False and dots is not None and gap is not None):
            break
        forms = [form for name in group if (form := form_of_given(name))]
        if full is None and forms:
            # One full name shows that the others, which have initials alone, are not known in full
            full = any(form.full for form in forms)
        alike = [form for form in forms if form.full is full]
        dots = _most(form.dots for form in alike) if dots is None else dots
        gap = _most(form.gap for form in alike) if gap is None else gap
    return NameForm(full=full, dots=dots, gap=gap) if full is not None else None


def _most(values: Iterable[_Value | None]) -> _Value | None:
    counts = Counter(value for value in values if value is not None)
    return counts.most_common(1)[0][0] if counts else None

"""The names of persons as references print them: "Smith JA", "J. A. Smith", "Smith, John"."""

from __future__ import annotations

from typing import Final

from refcheck.text.patterns import lazy_regex

__all__ = [
    "GIVEN_NAMES",
    "INITIALS",
    "INITIALS_FIRST",
    "NAMES",
    "NAME_AT_START",
    "SURNAME_FIRST",
    "UPPER",
]

# Python's patterns know no "any capital letter"; these are the ones that names begin with.
UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩА-Я"
_PARTICLE: Final = (
    r"[Vv][ao]n|[Dd][eio]r?|[Dd]e[lns]|[Dd]u|[Ll][ae]|[Tt]en?|[Dd]os|[Dd]as|El|Al|al|bin|Mc|Mac"
    r"|St\.?|O"
)
_NAME: Final = (
    rf"(?:(?:{_PARTICLE})[ '’-]){{0,3}}"
    rf"[{UPPER}][\w'’´`-]{{1,25}}(?: [{UPPER}][\w'’-]{{1,20}}){{0,2}}"
)
INITIALS: Final = rf"[{UPPER}](?:[.\s-]{{0,2}}[{UPPER}]){{0,3}}\.?(?![\w'’])"
_SUFFIX: Final = r"(?:,? (?:Jr|Sr|2nd|3rd|II|III)\.?)?"

SURNAME_FIRST: Final = lazy_regex(rf"{_NAME},? {INITIALS}{_SUFFIX}(?=[\s,.;:&(]|$)")
INITIALS_FIRST: Final = lazy_regex(rf"(?:[{UPPER}]\.[ -]?){{1,4}}{_NAME}(?=[\s,.;:&(]|$)")
GIVEN_NAMES: Final = lazy_regex(
    rf"{_NAME}, [{UPPER}][\w'’-]{{1,20}}(?: [{UPPER}]\.?)?(?=[\s,.;:&(/]|$)"
)
NAMES: Final = lazy_regex(rf"{SURNAME_FIRST.pattern}|{INITIALS_FIRST.pattern}")
NAME_AT_START: Final = lazy_regex(rf"\W{{0,3}}(?:{NAMES.pattern}|{GIVEN_NAMES.pattern})")

"""Signs for the authors of the entry before: "______. Totem and Taboo", "Idem. Memories"."""

from __future__ import annotations

from typing import Final

from refcheck.text.patterns import lazy_regex

__all__ = ["same_author_length", "with_name"]

# A dash or a rule with what comes after names: "———. Title", "_____, and R. Wilhelm. Title",
# "______; SHOR, I. Title", "--- (1996) Title". A single dash is a bullet as well: it needs a stop.
_SIGN: Final = lazy_regex(
    r"(?:(?:[-‐‑–—―─]{3,20}|[—―]{2}|(?:\\?_){3,40})(?=\s?[.,:;]|\s{1,2}\(?(?:1[5-9]|20)\d\d"
    r"|\s(?:and|und|y|e|et|&)\s)|[–—―](?=[.,:;]\s)"
    r"|(?:Idem|IDEM|Id|ID|Eadem)(?=[.,:]\s(?!Ibid|Op\b|Loc\b|Pp?\b|S\.)[\"“‘'«„]?[^\W\d_a-zß-öø-ÿ]))"
)
# Any name tells as well as the right one that an author is meant.
_NAME: Final = "Smith, J."


def same_author_length(text: str) -> int:
    """Returns how many characters of a sign for the same author a text begins with, or 0."""
    match = _SIGN.match(text)
    return match.end() if match else 0


def with_name(text: str) -> str:
    """Returns an entry with a name in place of such a sign, to be judged like the others."""
    length = same_author_length(text)
    return f"{_NAME}{text[length:].removeprefix('.')}" if length else text

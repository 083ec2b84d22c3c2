"""The rule for an ISBN that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.identifiers import normalise_isbn

__all__ = ["IsbnInvalid"]

_LABEL: Final = lazy_regex(
    r"(?<![A-Za-z])(?:[ep]-?)?ISBN(?P<kind>[\s-]?1[03](?!\d))?(?:\s?\([^()]{0,30}\))?[\s:.#-]{0,4}",
    re.IGNORECASE,
)
# Digits with what stands between them: hyphens, blanks, points; a line end may add to a hyphen.
_RUN: Final = lazy_regex(r"\d(?:[\s.\u2010-\u2015\u2212-]{0,3}[\dXx]){8,16}(?![A-Za-z])")
_CHUNK: Final = lazy_regex(r"\S+")
_LENGTHS: Final = (10, 13)


class IsbnInvalid:
    """The last digit of the ISBN in the reference does not fit the others.

    The last digit of an ISBN is calculated from the rest, so that a mistyped one is noticed. No
    book is found by this ISBN: a warning. Some publishers printed wrong ones in the books
    themselves. An old SBN of 9 digits, and an ISBN that a line end has cut, are not reported.

    **Example.** `ISBN 978-0-306-40615-8` for `978-0-306-40615-7`.

    **How to fix it.** Copy the ISBN from the book or from a library's catalogue.
    """

    id: ClassVar[str] = "isbn-invalid"
    title: ClassVar[str] = "Mistyped ISBN"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yields one finding for each ISBN that cannot be right."""
        text = reference.string.raw
        if "ISBN" not in text.upper():
            return
        for printed in dict.fromkeys(_invalid(text)):
            yield finding(
                self,
                f"The ISBN {printed} is mistyped: its last digit does not fit the others.",
                cited=printed,
                span=reference.string.span,
            )


def _invalid(text: str) -> Iterator[str]:
    for label in _LABEL.finditer(text):
        run = _RUN.match(text, label.end())
        if run is None or any(map(_has_valid, (run[0], f"{label['kind'] or ''}{run[0]}"))):
            continue
        # What follows may be a year or a number of pages: "ISBN 0-306-40615-3 1978".
        chunk = _CHUNK.match(run[0])
        for printed in (run[0], chunk[0] if chunk else ""):
            if _may_be_judged(_digits(printed)):
                yield printed.strip(" .-")
                break


def _digits(text: str) -> str:
    return "".join(
        char for char in text.upper() if char.isascii() and (char.isdigit() or char == "X")
    )


def _has_valid(text: str) -> bool:
    """Returns whether an ISBN that is right stands at the beginning of a run of digits."""
    digits = _digits(text)
    return any(normalise_isbn(digits[:length]) for length in _LENGTHS if len(digits) >= length)


def _may_be_judged(digits: str) -> bool:
    """Returns whether these are all digits of an ISBN; ten that begin with 978 are thirteen that
    were cut."""
    if "X" in digits[:-1] or len(digits) not in _LENGTHS:
        return False
    is_new = digits.startswith(("978", "979"))
    return is_new if len(digits) == max(_LENGTHS) else not is_new

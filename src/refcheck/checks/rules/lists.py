"""A document's references list by list, with the numbers that their labels print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from refcheck.checks.rule import Rule
from refcheck.model.finding import Finding, Severity
from refcheck.model.reference import Reference
from refcheck.text.labels import label_number, label_numbers

__all__ = ["Numbered", "list_finding", "lists_of", "name_of", "numbered_of"]


class Numbered(NamedTuple):
    """A reference with the number that its label prints."""

    number: int
    reference: Reference


def lists_of(references: Sequence[Reference]) -> list[list[Reference]]:
    """The references list by list."""
    return [list(group) for _, group in groupby(references, key=lambda one: one.string.list_number)]


def numbered_of(references: Sequence[Reference]) -> list[Numbered]:
    """The references of one list that print a number; none where all print the same one.

    Markdown counts "1. 1. 1." by itself when the article is shown.
    """
    found = []
    for reference in references:
        number = label_number(reference.string.label)
        if number is not None:
            found.append(Numbered(number, reference))
    same = len({one.number for one in found}) == 1
    return [] if same and len(found) > 1 else found


def name_of(reference: Reference) -> str:
    """A reference as the reader of the article knows it."""
    numbers = label_numbers(reference.string.label)
    return numbers[0] if len(numbers) == 1 else str(reference.string.number)


def list_finding(
    rule: Rule,
    reference: Reference,
    message: str,
    *,
    cited: str | None = None,
    others: Sequence[Reference] = (),
) -> Finding:
    """A warning about a reference of a list, at its place; `others` are those it is about too."""
    return Finding(
        rule=rule.id,
        field=rule.field,
        severity=Severity.WARNING,
        message=message,
        cited=cited,
        span=reference.string.span,
        references=tuple(sorted(one.string.number for one in (reference, *others))),
    )

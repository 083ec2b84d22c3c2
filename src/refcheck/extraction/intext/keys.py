"""Markers that repeat the labels of a list that are not numbers: [BAD10], [^note], [a]."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.linking import InTextCitation
from refcheck.extraction.thresholds import (
    KEY_FORMS,
    KEY_TRUST,
    KEYED_SHARE,
    LONE_KEYS,
)
from refcheck.frozen import dataclass
from refcheck.model.reference import Reference
from refcheck.model.report import CitationKind
from refcheck.text.labels import label_number
from refcheck.text.patterns import lazy_regex

__all__ = ["KeyStyle", "key_citations"]

_BRACKET: Final = lazy_regex(r"\[([^\[\]\n]{1,200})\]")
_PARTS: Final = lazy_regex(r"\s*[,;]\s*")
_TRIMMED: Final = "[](){}.: \t\u00a0*\\"


@dataclass(frozen=True, slots=True)
class KeyStyle:
    """The citations by label, in order, and how well they explain the document."""

    found: tuple[InTextCitation, ...]
    score: float


def key_citations(body: BodyText, references: Sequence[Reference]) -> KeyStyle | None:
    """Returns the document's citations by labels in square brackets; None where there are none."""
    labels: dict[str, int] = {}
    for reference in references:
        label = (reference.string.label or "").strip(_TRIMMED)
        bracketed = (reference.string.label or "").lstrip(" *\\").startswith("[")
        if label and bracketed and (label_number(label) is None or not label.isdigit()):
            labels.setdefault(label, reference.string.number)
    if len(labels) < max(1, KEYED_SHARE * len(references)):
        return None
    found = tuple(_found(body, labels))
    cited = {number for one in found for number in one.references}
    score = KEY_TRUST + (1 - KEY_TRUST) * len(cited) / (len(labels) + LONE_KEYS)
    return KeyStyle(found, score) if found else None


def _found(body: BodyText, labels: dict[str, int]) -> Iterator[InTextCitation]:
    forms = {_form(label) for label in list(labels)[:KEY_FORMS]}
    for match in body.find(_BRACKET):
        parts = [part.strip(_TRIMMED) for part in _PARTS.split(match[1])]
        known = [labels[part] for part in parts if part in labels]
        if known:
            missing = tuple(part for part in parts if part not in labels and _form(part) in forms)
            yield InTextCitation(*match.span(), tuple(known), CitationKind.KEY, missing)


def _form(label: str) -> str:
    """Returns what a label has in common with others of its kind: "BAD10" and "SMI99"."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", label))

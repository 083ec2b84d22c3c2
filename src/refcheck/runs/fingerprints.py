"""What a finding is recognised by in another run: its rule, the words it is about, the value.

Numbers, places and paths are no part of it: they change whenever something is added before it, or
the file is moved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from refcheck.frozen import dataclass
from refcheck.model.finding import Finding
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.text.folding import squashed

__all__ = ["Marked", "digest", "fingerprints"]

_LENGTH = 32  # hexadecimal digits: 128 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A finding with its fingerprint; `occurrence` counts the findings of a document that have the
    same one, from 1. `checked` is None for a finding of the document itself."""

    finding: Finding
    fingerprint: str
    occurrence: int
    checked: CheckedReference | None = None


def fingerprints(report: DocumentReport) -> Iterator[Marked]:
    """Yields the findings of a document with their fingerprints: those of its references in order,
    then its own."""
    texts = {
        checked.reference.string.number: checked.reference.string.text
        for checked in report.references
    }
    seen: dict[str, int] = {}

    def marked(finding: Finding, numbers: Iterable[int], of: CheckedReference | None) -> Marked:
        about = [texts[number] for number in numbers if number in texts]
        made = digest(finding.rule, about, finding.cited, of_list=of is None)
        seen[made] = seen.get(made, 0) + 1
        return Marked(finding=finding, fingerprint=made, occurrence=seen[made], checked=of)

    for checked in report.references:
        for finding in checked.findings:
            yield marked(finding, [checked.reference.string.number], checked)
    for finding in report.findings:
        yield marked(finding, finding.references, None)


def digest(rule: str, about: Iterable[str], cited: str | None, *, of_list: bool) -> str:
    """Returns the fingerprint of a finding on the references with the texts `about`.

    Only the letters and digits of the texts count, so that it stays the same when the file is
    wrapped in another way. A finding on a list that is about references cites their numbers ("12"):
    these do not count.
    """
    words = sorted(map(squashed, about))
    value = cited or ""
    if of_list and words and not any(map(str.isalpha, value)):
        value = ""
    bare = "\0".join((rule, *words, value))
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]

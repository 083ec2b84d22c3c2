"""A baseline: the findings that are known, so that only what is new makes a run fail.

It is a JSON file with a line for each finding, sorted, so that version control shows what was
added and what is gone.
"""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final, NamedTuple

import orjson
from rapidfuzz.fuzz import ratio

from refcheck.model.finding import Finding, Severity
from refcheck.model.report import CheckedReference, DocumentReport, LookupStatus
from refcheck.runs.fingerprints import Marked, fingerprints
from refcheck.text.folding import fold, squeeze
from refcheck.text.typography import without_controls

__all__ = ["FORMAT", "VERSION", "Baseline", "BaselineWriter", "NotABaseline", "read_baseline"]

FORMAT: Final = "refcheck-baseline"
VERSION: Final = 1
_MOST_CHARS: Final = 100  # of a reference and of a value that a line of the file shows
# Of two texts of one reference in which a field was corrected ("2012" made "2015" in 80 characters
# leaves 97). Two works of the same authors have 40 to 85.
_LEAST_RATIO: Final = 90.0
_MOST_COMPARED: Final = 200  # references with the same value
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_UNANSWERED: Final = frozenset({LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED})


class NotABaseline(Exception):  # noqa: N818 - it says what the file is
    """The content of a file is not a baseline that this version reads; the text says why."""


class _Known(NamedTuple):
    """What a line of the file says: where, which rule, the beginning of the reference, the value.

    `fingerprint` is what counts; the others are for people, and for findings whose reference has
    changed somewhere else.
    """

    file: str
    reference: str
    rule: str
    cited: str
    fingerprint: str


class Baseline:
    """Known findings, each as often as it was found; `mark` uses them up.

    `inputs` are the paths of the run: a finding of a file that is still among them is known there
    only. A file that is not among them may have been moved.
    """

    def __init__(self, counts: Counter[_Known]) -> None:
        self._left = counts
        self._by_fingerprint: defaultdict[str, list[_Known]] = defaultdict(list)
        self._by_value: defaultdict[tuple[str, str], list[_Known]] = defaultdict(list)
        for known in counts:
            self._by_fingerprint[known.fingerprint].append(known)
            if known.cited and known.reference:
                self._by_value[known.rule, known.cited].append(known)
        self._inputs: frozenset[str] = frozenset()

    def begin(self, inputs: Iterable[str]) -> None:
        """Take in which paths the run reads."""
        self._inputs = frozenset(map(_file_name, inputs))

    def entries(self) -> Counter[_Known]:
        """Returns the findings that are left, with how often each may still occur."""
        return +self._left

    def mark(self, report: DocumentReport) -> DocumentReport:
        """Returns the report with the findings marked that are known."""
        marked = list(fingerprints(report))
        path = _file_name(report.path)
        known = [self._takes(path, self._by_fingerprint.get(one.fingerprint, ())) for one in marked]
        known = [
            already or self._takes(path, self._similar(path, one))
            for already, one in zip(known, marked, strict=True)
        ]
        if not any(known):
            return report
        states = iter(known)

        def with_states(findings: Sequence[Finding]) -> tuple[Finding, ...]:
            return tuple(replace(one, known=next(states)) for one in findings)

        references = tuple(
            replace(checked, findings=with_states(checked.findings))
            for checked in report.references
        )
        return replace(report, references=references, findings=with_states(report.findings))

    def _similar(self, path: str, one: Marked) -> Iterator[_Known]:
        """Yields the same value in a reference of which another part has been changed since."""
        cited = one.finding.cited
        if one.checked is None or not cited:
            return
        text = fold(_beginning(one.checked.reference.string.text))
        same_value = self._by_value.get((one.finding.rule, _beginning(cited)), ())
        open_ones = (known for known in same_value if self._is_open(path, known))
        for known in islice(open_ones, _MOST_COMPARED):
            if ratio(text, fold(known.reference)) >= _LEAST_RATIO:
                yield known

    def _is_open(self, path: str, known: _Known) -> bool:
        return self._left[known] > 0 and (known.file == path or known.file not in self._inputs)

    def _takes(self, path: str, candidates: Iterable[_Known]) -> bool:
        """Use up one of the findings that are left, of this file or of one that is gone."""
        open_ones = [known for known in candidates if self._is_open(path, known)]
        if not open_ones:
            return False
        taken = next((known for known in open_ones if known.file == path), open_ones[0])
        self._left[taken] -= 1
        return True


class BaselineWriter:
    """Collects the findings of a run, and writes them as a baseline.

    `least` is the severity from which findings are taken. What `before` knew stays where it could
    not be looked at again: in a file that could not be read, on a reference that could not be
    looked up.
    """

    def __init__(self, least: Severity, before: Baseline | None = None) -> None:
        self._least = least
        self._counts: Counter[_Known] = Counter()
        self._before: defaultdict[str, list[tuple[_Known, int]]] = defaultdict(list)
        for known, count in before.entries().items() if before else ():
            self._before[known.file].append((known, count))
        self.kept = 0

    @property
    def total(self) -> int:
        """The number of findings in the baseline."""
        return self._counts.total()

    def take(self, report: DocumentReport) -> None:
        """Take in the findings of one document."""
        path = _file_name(report.path)
        for one in fingerprints(report):
            if one.finding.severity.rank >= self._least.rank:
                self._counts[_described(path, one)] += 1
        old = self._before.get(path, ())
        if report.error is None:
            open_ones = set(_unanswered(report.references))
            old = [(known, count) for known, count in old if known.reference in open_ones]
        for known, count in old:
            if known not in self._counts:
                self._counts[known] = count
                self.kept += count

    def text(self) -> str:
        """Returns the content of the file."""
        lines = [
            _line({**known._asdict(), "count": self._counts[known]})
            for known in sorted(self._counts)
        ]
        body = "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"
        return f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "findings": {body}\n}}\n'


def read_baseline(content: bytes) -> Baseline:
    """Returns the baseline that a file contains. Raises `NotABaseline`."""
    try:
        whole = orjson.loads(content.removeprefix(_BYTE_ORDER_MARK))
    except orjson.JSONDecodeError:
        raise NotABaseline("it is not a baseline of refcheck, or it is damaged") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise NotABaseline("it is not a baseline of refcheck")
    version = whole.get("version")
    if version != VERSION or isinstance(version, bool):
        raise NotABaseline(f"this version of refcheck reads baselines of version {VERSION} only")
    return Baseline(Counter(dict(_entries(whole.get("findings")))))


def _entries(findings: object) -> Iterator[tuple[_Known, int]]:
    if not isinstance(findings, list):
        raise NotABaseline("it is damaged: it has no list of findings")
    counts: Counter[_Known] = Counter()
    for place, one in enumerate(findings, 1):
        values = [one.get(name) for name in _Known._fields] if isinstance(one, dict) else [None]
        count = one.get("count") if isinstance(one, dict) else None
        whole = all(isinstance(value, str) for value in values)
        if not whole or type(count) is not int or count < 1:
            raise NotABaseline(f"it is damaged: finding {place} is not complete")
        counts[_Known(*values)] += count
    yield from counts.items()


def _described(path: str, one: Marked) -> _Known:
    text = one.checked.reference.string.text if one.checked else ""
    return _Known(
        file=path,
        reference=_beginning(text),
        rule=one.finding.rule,
        cited=_beginning(one.finding.cited or ""),
        fingerprint=one.fingerprint,
    )


def _unanswered(references: Sequence[CheckedReference]) -> Iterator[str]:
    for checked in references:
        if checked.lookup is not None and checked.lookup.status in _UNANSWERED:
            yield _beginning(checked.reference.string.text)


def _file_name(path: str) -> str:
    """Returns a path in one form: `./a.txt` and `a.txt` are one file. Surrogates of names that are
    not UTF-8 cannot be written."""
    shown = path.replace("\\", "/").encode("utf-8", "replace").decode()
    return posixpath.normpath(shown)


def _beginning(text: str) -> str:
    plain = without_controls(squeeze(text)).encode("utf-8", "replace").decode()
    return plain[:_MOST_CHARS].strip()


def _line(values: dict[str, Any]) -> str:
    return "    " + orjson.dumps(values).decode()

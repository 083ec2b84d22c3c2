"""What `refcheck fix` shows: the differences of the files, and what it leaves to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Final

from refcheck.errors import InputError, named
from refcheck.model.reference import ReferenceString
from refcheck.model.report import DocumentReport, LookupStatus
from refcheck.pipeline.change_lines import line_of_change
from refcheck.pipeline.corrections import Correction
from refcheck.readers.io import decode
from refcheck.reports.lines import place_of
from refcheck.reports.text.terminal import Palette
from refcheck.revisions.revision import RevisedFile

__all__ = ["FixTotals", "diff_of"]

_UNANSWERED: Final = frozenset({LookupStatus.NOT_CACHED, LookupStatus.UNAVAILABLE})
_SHOWN: Final = 50  # findings that are listed for a person; a list of all of them is `check`'s
_NO_END: Final = "\\ No newline at end of file\n"  # as `diff` says it
_ZIP: Final = b"PK\x03\x04"


def diff_of(correction: Correction, palette: Palette) -> Iterator[str]:
    """Yields the lines of the unified diff of each file; of one that is not text, the changes."""
    for file in correction.files:
        if file.before.startswith(_ZIP):
            yield palette.bold(f"{named(file.path)}: corrections as tracked changes") + "\n"
            for done in correction.done:
                yield f"  {line_of_change(done)}\n"
        else:
            yield from _diff(file, palette)


def _diff(file: RevisedFile, palette: Palette) -> Iterator[str]:
    name = named(file.path)
    before, after = _lines(file.path, file.before), _lines(file.path, file.after)
    for line in unified_diff(before, after, name, name):
        text, end = (line[:-1], "\n") if line.endswith("\n") else (line, "\n" + _NO_END)
        match line[:3]:
            case "+++" | "---":
                yield palette.bold(text) + end
            case "@@ ":
                yield palette.note(text) + end
            case mark if mark.startswith(("+", "-")):
                color = palette.good if mark[0] == "+" else palette.error
                yield color(text) + end
            case _:
                yield text + end


def _lines(path: str, content: bytes) -> list[str]:
    """Returns the lines of a file, as `diff` counts them."""
    try:
        text = decode(path, content)
    except InputError:
        return []
    pieces = text.split("\n")
    return [f"{each}\n" for each in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


@dataclass(slots=True, kw_only=True)
class FixTotals:
    """What is corrected in all documents, what of that could not be written, and what is left."""

    done: int = 0
    unsafe: int = 0
    files: int = 0
    lost: int = 0
    lost_files: int = 0
    unanswered: Counter[LookupStatus] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    left_count: int = 0
    refused: list[str] = field(default_factory=list)

    def add(self, correction: Correction, report: DocumentReport) -> None:
        """Count one document, whose report is given."""
        for checked in report.references:
            if checked.lookup is not None and checked.lookup.status in _UNANSWERED:
                self.unanswered[checked.lookup.status] += 1
        self.done += len(correction.done)
        self.unsafe += len(correction.unsafe)
        self.files += len(correction.files)
        self.left_count += len(correction.left)
        strings = {one.reference.string.number: one.reference.string for one in report.references}
        for one in correction.left[: _SHOWN - len(self.left)]:
            place = _place(strings.get(one.number))
            self.left.append(
                f"  {named(correction.path)}: reference {one.number}{place}:"
                f" {one.finding.message} ({one.reason})"
            )
        if correction.refusal is not None:
            self.refused.append(f"{named(correction.path)}: {correction.refusal}")

    def lose(self, file: RevisedFile) -> None:
        """Count a file that could not be written."""
        self.lost += file.count
        self.lost_files += 1

    def lines(self, *, wrote: bool) -> Iterator[str]:
        """Yields the summary: "3 corrections in 1 file (2 more with --unsafe); 4 findings need a
        person:", and those."""
        yield self._first(wrote=wrote)
        yield from self.left
        if self.left_count > len(self.left):
            yield f"  and {self.left_count - len(self.left)} more: 'refcheck check' shows all"
        if number := self.unanswered[LookupStatus.NOT_CACHED]:
            yield f"Not looked up, for want of a cached response: {_counted(number, 'reference')}."
        if number := self.unanswered[LookupStatus.UNAVAILABLE]:
            yield f"Not looked up, as there was no response: {_counted(number, 'reference')}."

    def _first(self, *, wrote: bool) -> str:
        if self.done:
            head = self._done(wrote=wrote)
        elif self.unsafe:
            head = (
                f"Nothing certain to correct ({_counted(self.unsafe, 'correction')} with --unsafe)"
            )
        else:
            head = "Nothing to correct"
        if not self.left_count:
            return f"{head}."
        needs = "finding needs" if self.left_count == 1 else "findings need"
        return f"{head}; {self.left_count} {needs} a person:"

    def _done(self, *, wrote: bool) -> str:
        """Returns "3 corrections in 1 file written, 1 correction in 1 file not written"."""
        more = f" ({self.unsafe} more with --unsafe)" if self.unsafe else ""
        if not wrote:
            return f"{_in_files(self.done, self.files)}{more} found; --write makes them"
        parts = (
            (self.done - self.lost, self.files - self.lost_files, "written"),
            (self.lost, self.lost_files, "not written"),
        )
        said = [f"{_in_files(done, files)} {verb}" for done, files, verb in parts if files]
        return ", ".join(said) + more


def _in_files(corrections: int, files: int) -> str:
    return f"{_counted(corrections, 'correction')} in {_counted(files, 'file')}"


def _place(string: ReferenceString | None) -> str:
    """Returns where a reference is, as people look for it: " [smith2010], line 303"."""
    if string is None:
        return ""
    key = f" [{named(string.key)}]" if string.key else ""
    place = place_of(string.span)
    return f"{key}, {named(place)}" if place else key


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""What a reviser is given and gives back: the seam between fixes and the formats of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from refcheck.fixes.changes import Change, FixPlan, Unfixed
from refcheck.frozen import dataclass
from refcheck.model.report import DocumentReport

__all__ = ["Done", "Left", "Plans", "RevisedFile", "Reviser", "Revision"]

# The changes to make, by the number of the reference; those that nobody wants are not in it.
Plans = Mapping[int, FixPlan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A change that was made in reference `number`."""

    number: int
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A change that could not be made in reference `number`. `reason` is a clause, as in
    `Unfixed`."""

    number: int
    change: Change
    reason: str

    @property
    def unfixed(self) -> Unfixed | None:
        """The finding that stays; None for an identifier that was to be added."""
        finding = self.change.finding
        return Unfixed(finding=finding, reason=self.reason) if finding else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedFile:
    """A file before and after: the document itself, or one that it includes. `count` says how many
    changes are made in it."""

    path: str
    before: bytes
    after: bytes
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a reviser made of a document.

    `files` are those that change, the document itself first. Each change of the plans is in `done`
    or in `left`. `refusal` says why nothing can be written in this file at all, as a clause about
    it ("a .bbl file is made from a .bib file: fix that instead").
    """

    files: tuple[RevisedFile, ...] = ()
    done: tuple[Done, ...] = ()
    left: tuple[Left, ...] = ()
    refusal: str | None = None


class Reviser(Protocol):
    """Writes changes into the files of a format."""

    def __call__(
        self, path: str, content: bytes, report: DocumentReport, plans: Plans, /
    ) -> Revision:
        """Returns the files with the changes in `plans` made, and nothing else changed.

        `content` are the bytes of the file at `path` (`-`: standard input), and `report` is what
        was found in them: `report.references` have the places, and the style of the whole list.
        Nothing is written to the disk. Raises nothing but what the system does.
        """
        ...


def all_left(plans: Plans, reason: str) -> tuple[Left, ...]:
    """Returns every change of the plans as one that cannot be made."""
    return tuple(
        Left(number=number, change=change, reason=reason)
        for number, plan in plans.items()
        for change in plan.changes
    )


def changed(path: str, before: bytes, after: bytes, count: int) -> Sequence[RevisedFile]:
    """Returns the file, in which so many changes are made, if it is different."""
    if before == after:
        return ()
    return (RevisedFile(path=path, before=before, after=after, count=count),)

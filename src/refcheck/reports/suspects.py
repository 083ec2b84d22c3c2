"""The references of a run that are called possibly made up, the strongest suspicion first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from refcheck.model.report import DocumentReport

__all__ = ["MOST_SUSPECTS", "Suspect", "Suspects"]

MOST_SUSPECTS = 20  # that are named at the end of a report: whom to ask about first


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A reference that is possibly made up: the place of its document in the run (from 1), its
    path, the number of the reference, its text, and the strength of the suspicion (0 to 1)."""

    document: int
    path: str
    number: int
    text: str
    strength: float


@dataclass(slots=True)
class Suspects:
    """Remembers the strongest suspicions of a run, and how many there are in all."""

    count: int = 0
    _documents: int = 0
    _strongest: list[Suspect] = field(default_factory=list)

    def add(self, report: DocumentReport) -> None:
        """Take in one document."""
        self._documents += 1
        for checked in report.references:
            if checked.suspicion is not None:
                self.count += 1
                string = checked.reference.string
                self._strongest.append(
                    Suspect(
                        document=self._documents,
                        path=report.path,
                        number=string.number,
                        text=string.text,
                        strength=checked.suspicion.strength,
                    )
                )
        self._strongest.sort(key=lambda one: -one.strength)
        del self._strongest[MOST_SUSPECTS:]

    def strongest(self) -> Sequence[Suspect]:
        """Returns up to `MOST_SUSPECTS`, the strongest first; of equal ones, in the order of the
        run. None where there is but one: nothing is to be put in order."""
        return self._strongest if self.count > 1 else ()

    @property
    def left(self) -> int:
        """How many more there are than are named."""
        return self.count - len(self._strongest)

"""The changes of a fix: a field of a reference, and a place of a text."""

from __future__ import annotations

from refcheck.frozen import dataclass
from refcheck.model.finding import Field, Finding
from refcheck.model.record import BibliographicRecord, Contributor

__all__ = ["AuthorChange", "Change", "Edit", "FixPlan", "Unfixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorChange:
    """One author to replace, insert or remove.

    `position` is an index in the authors as cited, from 0. `cited` is the author who stands there
    (None: `right` is inserted before that position), `right` the one who belongs there (None:
    `cited` is removed).
    """

    position: int
    cited: Contributor | None
    right: Contributor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a reference that has a single right value.

    `cited` is the value as the article has it (None: the field is added), `value` the right one as
    the record has it ("" for authors: they are in `authors`, in the order of their positions).
    `record` is the matched record, for other forms of the value (a journal's abbreviation).
    `finding` is the reason (None: the user asked to add the field). `safe` is true where the match
    is certain and the value can only be this one.
    """

    field: Field
    cited: str | None
    value: str
    record: BibliographicRecord
    authors: tuple[AuthorChange, ...] = ()
    finding: Finding | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfixed:
    """A finding that nothing is changed for. `reason` is a clause for the user ("...").

    Without a full stop, in the present: "the reference manager would put it back".
    """

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FixPlan:
    """What a fix does to a reference, by its `number`: each finding but notes is in one of the two.

    `cited` is the parse of the reference that the findings are about.
    """

    number: int
    cited: BibliographicRecord
    changes: tuple[Change, ...] = ()
    unfixed: tuple[Unfixed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A piece of a text to replace: `start` (inclusive) to `end` (exclusive), in code points.

    An insertion has `start` equal to `end`. `changes` are the ones that it makes (names of one list
    of authors may share an edit).
    """

    start: int
    end: int
    text: str
    changes: tuple[Change, ...] = ()

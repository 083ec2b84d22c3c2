"""Whether a reference is to a paper in the proceedings of a meeting, whatever it was read as."""

from __future__ import annotations

import re

from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.patterns import lazy_regex

__all__ = ["is_meeting_paper"]

# "In: Advances in Neural Information Processing Systems 30", "In: CHI Conference on ...".
_MEETING = lazy_regex(
    r"\b(?:proceedings|proc|conference|symposium|workshop|congress|meeting"
    r"|neural information processing systems)\b",
    re.IGNORECASE,
)


def is_meeting_paper(record: BibliographicRecord) -> bool:
    """Returns whether the work is a paper of a meeting: by its kind, or a chapter of what is called
    by the name of one."""
    if record.type is WorkType.PAPER_CONFERENCE:
        return True
    container = record.container_title or ""
    return record.type is WorkType.CHAPTER and _MEETING.search(container) is not None

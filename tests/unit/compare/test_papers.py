"""What is a paper of a meeting, whatever a reference was read as."""

from __future__ import annotations

import pytest

from refcheck.compare.papers import is_meeting_paper
from refcheck.model.record import BibliographicRecord, WorkType


@pytest.mark.parametrize(
    ("kind", "container", "expected"),
    [
        (WorkType.PAPER_CONFERENCE, None, True),
        (WorkType.CHAPTER, "Advances in Neural Information Processing Systems 30", True),
        (WorkType.CHAPTER, "CHI Conference on Human Factors in Computing Systems", True),
        (WorkType.CHAPTER, "Proc. of the 5th Int. Symposium on Soil Science", True),
        (WorkType.CHAPTER, "Handbook of mountain medicine", False),
        (WorkType.CHAPTER, "Process engineering", False),
        (WorkType.CHAPTER, None, False),
        (WorkType.BOOK, "Proceedings of the Society", False),
        (WorkType.ARTICLE_JOURNAL, "Proceedings of the Royal Society B", False),
    ],
)
def test_papers_of_meetings(kind: WorkType, container: str | None, expected: bool) -> None:
    record = BibliographicRecord(type=kind, container_title=container)
    assert is_meeting_paper(record) is expected

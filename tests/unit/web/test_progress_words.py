"""What is said of a check that is going on."""

from __future__ import annotations

from typing import Any

import pytest

from refcheck.web.jobs import Job, State
from refcheck.web.progress_words import progress_of


@pytest.mark.parametrize(
    ("state", "progress", "ahead", "words"),
    [
        (State.WAITING, {}, 0, "Waiting"),
        (State.WAITING, {}, 1, "Waiting; 1 check before this one"),
        (State.WAITING, {}, 3, "Waiting; 3 checks before this one"),
        (State.RUNNING, {}, 0, "Reading"),
        (State.RUNNING, {"phase": "reading"}, 0, "Reading"),
        (
            State.RUNNING,
            {"phase": "asking", "references": 3, "found": 1_200},
            0,
            "Asking PubMed: 3 of 1,200 references",
        ),
        (
            State.RUNNING,
            {"phase": "judging", "found": 1},
            0,
            "Comparing 1 reference with the records",
        ),
    ],
)
def test_words(state: State, progress: dict[str, Any], ahead: int, words: str) -> None:
    job = Job(id="x", names=("a.txt",), size=0, state=state, progress=progress)
    assert progress_of(job, ahead)["words"] == words


def test_several_files_are_counted() -> None:
    progress = {"phase": "asking", "references": 1, "found": 2, "documents": 1}
    job = Job(id="x", names=("a", "b"), size=0, state=State.RUNNING, progress=progress)
    assert progress_of(job, 0)["words"].endswith("1 of 2 references, 1 of 2 files done")


def test_how_much_is_done_is_known_when_everything_was_read() -> None:
    values = {"phase": "asking", "references": 1, "found": 2}
    for complete, all_references in ((False, 0), (True, 2)):
        progress = {**values, "complete": complete}
        job = Job(id="x", names=("a",), size=0, state=State.RUNNING, progress=progress)
        assert progress_of(job, 0)["all"] == all_references
        assert progress_of(job, 0)["done"] == 1

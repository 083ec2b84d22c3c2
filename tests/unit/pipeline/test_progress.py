"""How far a run is: phases and counts, as they are told."""

from __future__ import annotations

from refcheck.pipeline.progress import Phase, Progress, ProgressTracker


def test_a_run_of_two_windows() -> None:
    told: list[Progress] = []
    tracker = ProgressTracker(3, told.append)
    tracker.window(2, 30)
    tracker.settled(0)
    tracker.settled(25)
    tracker.judging()
    tracker.document(10)
    tracker.document(20)
    tracker.window(1, 5)
    tracker.settled(4)
    tracker.judging()
    tracker.document(5)
    assert [(one.phase, one.documents, one.references, one.found) for one in told] == [
        (Phase.ASKING, 0, 0, 30),
        (Phase.ASKING, 0, 0, 30),
        (Phase.ASKING, 0, 25, 30),
        (Phase.JUDGING, 0, 25, 30),
        (Phase.JUDGING, 1, 25, 30),
        (Phase.READING, 2, 30, 30),
        (Phase.ASKING, 2, 30, 35),
        (Phase.ASKING, 2, 34, 35),
        (Phase.JUDGING, 2, 34, 35),
        (Phase.READING, 3, 35, 35),
    ]
    assert [one.complete for one in told] == [False] * 6 + [True] * 4

"""How far a job is, in words: for the page, and for the events that renew it."""

from __future__ import annotations

from typing import Any

from refcheck.reports.text.phrases import counted
from refcheck.web.jobs import Job, State

__all__ = ["progress_of"]


def progress_of(job: Job, ahead: int) -> dict[str, Any]:
    """Returns what is shown of a job that is not over: words, and how much of it is done.

    `done` and `all` are references; both are 0 while their number is not known.
    """
    values = job.progress
    found, settled = int(values.get("found", 0)), int(values.get("references", 0))
    several = len(job.names) > 1 and job.state is State.RUNNING
    documents = f", {values.get('documents', 0)} of {len(job.names)} files done" if several else ""
    return {
        "words": _words(job, ahead, found, settled) + documents,
        "done": settled,
        "all": found if values.get("complete") else 0,
    }


def _words(job: Job, ahead: int, found: int, settled: int) -> str:
    if job.state is State.WAITING:
        return f"Waiting; {counted(ahead, 'check')} before this one" if ahead else "Waiting"
    match job.progress.get("phase"):
        case "asking":
            return f"Asking PubMed: {settled:,} of {counted(found, 'reference')}"
        case "judging":
            return f"Comparing {counted(found, 'reference')} with the records"
        case _:
            return "Reading"

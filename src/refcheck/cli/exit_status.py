"""The exit status of every command, the same in every output format."""

from __future__ import annotations

from enum import IntEnum

from refcheck.model.finding import Severity
from refcheck.model.report import Summary
from refcheck.settings import Settings

__all__ = ["ExitStatus", "exit_status", "run_status"]


class ExitStatus(IntEnum):
    """What a command tells the program that started it."""

    DONE = 0
    FINDINGS = 1  # done, with findings at or above --fail-on
    UNUSABLE = 2  # wrong usage, no readable input, or output that cannot be written
    INCOMPLETE = 3  # something could not be looked up or read; the rest is in the report
    INTERRUPTED = 130  # 128 + SIGINT, as shells count it
    PIPE_CLOSED = 141  # 128 + SIGPIPE


def exit_status(
    settings: Settings,
    *,
    incomplete: bool,
    worst: Severity | None = None,
    unreadable: bool = False,
) -> ExitStatus:
    """Returns the exit status of a finished run; `worst` is the highest severity of its findings.

    An incomplete run gives INCOMPLETE even if there are findings. `unreadable`: one of the inputs
    could not be read, which is incomplete whatever the settings allow.
    """
    if settings.exit_zero:
        return ExitStatus.DONE
    if unreadable or (incomplete and not settings.allow_incomplete):
        return ExitStatus.INCOMPLETE
    if worst is not None and worst.rank >= settings.fail_on.rank:
        return ExitStatus.FINDINGS
    return ExitStatus.DONE


def run_status(settings: Settings, summary: Summary) -> ExitStatus:
    """Returns the exit status of a run that was counted."""
    return exit_status(
        settings,
        incomplete=summary.incomplete,
        worst=summary.worst,
        unreadable=summary.unreadable > 0,
    )

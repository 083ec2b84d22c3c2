"""What a run comes to in one number."""

from __future__ import annotations

import pytest

from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.model.finding import Severity
from refcheck.settings import Settings

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@pytest.mark.parametrize(
    ("worst", "fail_on", "status"),
    [
        (None, ERROR, ExitStatus.DONE),
        (None, INFO, ExitStatus.DONE),
        (WARNING, ERROR, ExitStatus.DONE),
        (ERROR, ERROR, ExitStatus.FINDINGS),
        (ERROR, WARNING, ExitStatus.FINDINGS),
        (WARNING, WARNING, ExitStatus.FINDINGS),
        (INFO, WARNING, ExitStatus.DONE),
        (INFO, INFO, ExitStatus.FINDINGS),
    ],
)
def test_findings(worst: Severity | None, fail_on: Severity, status: ExitStatus) -> None:
    settings = Settings(fail_on=fail_on)
    assert exit_status(settings, incomplete=False, worst=worst) is status
    # Where 1 and 3 both hold it is 3.
    assert exit_status(settings, incomplete=True, worst=worst) is ExitStatus.INCOMPLETE


@pytest.mark.parametrize("incomplete", [True, False])
def test_exit_zero(incomplete: bool) -> None:
    settings = Settings(exit_zero=True)
    assert exit_status(settings, incomplete=incomplete, worst=ERROR) is ExitStatus.DONE


@pytest.mark.parametrize(
    ("worst", "unreadable", "status"),
    [
        (None, False, ExitStatus.DONE),
        (ERROR, False, ExitStatus.FINDINGS),
        (None, True, ExitStatus.INCOMPLETE),  # a file that cannot be read is no dead service
        (ERROR, True, ExitStatus.INCOMPLETE),
    ],
)
def test_an_incomplete_run_can_be_allowed(
    worst: Severity | None, unreadable: bool, status: ExitStatus
) -> None:
    settings = Settings(allow_incomplete=True)
    ended = exit_status(settings, incomplete=True, worst=worst, unreadable=unreadable)
    assert ended is status

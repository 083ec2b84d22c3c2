"""A run of lookups from the command line, with its progress bar and its warnings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from refcheck.cli.progress import ProgressBar
from refcheck.cli.stderr import warn
from refcheck.settings import Settings

if TYPE_CHECKING:
    from refcheck.model.report import DocumentReport

__all__ = ["check_all"]


def check_all(
    paths: Sequence[str], settings: Settings, take: Callable[[DocumentReport], None]
) -> None:
    """Look up and judge the references of all documents; `take` gets each report when it is done.

    Warnings are said on standard error, each of them once. Raises what `check_documents` raises.
    """
    import asyncio

    asyncio.run(_check_all(paths, settings, take))


async def _check_all(
    paths: Sequence[str], settings: Settings, take: Callable[[DocumentReport], None]
) -> None:
    from refcheck.pipeline import check_documents

    said: set[str] = set()
    with ProgressBar() as bar:

        def warn_once(message: str) -> None:
            if message not in said:
                said.add(message)
                with bar.hidden():
                    warn(message)

        reports = check_documents(paths, settings, warn=warn_once, progress=bar.update)
        async for report in reports:
            with bar.hidden():
                take(report)

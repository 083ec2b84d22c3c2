"""`refcheck cache`: manage the cached responses of PubMed, and what was read in documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.cli.kept import readings
from refcheck.cli.options import CommandGroup, Common, command
from refcheck.cli.output import say
from refcheck.cli.reporting import warn_of_weakened
from refcheck.cli.stderr import complain, one_line, warn
from refcheck.errors import CacheError, UsageError

if TYPE_CHECKING:
    from refcheck.lookup.cache.admin import CacheInfo

__all__ = ["add_to"]


def info(*, common: Common) -> ExitStatus:
    """Show where the cache is, how many responses it contains, and how old they are.

    'documents' are the articles that need not be read again as long as they do not change.
    """
    from refcheck.lookup.cache import admin
    from refcheck.pipeline.provider import cache_form

    found = admin.info(common.settings.cache_dir, cache_form(), warn)
    return say(_described(found), common.output)


def export(
    directory: Annotated[
        str,
        typer.Argument(
            metavar="DIR", help="The folder to write to; it is created if it does not exist."
        ),
    ],
    *,
    common: Common,
) -> ExitStatus:
    """Export all cached responses to a folder, as readable text files.

    The files suit version control: they are sorted, and change only where responses change.
    """
    from refcheck.lookup.cache import admin
    from refcheck.pipeline.provider import cache_form

    form = cache_form()
    number = admin.export(common.settings.cache_dir, _folder(directory), form, warn)
    return say(f"{_responses(number)} exported to {one_line(directory)}\n", common.output)


def import_(
    directory: Annotated[
        str, typer.Argument(metavar="DIR", help="A folder written by 'cache export'.")
    ],
    *,
    common: Common,
) -> ExitStatus:
    """Import the responses from a folder.

    If a response is already cached, the newer one is kept.
    """
    from refcheck.lookup.cache import admin
    from refcheck.pipeline.provider import cache_form

    form = cache_form()
    number = admin.import_(common.settings.cache_dir, _folder(directory), form, warn)
    return say(f"{_responses(number)} imported from {one_line(directory)}\n", common.output)


def refresh(*, common: Common) -> ExitStatus:
    """Send all cached queries to PubMed again, and to the sources that --sources names.

    If a query is not answered, the old response is kept.
    """
    import asyncio

    from refcheck.lookup.cache import admin
    from refcheck.pipeline.provider import refreshed_sources

    warn_of_weakened(common.settings)

    async def refresh_all() -> admin.Refreshed:
        return admin.together(
            [
                await admin.refresh(config, service, warn)
                for config, service in refreshed_sources(common.settings, warn)
            ]
        )

    done = asyncio.run(refresh_all())
    for reason in done.reasons:
        complain(reason)
    left = f", {done.unanswered:,} without an answer" if done.unanswered else ""
    say(f"{_queries(done.asked)} sent again{left}\n", common.output)
    return exit_status(common.settings, incomplete=done.unanswered > 0)


def clear(*, common: Common) -> ExitStatus:
    """Delete all cached responses, and what was read in articles.

    Responses in readable text files (see 'cache export') are kept.
    """
    from refcheck.lookup.cache import admin

    deleted = [_responses(admin.clear(common.settings.cache_dir))]
    cleared = readings.clear()
    if number := cleared.deleted:
        deleted.append("1 document" if number == 1 else f"{number:,} documents")
    status = say(f"{' and '.join(deleted)} deleted\n", common.output)
    if cleared.problem is not None:
        raise CacheError(f"not all documents could be deleted: {cleared.problem}")
    return status


# Not --max-age or --refresh: everything is queried again, whatever its age. A setting that forbids
# every connection is obeyed, so --online is there to allow one.
_REFRESH = (
    *("offline", "cache_dir", "eutils_url", "sources", "source_url", "rate", "email", "api_key"),
    "exit_zero",
)
_COMMANDS = (
    ("info", info, ("cache_dir",), "refcheck cache info"),
    ("export", export, ("cache_dir",), "refcheck cache export responses/"),
    ("import", import_, ("cache_dir",), "refcheck cache import responses/"),
    ("refresh", refresh, _REFRESH, "refcheck cache refresh"),
    ("clear", clear, ("cache_dir",), "refcheck cache clear --cache-dir responses/"),
)


def add_to(app: typer.Typer) -> None:
    """Make `cache` a group of commands of `app`."""
    group = typer.Typer(
        cls=CommandGroup,
        rich_markup_mode=None,
        help="Manage the cached responses of PubMed.",
    )
    for name, function, settings, example in _COMMANDS:
        command(group, name, examples=example, settings=settings)(function)
    app.add_typer(group, name="cache")


def _folder(given: str) -> Path:
    if not given or "\0" in given:
        raise UsageError("DIR must be the path of a folder")
    return Path(given)


def _described(found: CacheInfo) -> str:
    number = sum(found.counts.values())
    lines = [f"folder     {one_line(str(found.directory))}", f"responses  {number:,}"]
    if number:
        lines += [
            "           " + ", ".join(f"{count:,} {noun}" for noun, count in found.counts.items()),
            f"           {found.readable:,} of them in readable text files",
            f"size       {found.bytes / 1e6:,.1f} MB",
            f"dates      {found.oldest} to {found.newest}",
        ]
    if sizes := readings.sizes():
        lines.append(f"documents  {len(sizes):,}, {sum(sizes) / 1e6:,.1f} MB")
    return "".join(f"{line}\n" for line in lines)


def _responses(number: int) -> str:
    return "1 response" if number == 1 else f"{number:,} responses"


def _queries(number: int) -> str:
    return "1 query" if number == 1 else f"{number:,} queries"

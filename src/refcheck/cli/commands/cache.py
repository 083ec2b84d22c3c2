"""`refcheck cache`: look after the stored answers of PubMed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.cli.options import CommandGroup, Common, command
from refcheck.cli.output import open_output
from refcheck.cli.reporting import warn_of_weakened
from refcheck.cli.stderr import complain, one_line, warn
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.lookup.cache.admin import CacheInfo

__all__ = ["add_to"]


def info(*, common: Common) -> ExitStatus:
    """Say where answers are stored, how many there are, and how old."""
    from refcheck.lookup.cache import admin

    return _say(_described(admin.info(common.settings.cache_dir, warn)), common)


def export(
    directory: Annotated[
        str, typer.Argument(metavar="DIR", help="The folder to write to; it is made if need be.")
    ],
    *,
    common: Common,
) -> ExitStatus:
    """Copy all answers into a folder, in files that read well.

    The files suit a version control system: they are sorted, and change only where answers change.
    """
    from refcheck.lookup.cache import admin

    number = admin.export(common.settings.cache_dir, _folder(directory), warn)
    return _say(f"{_answers(number)} written to {one_line(directory)}\n", common)


def import_(
    directory: Annotated[
        str, typer.Argument(metavar="DIR", help="A folder that 'cache export' has written.")
    ],
    *,
    common: Common,
) -> ExitStatus:
    """Take in the answers of a folder.

    Where an answer is there already, the newer one stays.
    """
    from refcheck.lookup.cache import admin

    number = admin.import_(common.settings.cache_dir, _folder(directory), warn)
    return _say(f"{_answers(number)} taken in from {one_line(directory)}\n", common)


def refresh(*, common: Common) -> ExitStatus:
    """Ask PubMed again all that is stored.

    Where PubMed does not answer, the old answer stays.
    """
    import asyncio

    from refcheck.lookup.cache import admin

    warn_of_weakened(common.settings)
    done = asyncio.run(admin.refresh(common.settings.lookup_config, warn))
    for reason in done.reasons:
        complain(reason)
    left = f", {done.unanswered} not answered" if done.unanswered else ""
    _say(f"{_counted(done.asked, 'question')} asked again{left}\n", common)
    return exit_status(common.settings, incomplete=done.unanswered > 0)


def clear(*, common: Common) -> ExitStatus:
    """Forget all stored answers.

    Answers in files that read well (see 'cache export') stay.
    """
    from refcheck.lookup.cache import admin

    return _say(f"{_answers(admin.clear(common.settings.cache_dir))} removed\n", common)


_COMMANDS = (
    ("info", info, "refcheck cache info"),
    ("export", export, "refcheck cache export answers/"),
    ("import", import_, "refcheck cache import answers/"),
    ("refresh", refresh, "refcheck cache refresh"),
    ("clear", clear, "refcheck cache clear --cache-dir answers/"),
)


def add_to(app: typer.Typer) -> None:
    """Make `cache` a group of commands of `app`."""
    group = typer.Typer(
        cls=CommandGroup,
        rich_markup_mode=None,
        help="Look after the stored answers of PubMed.",
    )
    for name, function, example in _COMMANDS:
        command(group, name, examples=example)(function)
    app.add_typer(group, name="cache")


def _folder(given: str) -> Path:
    if not given or "\0" in given:
        raise UsageError("DIR is the path of a folder")
    return Path(given)


def _say(text: str, common: Common) -> ExitStatus:
    with open_output(common.output, machine=False) as stream:
        stream.write(text)
    return ExitStatus.DONE


def _described(found: CacheInfo) -> str:
    number = found.records + found.searches + found.citations
    lines = [f"folder   {one_line(str(found.directory))}", f"answers  {number:,}"]
    if number:
        lines += [
            f"         {found.records:,} records, {found.citations:,} citations looked up, "
            f"{found.searches:,} searches",
            f"         {found.readable:,} of them in files that read well",
            f"size     {found.bytes / 1e6:,.1f} MB",
            f"dates    {found.oldest} to {found.newest}",
        ]
    return "".join(f"{line}\n" for line in lines)


def _answers(number: int) -> str:
    return _counted(number, "answer")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

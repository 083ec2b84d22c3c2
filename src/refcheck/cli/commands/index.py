"""`refcheck index`: all of PubMed on one's own disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import CommandGroup, Common, command, whole_number
from refcheck.cli.output import say
from refcheck.cli.stderr import complain, one_line, tell
from refcheck.errors import UsageError
from refcheck.process_pool import cores

if TYPE_CHECKING:
    from refcheck.index.storage.manifest import Manifest

__all__ = ["add_to"]

_Folder = Annotated[
    str, typer.Argument(metavar="DIR", help="The folder of the index.", show_default=False)
]
_Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="PubMed's baseline and update files (pubmed26n0001.xml.gz ...) as NLM publishes them, "
        "or folders that contain them.",
        show_default=False,
    ),
]
_Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        parser=whole_number("--jobs", 1),
        help="Processes to work with. Default: as many as there are cores.",
    ),
]


def build(directory: _Folder, files: _Files, jobs: _Jobs = None, *, common: Common) -> ExitStatus:
    """Build an index of PubMed's files.

    If it is stopped, the same command goes on where it was.
    """
    from refcheck.index.needs import require_extra

    require_extra()
    from refcheck.index.building import build as made
    from refcheck.index.building import found_files

    manifest = made(_path(directory), found_files(files), jobs or cores(), _progress)
    return say(_described(directory, manifest), common.output)


def update(directory: _Folder, files: _Files, jobs: _Jobs = None, *, common: Common) -> ExitStatus:
    """Add PubMed's update files to an index.

    Files that are in the index already are passed over, so that the folder that they are
    downloaded to can be given every day. The index can be used while it is updated.
    """
    from refcheck.index.needs import require_extra

    require_extra()
    from refcheck.index.building import found_files
    from refcheck.index.building import update as updated

    manifest = updated(_path(directory), found_files(files), jobs or cores(), _progress)
    return say(_described(directory, manifest), common.output)


def info(directory: _Folder, *, common: Common) -> ExitStatus:
    """Show how many records an index has, of which files, and up to which day."""
    from refcheck.index.needs import require_extra

    require_extra()
    from refcheck.index.storage.manifest import read_manifest

    manifest = read_manifest(_path(directory))
    if manifest is None:
        raise UsageError(f"{one_line(directory)} has no index: 'refcheck index build' makes one")
    return say(_described(directory, manifest), common.output)


def verify(directory: _Folder, *, common: Common) -> ExitStatus:
    """Check that every file of an index is as it was written.

    Exits with status 1 if one is damaged or missing.
    """
    from refcheck.index.needs import require_extra

    require_extra()
    from refcheck.index.verify import verify as verified

    damaged = total = number = 0
    for checked in verified(_path(directory)):
        number += 1
        total += checked.size
        if checked.reason is not None:
            damaged += 1
            complain(f"{one_line(checked.path)}: {checked.reason}")
    if damaged:
        files = "1 file is" if damaged == 1 else f"{damaged} files are"
        complain(f"{files} damaged or missing: build the index again")
        return ExitStatus.FINDINGS
    return say(f"{number} files, {total / 1e6:,.1f} MB: all as they were written\n", common.output)


_COMMANDS = (
    ("build", build, "refcheck index build pubmed-index/ baseline/"),
    ("update", update, "refcheck index update pubmed-index/ updatefiles/"),
    ("info", info, "refcheck index info pubmed-index/"),
    ("verify", verify, "refcheck index verify pubmed-index/"),
)


def add_to(app: typer.Typer) -> None:
    """Make `index` a group of commands of `app`."""
    group = typer.Typer(
        cls=CommandGroup,
        rich_markup_mode=None,
        help="Build and update an index of all of PubMed on this computer.",
    )
    for name, function, example in _COMMANDS:
        command(group, name, examples=example, settings=())(function)
    app.add_typer(group, name="index")


def _path(given: str) -> Path:
    if not given or "\0" in given:
        raise UsageError("DIR must be the path of a folder")
    return Path(given)


def _progress(what: str, done: int, of: int) -> None:
    tell(f"{one_line(what)} ({done:,} of {of:,})")


def _described(directory: str, manifest: Manifest) -> str:
    from refcheck.index.records.packing import MAPPING

    size = sum(path.stat().st_size for path in Path(directory).rglob("*") if path.is_file())
    lines = [
        f"folder     {one_line(directory)}",
        f"records    {manifest.records:,}",
        f"files      {len(manifest.sources):,}, the last {one_line(manifest.sources[-1].name)}",
        f"PubMed of  {manifest.date.isoformat()}",
        f"written    {manifest.built.isoformat()}",
        f"size       {size / 1e6:,.1f} MB",
    ]
    if manifest.skipped:
        lines.append(f"left out   {manifest.skipped:,} records that could not be read")
    if manifest.mapping < MAPPING:
        lines.append("note       built by an older refcheck: build it again for its newest rules")
    return "".join(f"{line}\n" for line in lines)

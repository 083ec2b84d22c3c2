"""`refcheck data`: its lists of journals and retractions, and importing newer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import CommandGroup, Common, command
from refcheck.cli.output import say
from refcheck.cli.stderr import one_line
from refcheck.errors import NoHomeError

if TYPE_CHECKING:
    from refcheck.journals.table import Table

__all__ = ["add_to"]


def info(*, common: Common) -> ExitStatus:
    """Show which data is used: the journals that are built in, and what was imported."""
    from refcheck.journals.authority import built_in_table
    from refcheck.journals.imported import imported_problem, imported_table

    table = built_in_table()
    notes = table.notes
    lines = [f"built in   {_journals(table)}, {notes['source']} of {notes['date']}"]
    if imported := imported_table():
        lines += [f"imported   {_imported(imported)}", f"file       {_size()}"]
    else:
        lines.append(f"imported   {imported_problem() or 'nothing'}")
        lines.append(f"file       {_place()}")
    lines += _retractions()
    return say("".join(f"{line}\n" for line in (*lines, notes["notice"])), common.output)


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A list of journals (NLM's J_Medline.txt or J_Entrez) or of retractions "
            "(Retraction Watch's retraction_watch.csv).",
        ),
    ],
    *,
    common: Common,
) -> ExitStatus:
    """Import a list of journals (NLM's J_Medline.txt or J_Entrez.txt), or of retractions.

    The file is told by its content. Journals add to what is built in; the retractions of
    Retraction Watch (retraction_watch.csv) are looked up by DOI and PMID without a network. Each
    replaces the file of its kind that was imported before. 'cache clear' leaves them alone.
    """
    from refcheck.lookup.retraction_watch.table import import_retractions, is_retraction_file

    if is_retraction_file(file):
        taken = import_retractions(file)
        said = f"{_notices(taken.rows)} imported from {one_line(file)}, up to {taken.until}"
        if taken.broken:
            said += f"; {taken.broken:,} skipped: broken, or without identifier"
        return say(f"{said}\n", common.output)
    from refcheck.journals.authority import forget
    from refcheck.journals.imported import import_list

    table = import_list(file)
    forget()
    return say(f"{_journals(table)} imported from {one_line(file)}\n", common.output)


_COMMANDS = (
    ("info", info, "refcheck data info"),
    ("import", import_, "refcheck data import J_Medline.txt"),
)


def add_to(app: typer.Typer) -> None:
    """Make `data` a group of commands of `app`."""
    group = typer.Typer(
        cls=CommandGroup,
        rich_markup_mode=None,
        help="Show and update what refcheck knows of journals and retractions.",
    )
    for name, function, example in _COMMANDS:
        command(group, name, examples=example, settings=())(function)
    app.add_typer(group, name="data")


def _retractions() -> list[str]:
    """Returns the lines on the imported retractions."""
    from refcheck.lookup.retraction_watch.table import (
        imported_retractions,
        retractions_path,
        retractions_problem,
    )

    if (table := imported_retractions()) is None:
        return [f"retracted  {one_line(retractions_problem() or 'nothing imported')}"]
    path = retractions_path()
    return [
        f"retracted  {_notices(table.rows)}, Retraction Watch (Crossref) up to {table.until}, "
        f"imported on {table.imported}",
        f"file       {one_line(str(path))}, {path.stat().st_size / 1e6:,.1f} MB",
    ]


def _notices(count: int) -> str:
    return "1 notice" if count == 1 else f"{count:,} notices"


def _journals(table: Table) -> str:
    return "1 journal" if len(table) == 1 else f"{len(table):,} journals"


def _imported(table: Table) -> str:
    notes = table.notes
    source = one_line(notes.get("source", "a list"))
    return (
        f"{_journals(table)}, {source} of {notes.get('date', 'an unknown date')}, imported on"
        f" {notes.get('imported', 'an unknown date')}"
    )


def _place() -> str:
    """Returns where an imported list would be, or why it would not."""
    from refcheck.journals.imported import imported_path

    try:
        return one_line(str(imported_path()))
    except NoHomeError as error:
        return str(error)


def _size() -> str:
    from refcheck.journals.imported import imported_path

    path = imported_path()
    return f"{one_line(str(path))}, {path.stat().st_size / 1e6:,.1f} MB"

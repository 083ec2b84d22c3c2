"""`refcheck cache`: what is kept of PubMed's answers."""

from __future__ import annotations

import typer

from refcheck.cli.options import CommandGroup

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Make `cache` a group of commands of `app`."""
    group = typer.Typer(
        cls=CommandGroup,
        rich_markup_mode=None,
        help="Look after the stored answers of PubMed.",
    )
    app.add_typer(group, name="cache")

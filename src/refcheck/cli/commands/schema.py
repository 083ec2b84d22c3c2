"""`refcheck schema`: the JSON Schema of the JSON report."""

from __future__ import annotations

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import Common, command
from refcheck.cli.output import open_output

__all__ = ["add_to", "schema"]

_EXAMPLES = """
refcheck schema
refcheck schema -o refcheck-report.schema.json
"""


def schema(*, common: Common) -> ExitStatus:
    """Print the JSON Schema of the JSON report."""
    from refcheck.reports import schema_text

    with open_output(common.output, machine=True) as stream:
        stream.write(schema_text())
    return ExitStatus.DONE


def add_to(app: typer.Typer) -> None:
    """Make `schema` a command of `app`."""
    command(app, "schema", examples=_EXAMPLES)(schema)

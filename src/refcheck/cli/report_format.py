"""Which format a report is written in: what --format says, or the suffix of the output file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from refcheck.cli.usage_errors import choose
from refcheck.errors import UsageError
from refcheck.reports import REPORTERS
from refcheck.text.spelling import choices

__all__ = ["FormatOption", "UniqueOption", "chosen_format", "require_list"]

_DEFAULT = "text"
# Other names that people give to a format.
_ALIASES = {"htm": "html", "md": "markdown", "bib": "bibtex", "txt": "text"}
_BY_SUFFIX = {one.suffix: name for name, one in REPORTERS.items() if one.suffix}

FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(REPORTERS)}. Default: as the suffix of the output file says, else text.",
        show_default=False,
    ),
]


UniqueOption = Annotated[
    bool,
    typer.Option(
        "--unique",
        help="Leave out works that are already in the list, or in a list before it (with "
        "--format ris, bibtex or csl-json).",
    ),
]
_LISTS = ("ris", "bibtex", "csl-json")


def require_list(name: str, *, unique: bool) -> None:
    """Raise `UsageError` if --unique is given with a format that is not a list of works."""
    if unique and name not in _LISTS:
        raise UsageError(f"--unique can only be used with --format {choices(_LISTS)}")


def chosen_format(given: str | None, output: Path | None) -> str:
    """Returns the name of the format of a report.

    `given` is the value of --format, `output` the file of --output. Raises `UsageError` for a
    format or suffix that does not exist, and for a suffix that contradicts the format.
    """
    named = None
    if given is not None:
        named = choose("--format", _ALIASES.get(given, given), tuple(REPORTERS))
    suffix = _suffix(output)
    if suffix is None:
        if output is None and named is not None and REPORTERS[named].binary:
            raise UsageError(f"--format {named} needs a file to write to: -o report.{named}")
        return named or _DEFAULT
    if named is None:
        if suffix not in _BY_SUFFIX:
            known = choices(sorted(_BY_SUFFIX))
            raise UsageError(
                f"{output}: there is no report format with the suffix {suffix}; "
                f"use {known}, or name the format with --format"
            )
        return _BY_SUFFIX[suffix]
    one = REPORTERS[named]
    if suffix in (one.suffix, *one.other_suffixes) or suffix not in _BY_SUFFIX:
        return named
    raise UsageError(
        f"{output}: the suffix {suffix} is that of --format {_BY_SUFFIX[suffix]}, not {named}"
    )


def _suffix(output: Path | None) -> str | None:
    """Returns the suffix of an output file; None if there is none, or if it is no regular file."""
    if output is None or not output.suffix:
        return None
    try:
        if output.exists() and not output.is_file():
            return None
    except OSError:
        return None
    return output.suffix.lower()

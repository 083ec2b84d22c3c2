"""`refcheck init`: a settings file to start from, with every setting explained and switched off."""

from __future__ import annotations

import textwrap
from pathlib import Path

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import Common, command, setting_help
from refcheck.drafts import deleted_on_error
from refcheck.errors import OutputError, UsageError, os_error_words
from refcheck.settings import SETTINGS

__all__ = ["add_to", "init", "settings_text"]

_NAME = "refcheck.toml"
_EXAMPLES = """
refcheck init
"""
_HEAD = """\
# Settings of refcheck for this folder and all folders in it. Options on the command line and
# environment variables come before what is set here. Take away a "#" to set something.
"""
# A value for each key, as TOML: the default where it has one. The API key is not offered: in a file
# that others may read it is soon public; the environment is its place.
_VALUES = {
    "offline": "false",
    "no-lookup": "false",
    "cache-dir": '"answers"',
    "index": '"pubmed-index"',
    "max-age": "90",
    "refresh": "false",
    "eutils-url": '"https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"',
    "sources": '["pubmed", "crossref"]',
    "source-url": '{"crossref" = "https://api.crossref.org/"}',
    "links": "false",
    "rate": "3",
    "jobs": "2",
    "email": '"you@example.org"',
    "fail-on": '"error"',
    "exit-zero": "false",
    "allow-incomplete": "false",
    "baseline": '"baseline.json"',
    "select": '["author-*", "year-mismatch"]',
    "ignore": '["title-wording"]',
    "severity": '{"issue-mismatch" = "info"}',
    "no-suppressions": "false",
}
# Where there is no option, or it says the opposite of the key.
_MEANINGS = {
    "no-lookup": "Check articles on their own, without asking PubMed.",
    "severity": "Report findings of these rules as error, warning or info.",
    "no-suppressions": "Obey no suppressions, neither in the files nor in the settings.",
}
# Last, as a table has to be.
_SUPPRESS = """\
# Put findings on a certain reference aside, with the reason. It is known by its key, doi,
# pmid, or a text in it; "until" may say how long.
# [[suppress]]
# doi = "10.1000/example"
# rules = ["year-mismatch"]
# reason = "published online first"
# until = 2030-12-31
"""


def init(*, common: Common) -> ExitStatus:
    """Write a settings file, refcheck.toml, into this folder.

    Every setting is in it, explained and switched off. An existing file is never overwritten.
    """
    del common
    path = Path(_NAME)
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
        with deleted_on_error(path), file:
            file.write(settings_text())
    except FileExistsError:
        raise UsageError(f"{_NAME} exists already, and is left as it is") from None
    except OSError as error:
        reason = os_error_words(error, writing=True)
        raise OutputError(f"{_NAME}: cannot be written: {reason}") from error
    typer.echo(f"{_NAME} was written; open it in an editor and take away a # to set something")
    return ExitStatus.DONE


def settings_text() -> str:
    """Returns the text of the settings file: every key in a comment, with what it means."""
    parts = [_HEAD]
    for setting in SETTINGS:
        key = setting.key
        if key not in _VALUES:
            continue
        lines = textwrap.wrap(_MEANINGS.get(key) or setting_help(setting.field), 96)
        parts.append("".join(f"# {line}\n" for line in lines) + f"# {key} = {_VALUES[key]}\n")
    return "\n".join([*parts, _SUPPRESS])


def add_to(app: typer.Typer) -> None:
    """Make `init` a command of `app`."""
    command(app, "init", examples=_EXAMPLES, output=())(init)

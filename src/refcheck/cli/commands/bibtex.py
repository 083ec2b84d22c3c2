"""`refcheck bibtex`: the references of articles as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from refcheck.cli.commands.check import check_all
from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import JOBS, LOOKUP, Common, Paths, command
from refcheck.cli.output import open_output
from refcheck.cli.reporting import reason, settle, warn_of_empty, warn_of_weakened
from refcheck.cli.stderr import harmless
from refcheck.cli.usage_errors import choose
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.model.record import BibliographicRecord
    from refcheck.model.report import DocumentReport
    from refcheck.pipeline import Tally

__all__ = ["add_to", "bibtex"]

_EXAMPLES = """
refcheck bibtex article.txt -o article.bib
refcheck bibtex article.txt --unicode
refcheck bibtex article.txt --from record
"""


_Unicode = Annotated[
    bool,
    typer.Option(
        "--unicode",
        help="Write accented letters as Unicode (for Biber) instead of LaTeX commands.",
    ),
]
_Source = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="SOURCE",
        help="article: the values in the article; record: the values in PubMed, where found.",
    ),
]
_NewKeys = Annotated[
    bool,
    typer.Option(
        "--new-keys",
        help="Make new citation keys, also for entries that have a key in their source.",
    ),
]


def bibtex(
    paths: Paths,
    unicode: _Unicode = False,
    source: _Source = "article",
    new_keys: _NewKeys = False,
    *,
    common: Common,
) -> ExitStatus:
    """Convert the references of articles to BibTeX.

    The citation keys of .bib, LaTeX and CSL-JSON files are kept. Nothing is looked up except with
    '--from record': the settings below are for that lookup.
    """
    choose("--from", source, ("article", "record"))
    if source == "article":
        _refuse_lookup_options(common)
    from refcheck.cli.kept.readings import kept_readings
    from refcheck.formats.bibtex import entry_keys, to_bibtex
    from refcheck.pipeline import Tally, extract_documents

    warn_of_empty(paths)
    entries = _Entries(from_record=source == "record", new_keys=new_keys, tally=Tally())
    with open_output(common.output, machine=True, inputs=paths) as stream:
        if entries.from_record:
            warn_of_weakened(common.settings)
            check_all(paths, common.settings, entries.take, jobs=common.settings.jobs)
        else:
            jobs, kept = common.settings.jobs, kept_readings()
            for report in extract_documents(paths, jobs=jobs, readings=kept):
                entries.take(report)
        status = settle(
            entries.unreadable,
            common.settings,
            readable=entries.readable,
            unanswered=entries.tally.summary().incomplete,
        )
        keys = entry_keys(entries.records, entries.keys)
        text = to_bibtex(entries.records, keys=keys, raw=entries.raw, unicode=unicode)
        stream.write(harmless(text) if stream.isatty() else text)
    return status


def _refuse_lookup_options(common: Common) -> None:
    """Raise `UsageError` for an option that would be ignored; --offline is honoured in any case."""
    ignored = [name for name in LOOKUP if name in common.typed - {"offline", "lookup"}]
    if ignored:
        option = f"--{ignored[0].replace('_', '-')}"
        raise UsageError(f"{option} can only be used with --from record: nothing else is looked up")


@dataclass(slots=True, kw_only=True)
class _Entries:
    """The records that become entries, and what could not be read or looked up."""

    from_record: bool
    new_keys: bool
    tally: Tally
    records: list[BibliographicRecord] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    readable: bool = False

    def take(self, report: DocumentReport) -> None:
        """Take the references of one article."""
        from refcheck.formats.bibtex import is_key

        self.tally.add(report)
        if report.error is not None:
            self.unreadable.append(reason(report))
            return
        self.readable = True
        for checked in report.references:
            found = checked.lookup.record if checked.lookup and self.from_record else None
            self.records.append(found or checked.reference.record)
            self.raw.append(checked.reference.string.text)
            own = checked.reference.string.key
            self.keys.append(own if own and is_key(own) and not self.new_keys else None)


def add_to(app: typer.Typer) -> None:
    """Make `bibtex` a command of `app`."""
    command(app, "bibtex", examples=_EXAMPLES, settings=(*LOOKUP, *JOBS, "exit_zero"))(bibtex)

"""`refcheck bibtex`: the references of articles as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

import typer

from refcheck.cli.checking import check_all
from refcheck.cli.options import Common, Paths, choose, command
from refcheck.cli.output import open_output
from refcheck.cli.reporting import reason, settle, warn_of_empty
from refcheck.cli.status import ExitStatus
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import DocumentReport, DocumentStatus, LookupStatus

__all__ = ["add_to", "bibtex"]

_UNANSWERED = frozenset({LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED})

_EXAMPLES = """
refcheck bibtex article.txt -o article.bib
refcheck bibtex article.txt --unicode
refcheck bibtex article.txt --from record
"""


def bibtex(
    paths: Paths,
    unicode: Annotated[
        bool,
        typer.Option("--unicode", help="Write letters as they are, for Biber; not LaTeX's way."),
    ] = False,
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="SOURCE",
            help="article: as the article prints it; record: as PubMed has it, where found.",
        ),
    ] = "article",
    *,
    common: Common,
) -> ExitStatus:
    """Turn the references of articles into BibTeX.

    Nothing is looked up unless '--from record' asks for it.
    """
    choose("--from", source, ("article", "record"))
    from refcheck.bibtex import to_bibtex
    from refcheck.pipeline import extract_documents

    warn_of_empty(paths)
    entries = _Entries(from_record=source == "record")
    with open_output(common.output, machine=True, inputs=paths) as stream:
        if source == "record":
            check_all(paths, common.settings, entries.take)
        else:
            for report in extract_documents(paths):
                entries.take(report)
        status = settle(
            entries.unreadable,
            readable=entries.readable,
            settings=common.settings,
            unanswered=entries.unanswered,
        )
        stream.write(to_bibtex(entries.records, raw=entries.raw, unicode=unicode))
    return status


@dataclass(slots=True, kw_only=True)
class _Entries:
    """The records that become entries, and what could not be read or asked on the way."""

    from_record: bool
    records: list[BibliographicRecord] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    readable: int = 0
    unanswered: bool = False

    def take(self, report: DocumentReport) -> None:
        """Take the references of one article."""
        if report.status is DocumentStatus.UNREADABLE:
            self.unreadable.append(reason(report))
            return
        self.readable += 1
        for checked in report.references:
            lookup = checked.lookup
            found = lookup.record if lookup is not None and self.from_record else None
            self.records.append(found or checked.reference.record)
            self.raw.append(checked.reference.string.raw)
            self.unanswered |= lookup is not None and lookup.status in _UNANSWERED


def add_to(app: typer.Typer) -> None:
    """Make `bibtex` a command of `app`."""
    command(app, "bibtex", examples=_EXAMPLES)(bibtex)

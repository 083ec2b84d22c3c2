"""A work that is asked for by an identifier alone: the record that it leads to, judged as usual."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck import checks
from refcheck.formats.reference_string import source_line
from refcheck.model.document import Span
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import CheckedReference, Lookup, LookupStatus, Mention
from refcheck.pipeline.documents import citation_keys
from refcheck.pipeline.mentions import Named
from refcheck.pipeline.reference_lookup import judge, look_up, lookup_states

if TYPE_CHECKING:
    from refcheck.lookup.provider import LookupProvider

__all__ = ["check_identifier", "only_identifiers"]

_UNKNOWN_KIND = "the source does not know identifiers of this kind"


def only_identifiers(record: BibliographicRecord) -> bool:
    """Returns whether a reference says nothing of a work but its identifiers."""
    said = (record.authors, record.title, record.container_title, record.dates, record.pages)
    return not any(said) and any((record.pmid, record.doi, record.pmcid))


async def check_identifier(reference: Reference, provider: LookupProvider) -> CheckedReference:
    """Returns the work that the identifiers of a reference lead to, as if it were cited rightly.

    So what is reported of it is what became of it: a retraction, a correction. Where they lead to
    no record, or the source cannot be asked, the lookup says so.
    """
    cited = reference.record
    ids = [(kind, value) for kind in ("pmid", "doi", "pmcid") if (value := getattr(cited, kind))]
    named = Named(mention=Mention(text=reference.text, span=reference.string.span, ids=tuple(ids)))
    await look_up((), provider, [named])
    key = citation_keys([reference])[0]
    if named.found is None:
        lookup = named.lookup(provider.name) or Lookup(
            status=LookupStatus.SKIPPED, reason=_UNKNOWN_KIND
        )
        return CheckedReference(
            reference=reference, key=key, lookup=lookup, verdict=checks.verdict(lookup, ())
        )
    states = lookup_states([_as_cited(named.found, reference.string.number)])
    await look_up(states, provider)
    return judge(states[0], citation_keys([states[0].reference])[0], provider)


def _as_cited(record: BibliographicRecord, number: int) -> Reference:
    """Returns a reference that cites a record without a fault."""
    parts = (record.title, source_line(record))
    raw = ". ".join(part.rstrip(".") for part in parts if part)
    string = ReferenceString(
        number=number,
        list_number=1,
        label=None,
        raw=raw,
        span=Span(start=0, end=len(raw), line=1, column=1),
    )
    return Reference(
        string=string, parsed=ParsedString(record=replace(record, key=None, notices=(), notes=()))
    )

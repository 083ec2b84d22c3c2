"""A work that is asked for by an identifier alone: the record that it leads to, judged as usual."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck import checks
from refcheck.formats.reference_string import source_line
from refcheck.lookup.retraction_watch.table import imported_retractions
from refcheck.model.document import Span
from refcheck.model.outcome import Scored
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import CheckedReference, Lookup, LookupStatus, Mention
from refcheck.pipeline.cascade.deciding import matched
from refcheck.pipeline.documents import citation_keys
from refcheck.pipeline.lookups import retractions
from refcheck.pipeline.lookups.mentions import Named
from refcheck.pipeline.lookups.reference_lookup import judge, look_up, lookup_states

if TYPE_CHECKING:
    from refcheck.lookup.behind_doi import DoiLookup
    from refcheck.lookup.provider import LookupProvider

__all__ = ["check_identifier", "only_identifiers"]

_UNKNOWN_KIND = "the source does not know identifiers of this kind"


def only_identifiers(record: BibliographicRecord) -> bool:
    """Returns whether a reference says nothing of a work but its identifiers."""
    said = (record.authors, record.title, record.container_title, record.dates, record.pages)
    return not any(said) and any((record.pmid, record.doi, record.pmcid))


async def check_identifier(
    reference: Reference, provider: LookupProvider, dois: DoiLookup | None = None
) -> CheckedReference:
    """Returns the work that the identifiers of a reference lead to, as if it were cited rightly.

    So what is reported of it is what became of it: a retraction, a correction. `dois` is asked
    about a DOI that `provider` does not have. Where they lead to no record, or nobody can be asked,
    the lookup says so.
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
        if lookup.status is LookupStatus.NOT_FOUND and cited.doi and dois is not None:
            return await _behind_doi(reference, cited.doi, lookup, dois)
        return CheckedReference(
            reference=reference, key=key, lookup=lookup, verdict=checks.verdict(lookup, ())
        )
    states = lookup_states([_as_cited(named.found, reference.string.number)])
    await look_up(states, provider)
    return judge(states[0], citation_keys([states[0].reference])[0], provider)


async def _behind_doi(
    reference: Reference, doi: str, lookup: Lookup, dois: DoiLookup
) -> CheckedReference:
    """Returns the work that the agency of a DOI has, or what is known of the DOI."""
    behind = (await dois.resolve([doi]))[doi]
    await dois.confirm([behind])
    lookup = replace(
        lookup,
        searches=(*lookup.searches, *behind.searches),
        sources=(*lookup.sources, *behind.outcomes),
    )
    if behind.work is not None:
        best = Scored(candidate=behind.work, score=1.0)
        lookup = matched(lookup, best, name=behind.name, retrieved=behind.retrieved)
        reference = _as_cited(behind.work.record, reference.string.number)
    elif behind.exists is False:
        lookup = replace(lookup, unknown_dois=(doi,))
    elif behind.exists:
        reason = "the DOI exists, and none of the sources that were asked shows its work"
        lookup = replace(lookup, status=LookupStatus.OUT_OF_SCOPE, reason=reason)
    lookup = retractions.applied(lookup, reference, imported_retractions())
    findings = checks.check_lookup(reference, lookup) if behind.exists is False else []
    if lookup.record is not None:
        findings += checks.check_record(
            reference, lookup.record, url=lookup.url, source_name=lookup.source_name
        )
    return CheckedReference(
        reference=reference,
        key=citation_keys([reference])[0],
        lookup=lookup,
        findings=tuple(findings),
        verdict=checks.verdict(lookup, findings),
    )


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

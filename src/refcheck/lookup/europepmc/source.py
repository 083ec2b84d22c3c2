"""Europe PMC as a source behind PubMed: preprints, theses, guidelines, articles not in PubMed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from refcheck.frozen import dataclass
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.europepmc import mapping, queries
from refcheck.lookup.known_service import KnownService
from refcheck.lookup.searched.outcomes import SearchedSource
from refcheck.lookup.searched.responses import Hits, text_form
from refcheck.lookup.searched.service import SearchService
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import Reference
from refcheck.text.folding import folded

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["EUROPE_PMC", "TEXT_FORM", "EuropePmc"]

# EBI publishes no limit; about 10 requests a second from one address count as fair.
EUROPE_PMC: Final = KnownService(
    source=mapping.SOURCE,
    name="Europe PMC",
    url="https://www.ebi.ac.uk/europepmc/webservices/rest/",
    rate=2.0,
    rate_with_email=2.0,
    in_flight=2,
)
_KINDS: Final = frozenset(
    {
        WorkType.ARTICLE_JOURNAL,
        WorkType.PREPRINT,
        WorkType.THESIS,
        WorkType.REPORT,
        WorkType.DOCUMENT,
        WorkType.PAPER_CONFERENCE,
    }
)
# Servers whose preprints Europe PMC takes in whole; of SSRN and OSF it has a part, of arXiv little.
_SERVERS: Final = ("biorxiv", "medrxiv", "research square", "preprints org")
_MOST_ROWS: Final = 100
TEXT_FORM: Final = text_form(queries.ENDPOINT, "searches of Europe PMC")


class EuropePmc(SearchedSource):
    """The `FurtherSource` of Europe PMC. What it has of PubMed is left out: PubMed was asked."""

    source = mapping.SOURCE
    name = EUROPE_PMC.name

    def __init__(self, config: LookupConfig, warn: Callable[[str], None]) -> None:
        super().__init__(
            Source(config, _SERVICE, warn),
            id_name="record",
            queries_of=queries.queries_of,
            remaining=queries.remaining,
            url_of=_url_of,
        )

    def takes(self, reference: Reference) -> bool:
        """Returns whether a work of a kind is cited that is in one of Europe PMC's collections."""
        record = reference.record
        return record.type in _KINDS and bool(record.title or record.doi)

    def lists_whole(self, record: BibliographicRecord) -> bool:
        """Returns whether it is a preprint of a server whose preprints are all there."""
        named = folded(f"{record.container_title or ''} {record.publisher or ''}")
        return record.type is WorkType.PREPRINT and any(name in named for name in _SERVERS)


def _url_of(record: BibliographicRecord) -> str | None:
    if record.key is None:
        return None
    return f"https://europepmc.org/article/{record.key.id.replace(':', '/', 1)}"


@dataclass(frozen=True, slots=True)
class _Asks:
    """Asks for whole records, several works at once: a second request for the authors of those
    found would cost more than their length."""

    client: Client

    most = 5

    async def hits(self, texts: Sequence[str]) -> Hits:
        """Returns what the searches find together. Raises `ServiceError`."""
        from refcheck.lookup.europepmc.replies import STATUSES, read_results

        wanted = " OR ".join(f"({text})" for text in texts)
        fields = {
            "query": f"({wanted}) AND NOT SRC:{mapping.PUBMED}",
            "resultType": "core",
            "format": "json",
            "pageSize": str(_MOST_ROWS),
            "synonym": "FALSE",
        }
        read = partial(read_results, joined=len(texts) > 1)
        hits = await self.client.post("searchPOST", fields, read, answers=STATUSES)
        return Hits(count=hits.count, items=[mapping.trimmed(item) for item in hits.items])

    def own(self, text: str, items: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Returns the items that a search has found; records of PubMed are none."""
        return queries.own(text, items)


_SERVICE: Final = SearchService(
    name=EUROPE_PMC.name,
    called=EUROPE_PMC.name,
    form=TEXT_FORM,
    record_of=mapping.record_of,
    asks=_Asks,
)

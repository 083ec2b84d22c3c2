"""The one place that says which sources references are looked up in, and opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refcheck.frozen import dataclass

if TYPE_CHECKING:
    from refcheck.lookup.behind_doi import DoiLookup
    from refcheck.lookup.cache.text_form import TextForm
    from refcheck.lookup.caching_provider import CachedService, Source
    from refcheck.lookup.config import LookupConfig
    from refcheck.lookup.further import FurtherSource
    from refcheck.lookup.known_service import KnownService
    from refcheck.lookup.page_lookup import PageLookup
    from refcheck.lookup.provider import LookupProvider
    from refcheck.lookup.pubmed.responses import Response
    from refcheck.settings import Settings

__all__ = [
    "cache_form",
    "cached_service",
    "is_at_hand",
    "never_waits",
    "open_doi_lookup",
    "open_further_sources",
    "open_page_lookup",
    "open_provider",
    "refreshed_sources",
    "required_sources",
]

Warn = Callable[[str], None]


def _ignore(_message: str) -> None:
    """Take a warning and say nothing."""


def open_provider(settings: Settings, warn: Warn = _ignore) -> LookupProvider:
    """PubMed as the settings want it asked: through the E-utilities, or from an index. The caller
    closes it. Raises `UsageError` and `IndexDataError` where an index is named that cannot be
    used."""
    if settings.index is not None:
        from refcheck.index.needs import require_extra

        require_extra()
        from refcheck.index.provider import PubMedIndex

        return PubMedIndex(settings.index)
    from refcheck.lookup.pubmed.provider import PubMed

    config = _with_circuit(settings.lookup_config)
    _warn_of_unsent(config, warn)
    return PubMed(config, warn)


def is_at_hand(settings: Settings) -> bool:
    """Returns whether all that a run asks lies on this computer: nothing is sent to a service."""
    from refcheck.settings.source_values import PUBMED, named_sources

    if settings.offline or not settings.lookup:
        return True
    if settings.index is None or settings.links:
        return False
    return named_sources(settings.sources) <= {PUBMED}


def _with_circuit(config: LookupConfig) -> LookupConfig:
    """Returns a config with a circuit that other sources at the same address can share."""
    from refcheck.lookup.http.circuit_breaker import Circuit

    return replace(config, circuit=Circuit(config.timing))


def never_waits(settings: Settings) -> bool:
    """Returns whether a run on one document waits for nothing at all, so that it needs no event
    loop: PubMed alone is asked, and everything cached."""
    from refcheck.settings.source_values import PUBMED, named_sources

    if not settings.lookup:
        return True
    one_source = named_sources(settings.sources) <= {PUBMED} and not settings.links
    return settings.offline and settings.index is None and one_source


def open_doi_lookup(settings: Settings, warn: Warn = _ignore) -> DoiLookup | None:
    """What asks whose work a DOI is, as far as the settings choose it; None where they do not. The
    caller closes it."""
    from refcheck.settings.source_values import PUBMED, named_sources

    chosen = named_sources(settings.sources)
    if chosen <= {PUBMED}:
        return None
    from refcheck.lookup.doi.resolver import DoiResolver

    named = _has_named_addresses(settings)
    return DoiResolver(
        _beside_ncbi(settings),
        chosen,
        warn,
        urls={name: (url, named) for name, url in settings.source_url},
        required=required_sources(settings),
    )


def _beside_ncbi(settings: Settings) -> LookupConfig:
    """Returns how services are asked that are not NCBI's: the e-mail address for NCBI alone is not
    for them."""
    return replace(settings.lookup_config, email=settings.email)


def _has_named_addresses(settings: Settings) -> bool:
    """Returns whether the user himself named the addresses of `--source-url`, and no file did."""
    from refcheck.settings import Origin

    return settings.origin("source_url") not in (Origin.FILE, Origin.DEFAULT)


def required_sources(settings: Settings) -> frozenset[str]:
    """Returns the sources that the user asked for by their names: a run without one of them is
    incomplete."""
    from refcheck.settings.source_values import ALL, named_sources

    return frozenset() if ALL in settings.sources else named_sources(settings.sources)


def open_further_sources(
    settings: Settings,
    warn: Warn = _ignore,
    dois: DoiLookup | None = None,
    provider: LookupProvider | None = None,
) -> tuple[FurtherSource, ...]:
    """Returns the sources that are searched for works which neither PubMed nor a DOI has decided,
    in the order in which they are asked, as far as the settings choose them. The caller closes
    them. `dois` is what the same run asks about DOIs, whose way to Crossref is shared; `provider`
    is what it asks first, whose circuit is that of the other databases of the E-utilities."""
    from refcheck.settings.source_values import PUBMED, named_sources

    chosen = named_sources(settings.sources)
    if chosen <= {PUBMED} and dois is None:
        return ()
    from refcheck.lookup.bookshelf.source import Bookshelf
    from refcheck.lookup.clinicaltrials.source import CLINICAL_TRIALS, ClinicalTrials
    from refcheck.lookup.doi.crossref_search import CrossrefSearch
    from refcheck.lookup.doi.resolver import DoiResolver
    from refcheck.lookup.europepmc.source import EUROPE_PMC, EuropePmc
    from refcheck.lookup.nlm_catalog.source import NlmCatalog
    from refcheck.lookup.openlibrary.source import OPEN_LIBRARY, OpenLibrary

    configs = _Configs(settings, _ncbi_config(settings, provider))
    makers: dict[str, Callable[[], FurtherSource]] = {
        CLINICAL_TRIALS.source: lambda: ClinicalTrials(configs.of(CLINICAL_TRIALS), warn),
        NlmCatalog.source: lambda: NlmCatalog(configs.of_ncbi(NlmCatalog.source), warn),
        Bookshelf.source: lambda: Bookshelf(configs.of_ncbi(Bookshelf.source), warn),
        EuropePmc.source: lambda: EuropePmc(configs.of(EUROPE_PMC), warn),
    }
    searched = [make() for source, make in makers.items() if source in chosen]
    if isinstance(dois, DoiResolver) and dois.crossref is not None:
        searched.append(CrossrefSearch(dois.crossref))
    if OpenLibrary.source in chosen:  # last: it only confirms
        searched.append(OpenLibrary(configs.of(OPEN_LIBRARY), warn))
    return tuple(searched)


@dataclass(frozen=True, slots=True)
class _Configs:
    """How the sources behind PubMed are asked: at their own addresses, or where the settings say.

    `ncbi` is how NCBI's databases are asked.
    """

    settings: Settings
    ncbi: LookupConfig

    def of(self, known: KnownService) -> LookupConfig:
        """Returns how a service that is not NCBI's is asked."""
        named = _has_named_addresses(self.settings)
        return known.config(_beside_ncbi(self.settings), self._url(known.source), named=named)

    def of_ncbi(self, source: str) -> LookupConfig:
        """Returns how another of NCBI's databases is asked: as PubMed is, unless it has an address
        of its own."""
        url = self._url(source)
        if url is None:
            return self.ncbi
        named = _has_named_addresses(self.settings)
        return replace(self.ncbi, base_url=url, address_named=named, circuit=None)

    def _url(self, source: str) -> str | None:
        return dict(self.settings.source_url).get(source)


def _ncbi_config(settings: Settings, provider: LookupProvider | None) -> LookupConfig:
    """Returns how NCBI is asked, with the circuit of what asks it already, if something does."""
    from refcheck.lookup.pubmed.provider import PubMed

    if isinstance(provider, PubMed) and provider.circuit:
        return replace(settings.lookup_config, circuit=provider.circuit)
    return _with_circuit(settings.lookup_config)


def open_page_lookup(settings: Settings, warn: Warn = _ignore) -> PageLookup | None:
    """What asks whether cited web pages are there, if the settings want it; else None. The caller
    closes it."""
    if not settings.links:
        return None
    from refcheck.lookup.links.source import Links
    from refcheck.lookup.links.wayback import WAYBACK

    web = replace(_beside_ncbi(settings), service="the web", email=None, api_key=None)
    address = dict(settings.source_url).get(WAYBACK.source)
    archive = WAYBACK.config(_beside_ncbi(settings), address, named=_has_named_addresses(settings))
    return Links(web, archive, warn)


def cache_form() -> TextForm:
    """Returns the text form of the responses of every source."""
    from refcheck.lookup.bookshelf.source import TEXT_FORM as OF_BOOKSHELF
    from refcheck.lookup.clinicaltrials.studies import TEXT_FORM as OF_TRIALS
    from refcheck.lookup.doi.responses import TEXT_FORM as OF_DOIS
    from refcheck.lookup.europepmc.source import TEXT_FORM as OF_EUROPE_PMC
    from refcheck.lookup.links.source import TEXT_FORM as OF_LINKS
    from refcheck.lookup.nlm_catalog.source import TEXT_FORM as OF_CATALOG
    from refcheck.lookup.openlibrary.source import TEXT_FORM as OF_OPEN_LIBRARY
    from refcheck.lookup.pubmed.text_form import TEXT_FORM

    books = (OF_CATALOG, OF_BOOKSHELF, OF_OPEN_LIBRARY)
    further = (OF_DOIS, OF_TRIALS, *books, OF_EUROPE_PMC, OF_LINKS)
    lines = (line for form in further for line in form.lines)
    return replace(TEXT_FORM, lines=(*TEXT_FORM.lines, *lines))


def cached_service() -> CachedService[Response]:
    """Returns what the cache has to know of the source: the commands of `refcheck cache` use it."""
    from refcheck.lookup.pubmed.service import EUtilities

    return EUtilities()


def refreshed_sources(
    settings: Settings, warn: Warn = _ignore
) -> Iterator[tuple[LookupConfig, CachedService[Any]]]:
    """Yields the services whose cached responses are sent for again, and how each is asked: PubMed,
    and of the sources behind it those that the settings choose."""
    from refcheck.lookup.clinicaltrials.source import ClinicalTrials
    from refcheck.lookup.doi.resolver import DoiResolver
    from refcheck.lookup.searched.outcomes import SearchedSource

    yield settings.lookup_config, cached_service()
    dois = open_doi_lookup(settings, warn)
    asked: list[Source[Any]] = list(dois.asked) if isinstance(dois, DoiResolver) else []
    asked += [
        each.asked
        for each in open_further_sources(settings, warn, dois)
        if isinstance(each, SearchedSource | ClinicalTrials)
    ]
    for source in asked:
        yield source.config, source.service


def _warn_of_unsent(config: LookupConfig, warn: Warn) -> None:
    """Say what the user has set and a server that he has not named does not get."""
    unsent = [
        name
        for name, given, sent in (
            ("your API key", config.api_key, config.sent_key),
            ("your e-mail address", config.email, config.sent_email),
        )
        if given and not sent
    ]
    if unsent and not config.offline:
        warn(
            f"{config.host} is not sent {' and '.join(unsent)}; name it with --eutils-url or "
            "REFCHECK_EUTILS_URL to have that sent"
        )

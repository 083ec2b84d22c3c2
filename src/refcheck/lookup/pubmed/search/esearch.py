"""ESearch: what a search answers, read only when it is whole."""

from __future__ import annotations

import re

from refcheck.frozen import dataclass
from refcheck.lookup.http.errors import RejectedError, RetryableError, read_root
from refcheck.lookup.pubmed.responses import is_pmid
from refcheck.safe_xml import Element, flat_text

__all__ = ["ENDPOINT", "Hits", "read_hits", "search_fields"]

ENDPOINT = "esearch.fcgi"

_COUNT = re.compile(r"\d{1,9}", re.ASCII)  # PubMed has some forty million records


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The number of hits, the first PMIDs, and the phrases that PubMed left out of the search.

    `translation` is the search as PubMed has understood it; empty where it does not say.
    `witnessed`: the search was joined with a record that is known to be there, and found it.
    """

    count: int
    pmids: tuple[str, ...]
    ignored: tuple[str, ...]
    translation: str = ""
    witnessed: bool = False


def search_fields(term: str, retmax: int) -> dict[str, str]:
    """Returns the fields of one search. The order is named, because the default is not
    documented."""
    return {"term": term, "retmax": str(retmax), "retmode": "xml", "sort": "relevance"}


def read_hits(body: bytes, retmax: int) -> Hits:
    """Read a response to `search_fields`. Raises `ServiceError` where it is none, or not whole.

    Errors come inside of HTTP 200; only an error of the search machine is worth asking again.
    """
    root = read_root(body)
    if root.tag != "eSearchResult":
        raise RetryableError("a search was answered with something else")
    if error := flat_text(root.find("ERROR")):
        if error.startswith("Search Backend failed"):
            raise RetryableError("PubMed's search is out of order", said=error)
        raise RejectedError("PubMed does not accept a search", said=error)
    count = flat_text(root.find("Count")) or ""
    pmids = tuple(flat_text(element) or "" for element in root.iterfind("IdList/Id"))
    if not _COUNT.fullmatch(count) or not all(map(is_pmid, pmids)):
        raise RetryableError("a search was not answered in numbers")
    if len(set(pmids)) < len(pmids) or len(pmids) < min(int(count), retmax):
        raise RetryableError("a search was not answered whole")
    if len(pmids) > int(count):
        raise RetryableError("a search names more records than it counts")
    return Hits(
        count=int(count),
        pmids=pmids[:retmax],
        ignored=_ignored(root),
        translation=flat_text(root.find("QueryTranslation")) or "",
    )


def _ignored(root: Element) -> tuple[str, ...]:
    lists = ("ErrorList", "WarningList")
    kinds = ("PhraseNotFound", "FieldNotFound", "QuotedPhraseNotFound", "PhraseIgnored")
    paths = (f"{group}/{kind}" for group in lists for kind in kinds)
    return tuple(
        text for path in paths for element in root.iterfind(path) if (text := flat_text(element))
    )

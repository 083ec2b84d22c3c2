"""Every recorded answer of the E-utilities and of Europe PMC means what the service's rules say.

The recordings are not in the project: the environment variable REFCHECK_SOURCE_RECORDINGS names
their folder. Without it this file is left out (`conftest.py`).
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from refcheck.lookup.bookshelf import mapping as bookshelf
from refcheck.lookup.europepmc import mapping as europepmc
from refcheck.lookup.europepmc.replies import read_results
from refcheck.lookup.http.client import Reply
from refcheck.lookup.http.errors import ServiceError
from refcheck.lookup.nlm_catalog import mapping as nlm_catalog
from refcheck.lookup.searched.entrez import read_found, read_summaries

pytestmark = pytest.mark.external

FOLDER = Path(os.environ["REFCHECK_SOURCE_RECORDINGS"])

ANSWER, NOT_LISTED, COULD_NOT_ASK = "answer", "not listed", "could not ask"
Meta = Mapping[str, Any]
# What is in a form that is never asked for: descriptions of a form, an article of PubMed as PubMed
# itself is asked for it, a search of Europe PMC in XML.
NOT_ASKED_FOR: Final = frozenset(
    {
        *("esummary-nlmcatalog-dtd", "esummary-books-dtd", "efetch-pubmedbook-xml"),
        "search-lite-xml",
    }
)


def from_entrez(record_of: Callable[[Any], Any], trimmed: Callable[[Any], Any]) -> Any:
    def read(_meta: Meta, body: bytes) -> str:
        if b"esearchresult" in body:
            return ANSWER if read_found(body).count else NOT_LISTED
        summaries = read_summaries(body)
        for summary in summaries:
            record_of(trimmed(summary))
        return ANSWER if summaries else NOT_LISTED

    return read


def from_europe_pmc(meta: Meta, body: bytes) -> str:
    if meta["status"] not in (200, None):
        raise ServiceError(f"HTTP {meta['status']}")
    hits = read_results(Reply(200, body))
    for item in hits.items:
        record = europepmc.record_of(europepmc.trimmed(item))
        assert (record is None) == (item["source"] == "MED" or not item.get("title"))
    return ANSWER if hits.count else NOT_LISTED


READERS: Final[dict[str, Callable[[Meta, bytes], str]]] = {
    "eutils-nlmcatalog": from_entrez(nlm_catalog.record_of, nlm_catalog.trimmed),
    "eutils-books": from_entrez(bookshelf.record_of, bookshelf.trimmed),
    "eutils-pmc": from_entrez(nlm_catalog.record_of, nlm_catalog.trimmed),
    "europepmc": from_europe_pmc,
}
RECORDINGS: Final = [
    path for name in READERS for path in sorted(FOLDER.glob(f"{name}/*.meta.json"))
]


def _expected(folder: str, meta: Meta, body: bytes) -> str:
    with contextlib.redirect_stdout(io.StringIO()):  # it counts the recordings, too
        judge = runpy.run_path(str(FOLDER / "three_answers.py"))["judge"]
    said = judge(folder, meta, body.decode())
    return said if said in (ANSWER, NOT_LISTED) else COULD_NOT_ASK


@pytest.mark.filterwarnings("ignore")  # the rules leave files open
@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.name)
def test_a_recording_means_what_the_rules_say(path: Path) -> None:
    meta = json.loads(path.read_text(encoding="utf-8"))
    name = path.name.removesuffix(".meta.json")
    body = next(path.parent.glob(f"{name}.body.*")).read_bytes()
    try:
        came = READERS[path.parent.name](meta, body)
    except ServiceError:
        came = COULD_NOT_ASK
    wanted = COULD_NOT_ASK if name in NOT_ASKED_FOR else _expected(path.parent.name, meta, body)
    assert came == wanted

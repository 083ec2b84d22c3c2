"""Every recorded answer of a service means for refcheck what it means by the service's rules.

The recordings are not in the project: the environment variable REFCHECK_SOURCE_RECORDINGS names
their folder. Without it this file is left out (`conftest.py`).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from tests.external.recorded import (
    VARIABLE,
    Came,
    Reader,
    Recording,
    asked,
    expected,
    recordings,
)

from refcheck.lookup.clinicaltrials.studies import studies_in, study_of
from refcheck.lookup.doi import crossref, datacite, replies
from refcheck.lookup.http.client import Reply
from refcheck.lookup.links.wayback import read_copy
from refcheck.lookup.openlibrary import mapping as openlibrary
from refcheck.lookup.openlibrary.replies import read_books
from refcheck.lookup.retraction_watch.rows import is_header, read_rows

pytestmark = pytest.mark.external

if VARIABLE not in os.environ:
    pytest.skip(f"{VARIABLE} names no folder of recordings", allow_module_level=True)
FOLDER = Path(os.environ[VARIABLE])
RECORDINGS = tuple(recordings(FOLDER))


def _doi_in(address: str) -> str:
    path = unquote(urlsplit(address).path)
    found = re.search(r"10\.\d{4,9}(?:/.*)?", path)
    return found[0].lower() if found else ""


# --- doi.org, Crossref, DataCite ------------------------------------------------------------------


def doi_org(recording: Recording) -> Came:
    if "/api/handles/" in recording.address:
        exists = replies.handle_exists(_doi_in(recording.address))
        return asked(
            recording,
            lambda reply: Came.ANSWER if exists(reply) else Came.NOT_LISTED,
            answers=replies.HANDLE_STATUSES,
        )
    if re.search(r"/(?:doi)?ra/", recording.address, re.IGNORECASE):
        dois = [each["DOI"].lower() for each in recording.json]
        agencies = replies.agencies(dois)
        return asked(
            recording,
            lambda reply: Came.ANSWER if any(agencies(reply).values()) else Came.NOT_LISTED,
        )
    return asked(recording, _any_json)  # what a DOI leads to is not asked for


def _any_json(reply: Reply) -> Came:
    return Came.ANSWER if replies.json_of(reply, "doi.org") else Came.NOT_LISTED


def from_crossref(recording: Recording) -> Came:
    """A work and a list of works go all the way to records; of lists of journals, members ... only
    the envelope is read."""

    def read(reply: Reply) -> Came:
        if reply.status == 404:
            works = replies.crossref_work(doi)(reply)
            return Came.ANSWER if works[doi] else Came.NOT_LISTED
        message = replies.crossref_message(reply)
        if "DOI" in message and "agency" not in message:
            _mapped_by_crossref(message)
        for item in message.get("items", ()) if "/works" in recording.address else ():
            _mapped_by_crossref(item)
        return Came.ANSWER

    doi = _doi_in(recording.address)
    if recording.status == 200 and recording.json and "DOI" in recording.json:
        # stored by its repository without the envelope in which it came
        recording = replace(recording, text=f'{{"message": {recording.text}}}')
    return asked(recording, read, answers=replies.WORK_STATUSES)


def _mapped_by_crossref(item: Mapping[str, object]) -> None:
    record = crossref.record_of(crossref.trimmed(item))
    title = item.get("title")
    titled = isinstance(title, list) and any(title)
    if titled and "DOI" in item and item.get("type") in ("journal-article", "book", "book-chapter"):
        assert record is not None
        assert record.key is not None
        assert record.key.id == str(item["DOI"]).lower()


def from_datacite(recording: Recording) -> Came:
    def read(reply: Reply) -> Came:
        if reply.status == 404:
            works = replies.datacite_work(doi)(reply)
            return Came.ANSWER if works[doi] else Came.NOT_LISTED
        answer = replies.json_of(reply, "DataCite")
        data = answer.get("data", answer)
        for each in data if isinstance(data, list) else [data]:
            attributes = each.get("attributes", {})
            record = datacite.record_of(datacite.trimmed(attributes))
            assert (record is not None) == bool(attributes.get("titles"))
        return Came.ANSWER

    doi = _doi_in(recording.address)
    return asked(recording, read, answers=replies.WORK_STATUSES)


# --- ClinicalTrials.gov ---------------------------------------------------------------------------


def clinical_trials(recording: Recording) -> Came:
    """One study by its number, and lists. A search has further pages, and is never asked for."""
    path = urlsplit(recording.address).path
    number = (re.findall(r"NCT\d{8}", f"{path} {recording.name.upper()}") or ["NCT99999999"])[0]
    of_one = study_of(number)

    def read(reply: Reply) -> Came:
        if reply.status == 200 and b'"studies"' in reply.body[:200]:
            body = reply.body.replace(b'"nextPageToken"', b'"next"')
            numbers = re.findall(r'"nctId": ?"(NCT\d{8})"', recording.text)
            found = studies_in(numbers)(body)
            assert all(study["titles"] for study in found.values())
            return Came.ANSWER if found else Came.NOT_LISTED
        return Came.ANSWER if of_one(reply.status, reply.body) else Came.NOT_LISTED

    return asked(recording, read, answers=(404,))


# --- Open Library ---------------------------------------------------------------------------------


def open_library(recording: Recording) -> Came:
    """The map of books by their keys, the only form that is asked for."""
    keys = parse_qs(urlsplit(recording.address).query).get("bibkeys", [""])[0].split(",")

    def read(reply: Reply) -> Came:
        books = read_books(keys)(reply)
        assert all(openlibrary.record_of(openlibrary.trimmed(each)) for each in books)
        return Came.ANSWER if books else Came.NOT_LISTED

    return asked(recording, read)


# --- the Wayback Machine --------------------------------------------------------------------------


def wayback(recording: Recording) -> Came:
    """The copy of one page. Where none is named, there is none or nobody looked: no answer."""
    page = parse_qs(urlsplit(recording.address).query).get("url", [""])[0]
    read = read_copy(page)
    return asked(recording, lambda reply: Came.ANSWER if read(reply) else Came.COULD_NOT_ASK)


# --- files ----------------------------------------------------------------------------------------


def retraction_watch(recording: Recording) -> Came:
    lines = recording.text.splitlines(keepends=True)
    if not is_header(lines[0].strip()):
        return Came.COULD_NOT_ASK
    return Came.ANSWER if any(read_rows(lines)) else Came.NOT_LISTED


# --- the table ------------------------------------------------------------------------------------

READERS: Final[dict[str, Reader]] = {
    "clinicaltrials": clinical_trials,
    "crossref": from_crossref,
    "datacite": from_datacite,
    "doi": doi_org,
    "openlibrary": open_library,
    "retraction-watch": retraction_watch,
    "wayback": wayback,
}
# Read by `recordings/test_further_recordings.py`.
ELSEWHERE: Final = frozenset({"europepmc", "eutils-books", "eutils-nlmcatalog", "eutils-pmc"})
# Services that refcheck does not ask, so that nothing of it could read their answers, and how many
# there are. Why they are not asked is in docs/sources.md.
NOT_ASKED: Final = {"openalex": 41, "pmc-idconv": 48}


# Answers in a form that is not asked for, which are no answer to what is: of the interface before
# the present one of ClinicalTrials.gov; searches, authors and single editions of Open Library; the
# lists of copies and the copies themselves of the Wayback Machine.
OTHER_FORMS: Final = frozenset(
    {
        "clinicaltrials/study-nct04780763",
        *("openlibrary/error-404-record", "openlibrary/merged-record", "openlibrary/old-author"),
        *("openlibrary/old-book-by-isbn", "openlibrary/old-book-by-lccn", "openlibrary/old-book"),
        *("openlibrary/old-book-by-oclc", "openlibrary/old-editions", "openlibrary/old-search"),
        "openlibrary/search",
    }
)
OTHER_ENDPOINTS: Final = ("cdx-", "memento-")


def test_every_service_has_a_reader_or_is_not_asked() -> None:
    numbers = Counter(each.source for each in RECORDINGS)
    assert set(numbers) == {*READERS, *ELSEWHERE, *NOT_ASKED}
    assert {name: numbers[name] for name in NOT_ASKED} == NOT_ASKED


@pytest.mark.parametrize(
    "recording", [each for each in RECORDINGS if each.source in READERS], ids=str
)
def test_a_recording_means_what_the_rules_say(recording: Recording) -> None:
    is_other = str(recording) in OTHER_FORMS or recording.name.startswith(OTHER_ENDPOINTS)
    wanted = Came.COULD_NOT_ASK if is_other else expected(FOLDER, recording)
    assert READERS[recording.source](recording) == wanted

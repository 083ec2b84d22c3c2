"""The training data: which strings may be used, how they are split, and records to render."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from refcheck.model.record import PersonName
from refcheck.parsing.normalisers.names import split_names
from training.alignment import Labelled, align
from training.rendering import Renderer

__all__ = ["SEED", "fold_of", "labelled", "load_strings", "may_train", "pubmed_records", "rendered"]

Entry = Mapping[str, Any]
SEED = 20261121

# Without a licence (EXCITE), under GPL (ParsCit) and AGPL (CERMINE): scored on, never trained on.
_NEVER_SOURCES = ("excite", "parscit")
_NEVER_REPOSITORY = "CERMINE"
# The records whose collections carry no share-alike licence.
_FORMATS = ("xml", "medline-text")

_PLACES = (
    "New York", "London", "Berlin", "Paris", "Oxford", "Cambridge", "Amsterdam", "Heidelberg",
    "München", "Hamburg", "Wien", "Zürich", "Madrid", "Barcelona", "Lisboa", "Roma", "Milano",
    "Stockholm", "Copenhagen", "Toronto", "Sydney", "Tokyo", "Philadelphia", "Chicago",
    "Princeton", "Boston", "Wiesbaden", "Opladen", "Bielefeld", "Weinheim", "Köln", "Stuttgart",
    "Göttingen", "Bonn", "Tübingen", "Leipzig", "Mainz", "Münster", "Basel", "Bern", "Genève",
    "Bruxelles", "Porto", "Bogotá", "Singapore", "Dordrecht",
)  # fmt: skip
_MORE_PLACES = (
    "New York, NY", "Frankfurt am Main", "Frankfurt a.M.", "Frankfurt/M.", "São Paulo",
    "Rio de Janeiro", "Buenos Aires", "México, D.F.", "Porto Alegre", "Belo Horizonte",
    "Thousand Oaks, CA", "London, UK", "Cambridge, MA", "San Francisco, CA", "St. Louis (MO)",
    "Washington, DC", "Los Angeles", "Den Haag", "Berlin/New York", "Reinbek bei Hamburg",
    "Baden-Baden", "Berlin, Heidelberg", "Hillsdale, NJ", "Englewood Cliffs, N.J.",
    "Chichester, UK", "Geneva, Switzerland", "Upper Saddle River", "New Delhi", "Cambridge, U.K.",
    "London and New York", "Weinheim, Basel", "Weinheim und München", "Berlin/Heidelberg",
    "Boca Raton, FL", "Ottawa, ON", "Hong Kong", "Los Alamitos, CA", "Santiago de Chile",
)  # fmt: skip
_UNIVERSITIES = (
    "University of Michigan", "Stanford University", "MIT", "Universidade de São Paulo",
    "Universität Wien", "University of California, Berkeley", "ETH Zürich", "McGill University",
    "Universidad de Buenos Aires", "University College London", "Harvard University",
    "Uppsala University", "Department of Computer Science, University of Maryland",
    "Ludwig-Maximilians-Universität München",
)  # fmt: skip
_GROUPS = (
    "World Health Organization", "WHO", "Centers for Disease Control and Prevention", "UNICEF",
    "American Psychiatric Association", "R Core Team", "Statistisches Bundesamt", "OECD",
    "European Commission", "Ministério da Saúde", "Food and Agriculture Organization",
    "National Institute for Health and Care Excellence", "US Food and Drug Administration",
    "International Committee of Medical Journal Editors", "World Bank",
    "Bundesministerium für Gesundheit", "Brasil",
    "Instituto Brasileiro de Geografia e Estatística", "The Cochrane Collaboration", "FAO",
    "The ARISE Study Group", "SPRINT Research Group", "Cancer Research UK", "Diabetes UK",
    "GBD 2016 Causes of Death Collaborators", "NCD Risk Factor Collaboration (NCD-RisC)",
    "GBD 2015 Mortality and Causes of Death Collaborators", "RECOVERY Collaborative Group",
    "1000 Genomes Project Consortium", "The ENCODE Project Consortium", "ATLAS Collaboration",
    "Early Breast Cancer Trialists' Collaborative Group", "UK Prospective Diabetes Study Group",
    "Writing Group for the CODE-EHR international consensus group", "The GUSTO Investigators",
    "US Preventive Services Task Force", "Institute of Medicine", "National Research Council",
    "Public Health England", "International Human Genome Sequencing Consortium",
)  # fmt: skip


def load_strings(path: Path) -> list[Entry]:
    """The labelled strings of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def may_train(entry: Entry) -> bool:
    """Whether the licence of the source allows to train on it."""
    return not entry["source"].startswith(_NEVER_SOURCES) and _NEVER_REPOSITORY not in entry["repo"]


def fold_of(entry: Entry, folds: int) -> int:
    """The fold of the source document: strings of one document are never parted."""
    return int(hashlib.sha256(entry["doc"].encode()).hexdigest(), 16) % folds


def labelled(entries: Iterable[Entry]) -> Iterator[Labelled]:
    """The entries as labelled tokens; those that cannot be labelled throughout are left out."""
    for entry in map(_with_people, entries):
        found = align(entry) if entry is not None else None
        if found is not None and found.tokens:
            yield found


def _with_people(entry: Entry) -> Entry | None:
    """The entry with its author block split, where the source labels the block alone."""
    block = entry.get("authors_text")
    if "authors" in entry["labelled"] or not block:
        return entry
    names = split_names(block)
    if names is None:
        return None
    people = [
        {"family": name.family, "given": name.given}
        if isinstance(name, PersonName)
        else {"family": name.name, "literal": True}
        for name in names
    ]
    return {**entry, "people": people}


def pubmed_records(folder: Path) -> Iterator[dict[str, Any]]:
    """PubMed's records in the form the renderer takes."""
    with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record.get("source_format") in _FORMATS and record.get("title"):
                yield from _from_pubmed(record)


def _from_pubmed(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    people = [
        {"family": author.get("collective"), "literal": True}
        if author.get("collective")
        else {key: author.get(key) for key in ("family", "given", "initials", "suffix")}
        for author in record.get("authors") or ()
    ]
    base = {
        "people": people, "year": record["year"], "volume": record.get("volume"),
        "issue": record.get("issue"), "pages": record.get("pages"), "doi": record.get("doi"),
        "pmid": record["pmid"], "pmcid": record.get("pmc"),
    }  # fmt: skip
    date = re.match(r"\d{4} ([A-Z][a-z]{2})(?: (\d{1,2}))?", record.get("pubdate") or "")
    if date:
        base |= {"month": date[1], "day": date[2]}
    title = record["title"].rstrip(".")
    for journal in dict.fromkeys((record.get("journal_abbrev"), record.get("journal"))):
        if journal:
            yield {**base, "title": title, "journal": journal}
    if (other := record.get("vernacular_title")) and record.get("journal"):
        yield {**base, "title": other.rstrip("."), "journal": record["journal"]}


def _from_string(entry: Entry) -> dict[str, Any] | None:
    gold = entry["gold"]
    people = gold.get("authors") or (_with_people(entry) or {}).get("people")
    if not gold.get("title") or not people or not gold.get("year"):
        return None
    record = {
        "people": people,
        **{
            key: gold.get(key) for key in ("title", "year", "volume", "issue", "pages", "publisher")
        },
    }
    journal = gold.get("volume") or gold.get("type") == "journal"
    record["journal" if journal else "book"] = gold.get("container")
    return record


def rendered(
    entries: Sequence[Entry], pubmed: Sequence[Mapping[str, Any]], count: int
) -> Iterator[Labelled]:
    """`count` records of both kinds, each rendered in a style drawn by lot (fixed seed)."""
    rng = random.Random(SEED)  # noqa: S311 - it makes no secrets
    own = [record for record in map(_from_string, entries) if record]
    renderer = Renderer(rng, _pools(entries, own, pubmed))
    books = [record for record in own if not record.get("journal")]
    for number in range(count):
        source = (pubmed, own, books)[number % 3]
        record = dict(rng.choice(source))
        if number % 3 == 2 and rng.random() < 0.5:
            # too few books are labelled: a title of an article will do for one
            record["title"] = rng.choice(own)["title"]
        if rng.random() < (0.2 if number % 3 == 2 else 0.04) and len(record["title"]) < 90:
            # "Titel. Untertitel" and "Black Looks. Race and Representation"
            record["title"] += ". " + rng.choice(own)["title"]
        found = renderer.render(record)
        if found is not None:
            yield found


def _pools(
    entries: Sequence[Entry], own: Sequence[Mapping[str, Any]], pubmed: Sequence[Mapping[str, Any]]
) -> dict[str, Sequence[Any]]:
    golds = [entry["gold"] for entry in entries]
    containers = [
        gold["container"] for gold in golds if gold.get("container") and not gold.get("volume")
    ]
    people = [
        p
        for record in (*own, *pubmed)
        for p in record["people"]
        if p.get("family") and not p.get("literal")
    ]
    groups = {
        p["family"]
        for record in (*own, *pubmed)
        for p in record["people"]
        if p.get("literal") and p.get("family")
    }
    return {
        "publishers": [gold["publisher"] for gold in golds if gold.get("publisher")],
        "places": [*_PLACES, *_MORE_PLACES],
        "books": [name for name in containers if not re.search(r"(?i)proc|conf|symp", name)],
        "proceedings": [
            name for name in containers if re.search(r"(?i)proc|conf|symp|workshop", name)
        ],
        "people": people,
        "groups": [*sorted(groups), *_GROUPS * 10],
        "universities": _UNIVERSITIES,
    }

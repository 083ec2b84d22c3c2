"""A systematic reviewer merges what three databases gave, with documented commands alone.

390 records in all, more than one request can fetch, 70 of them in a file again, 16 with an error
and 5 of retracted works. What the
reviewer needs: every duplicate found and no other work lost, a merged list that keeps the
identifiers of all sources, tables with the keys of the sources, the errors and the retractions.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy.records import Name, Record
from benchmarks.accuracy.service.record_xml import record_xml
from tests import warm

ROOT = Path(__file__).resolve().parents[3]
FILES = ("pubmed.nbib", "embase.ris", "library.bib")
IN_EACH = (150, 140, 100)  # records: 390 in all
AGAIN = (0, 45, 25)  # of which so many are in a file before
ERRORS, RETRACTED = 16, 5
WORKS = sum(IN_EACH) - sum(AGAIN)

_TOPICS = (
    *(
        "sleep",
        "memory",
        "asthma",
        "stroke",
        "sepsis",
        "migraine",
        "anaemia",
        "obesity",
    ),
    *(
        "malaria",
        "psoriasis",
        "glaucoma",
        "epilepsy",
        "dementia",
        "cirrhosis",
        "eczema",
    ),
    *(
        "gout",
        "rickets",
        "scurvy",
        "tetanus",
        "rabies",
        "measles",
        "mumps",
        "cholera",
    ),
    *("typhoid",),
)
_GROUPS = (
    *(
        "adolescents",
        "nurses",
        "farmers",
        "teachers",
        "veterans",
        "athletes",
        "infants",
    ),
    *(
        "migrants",
        "soldiers",
        "students",
        "miners",
        "pilots",
        "carers",
        "prisoners",
        "dancers",
    ),
    *(
        "drivers",
        "bakers",
        "weavers",
        "sailors",
        "gardeners",
    ),
)
_METHODS = (
    *(
        "cohort",
        "crossover",
        "registry",
        "survey",
        "interview",
        "autopsy",
        "biopsy",
        "imaging",
    ),
    *(
        "questionnaire",
        "telephone",
        "pedigree",
        "simulation",
    ),
)
_FAMILIES = (
    *(
        "Abara",
        "Bennet",
        "Castell",
        "Dorfman",
        "Eklund",
        "Ferraro",
        "Galvan",
        "Hartwig",
    ),
    *(
        "Ibsen",
        "Jankov",
        "Kessler",
        "Lindholm",
        "Marchetti",
        "Novak",
        "Okafor",
        "Pellegrin",
    ),
    *(
        "Quist",
        "Rademaker",
        "Sorensen",
        "Tanaka",
        "Urbina",
        "Vasquez",
        "Wexler",
        "Yilmaz",
    ),
)
_JOURNALS = (
    ("The Lancet", "Lancet"),
    ("Sleep medicine", "Sleep Med"),
    ("Journal of affective disorders", "J Affect Disord"),
    ("Pharmacological research", "Pharmacol Res"),
    ("Current neuropharmacology", "Curr Neuropharmacol"),
)


def work(number: int) -> Record:
    """One of the works: no two share a title, a place or an identifier."""
    chance = random.Random(number)  # noqa: S311 - the same works on every machine
    topic, group = _TOPICS[number % 24], _GROUPS[(number // 24) % 20]
    method = _METHODS[(number // 480) % 12]
    journal, abbreviation = _JOURNALS[number % 5]
    names = chance.sample(_FAMILIES, 4)
    first = 1 + 7 * (number % 90)
    year = 1998 + number % 22
    return Record(
        pmid=str(31_000_000 + 17 * number),
        title=f"{topic.capitalize()} among {group}: a {method} study of {names[0]} criteria.",
        authors=tuple(Name(family=name, initials=f"{name[1].upper()}J") for name in names),
        journal=journal,
        abbreviation=abbreviation,
        year=year,
        pubdate=str(year),
        epub="",
        volume=str(10 + number % 45),
        issue=str(1 + number % 6),
        pages=f"{first}-{first + 6}",
        doi=f"10.1000/review.{number:04}",
        pmc="",
        vernacular="",
        languages=(),
        types=(),
        notices=(),
        issn="",
        nlm_id="",
        model="",
        status="",
        source="",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What is in the three files: the works of each, by number; `wrong` has an error."""

    listed: tuple[tuple[int, ...], ...]
    wrong: frozenset[int]
    retracted: frozenset[int]


def planned() -> Merge:
    """Works 0 to 149 in the first file, and so on; each file repeats some of those before it."""
    listed: list[tuple[int, ...]] = []
    known = 0
    for size, again in zip(IN_EACH, AGAIN, strict=True):
        new = range(known, known + size - again)
        old = range(0, known, max(1, known // again))[:again] if again else ()
        mixed = [*old, *new]
        random.Random(size).shuffle(mixed)  # noqa: S311
        listed.append(tuple(mixed))
        known = new.stop
    once = [n for n in range(known) if sum(n in each for each in listed) == 1]
    wrong = frozenset(once[:: len(once) // ERRORS][:ERRORS])
    rest = [n for n in once if n not in wrong]
    return Merge(listed=tuple(listed), wrong=wrong, retracted=frozenset(rest[::40][:RETRACTED]))


PLAN = planned()


def as_cited(number: int) -> Record:
    """The work as its files have it: of the wrong ones the year, volume or pages is another's."""
    right = work(number)
    if number not in PLAN.wrong:
        return right
    match number % 3:
        case 0:
            return replace(right, pubdate=str(right.year + 4), year=right.year + 4)
        case 1:
            return replace(right, volume=str(int(right.volume) + 60))
        case _:
            return replace(right, pages="901-7")


def nbib(number: int) -> str:
    cited = as_cited(number)
    names = "".join(f"AU  - {name.family} {name.initials}\n" for name in cited.authors)
    return (
        f"PMID- {cited.pmid}\nOWN - NLM\nTI  - {cited.title}\n{names}"
        f"TA  - {cited.abbreviation}\nJT  - {cited.journal}\nDP  - {cited.pubdate}\n"
        f"VI  - {cited.volume}\nIP  - {cited.issue}\nPG  - {cited.pages}\n"
        f"LID - {cited.doi} [doi]\nPT  - Journal Article\n\n"
    )


def ris(number: int) -> str:
    """As Embase exports it: title without its full stop, no PMID, a number of its own."""
    cited = as_cited(number)
    start, end = cited.pages.split("-")
    names = "".join(f"AU  - {name.family}, {name.initials}\n" for name in cited.authors)
    doi = f"DO  - {cited.doi}\n" if number % 4 else ""  # not every record has one
    return (
        f"TY  - JOUR\nID  - embase-L{number}\n{names}TI  - {cited.title.rstrip('.')}\n"
        f"JO  - {cited.journal}\nPY  - {cited.pubdate}\nVL  - {cited.volume}\n"
        f"IS  - {cited.issue}\nSP  - {start}\nEP  - {end}\n{doi}ER  - \n\n"
    )


def bib(number: int) -> str:
    cited = as_cited(number)
    names = " and ".join(f"{name.family}, {name.initials}" for name in cited.authors)
    return (
        f"@article{{lib:{number},\n  author = {{{names}}},\n"
        f"  title = {{{cited.title.rstrip('.')}}},\n"
        f"  journal = {{{cited.abbreviation}}},\n  year = {cited.pubdate},\n"
        f"  volume = {cited.volume},\n  number = {cited.issue},\n"
        f"  pages = {{{cited.pages.replace('-', '--')}}},\n  doi = {{{cited.doi}}},\n}}\n\n"
    )


def refcheck(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REFCHECK_", "NCBI_")) and not name.lower().endswith("_proxy")
    }
    return subprocess.run(  # noqa: S603
        [*warm.command(), *words],
        cwd=folder,
        env=environment | {"XDG_CACHE_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The three files, and everything looked up once: later commands work from the cache."""
    made = tmp_path_factory.mktemp("review")
    for name, write, numbers in zip(FILES, (nbib, ris, bib), PLAN.listed, strict=True):
        (made / name).write_text("".join(map(write, numbers)), encoding="utf-8")
    records = made / "records"
    records.mkdir()
    notice = (("RetractionIn", "Lancet. 2021 Jan;1(1):1", "39999999"),)
    held = (replace(work(n), notices=notice if n in PLAN.retracted else ()) for n in range(WORKS))
    body = "".join(map(record_xml, held))
    (records / "set.xml").write_text(f"<PubmedArticleSet>{body}</PubmedArticleSet>", "utf-8")
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.standin", "--records", str(records)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert server.stdout
        address = server.stdout.readline().strip()
        online = ("--eutils-url", address, "--rate", "1000")
        done = refcheck(made, "check", *FILES, *online, "-o", "report.json")
        assert (done.returncode, done.stderr) == (1, "")
        yield made
    finally:
        server.kill()
        server.communicate()


@pytest.fixture(scope="module")
def report(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def numbers_of(report: dict[str, Any], rule: str, *, severity: str = "error") -> set[int]:
    """The works whose references have a finding of a rule."""
    return {
        PLAN.listed[place][reference["number"] - 1]
        for place, document in enumerate(report["documents"])
        for reference in document["references"]
        for finding in reference["findings"]
        if rule in finding["rule"] and finding["severity"] == severity
    }


def test_every_record_is_read_and_looked_up(report: dict[str, Any]) -> None:
    summary = report["summary"]
    assert summary["references"] == sum(IN_EACH) == 390
    assert summary["verified"] == 390 - ERRORS
    assert (summary["duplicates"], summary["retracted"]) == (sum(AGAIN), RETRACTED)


def test_the_duplicates_are_found_and_no_other(report: dict[str, Any]) -> None:
    found = set()
    for place, document in enumerate(report["documents"]):
        for finding in document["findings"]:
            assert finding["rule"] == "list-duplicate"
            number = PLAN.listed[place][finding["references"][-1] - 1]
            named = re.search(r"same work as reference (\d+) in (\S+)\.", finding["message"])
            assert named, finding["message"]
            earlier = FILES.index(named[2])
            assert PLAN.listed[earlier][int(named[1]) - 1] == number  # and of the right one
            found.add((place, number))
    planted = {
        (place, number)
        for place, numbers in enumerate(PLAN.listed)
        for number in numbers
        if any(number in earlier for earlier in PLAN.listed[:place])
    }
    assert found == planted
    assert len(planted) == 70


def test_the_errors_are_found_and_no_other(report: dict[str, Any]) -> None:
    assert len(PLAN.wrong) == ERRORS
    assert numbers_of(report, "-mismatch") == PLAN.wrong
    assert numbers_of(report, "") == PLAN.wrong | PLAN.retracted


def test_the_retracted_works_are_found_and_stand_first(
    folder: Path, report: dict[str, Any]
) -> None:
    assert numbers_of(report, "retracted") == PLAN.retracted
    text = refcheck(folder, "check", FILES[0], "--offline").stdout
    mine = len(PLAN.retracted & set(PLAN.listed[0]))
    assert mine > 0
    assert text.index("\n  Retracted\n") < text.index("\n  To review\n")
    assert text.count("[retracted]") == mine


def test_the_merged_list_has_each_work_once_with_the_identifiers_of_all_sources(
    folder: Path,
) -> None:
    options = ("--offline", "--unique", "--exit-zero")
    done = refcheck(folder, "check", *FILES, *options, "-o", "merged.ris")
    assert (done.returncode, done.stderr) == (0, "")
    again = refcheck(folder, "extract", "merged.ris", "-f", "json").stdout
    (document,) = json.loads(again)["documents"]
    pmids = [each["csl"]["PMID"] for each in document["references"]]
    assert sorted(pmids) == sorted(work(number).pmid for number in range(WORKS))
    assert all(each["csl"]["DOI"] for each in document["references"])
    merged = (folder / "merged.ris").read_text(encoding="utf-8")
    for number in PLAN.listed[1]:
        assert re.search(rf"embase-L{number}\b", merged), number
    for number in PLAN.listed[2]:
        assert re.search(rf"lib:{number}\b", merged), number


@pytest.mark.parametrize("suffix", ["ris", "bib"])
def test_the_merge_needs_no_lookup(folder: Path, suffix: str) -> None:
    done = refcheck(folder, "extract", *FILES, "--unique", "-o", f"plain.{suffix}")
    assert (done.returncode, done.stderr) == (0, "")
    merged = (folder / f"plain.{suffix}").read_text(encoding="utf-8")
    assert len(re.findall(r"^TY  - |^@", merged, re.M)) == WORKS
    for number in range(WORKS):
        assert merged.count(f"10.1000/review.{number:04}") == _has_doi(number), number
    for number in PLAN.listed[1]:
        assert re.search(rf"embase-L{number}\b", merged), number
    for number in PLAN.listed[2]:
        assert re.search(rf"lib:{number}\b", merged), number


def _has_doi(number: int) -> bool:
    """Returns whether one of the files has the DOI of a work."""
    return number % 4 != 0 or number in PLAN.listed[0] or number in PLAN.listed[2]


def test_the_tables_have_the_keys_of_the_sources(folder: Path) -> None:
    from openpyxl import load_workbook

    options = ("--offline", "--exit-zero")
    assert refcheck(folder, "check", *FILES, *options, "-o", "all.csv").returncode == 0
    with (folder / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {(row["file"], row["number"]): row for row in rows if row["key"]}
    assert len(named) == 390
    assert {row["source_id"] for row in named.values() if row["file"] == FILES[1]} == {
        f"embase-L{number}" for number in PLAN.listed[1]
    }
    assert {row["key"] for row in named.values() if row["file"] == FILES[2]} == {
        f"lib:{number}" for number in PLAN.listed[2]
    }
    assert sum(row["severity"] == "error" for row in rows) == ERRORS + RETRACTED
    assert refcheck(folder, "extract", *FILES, "-o", "all.xlsx").returncode == 0
    book = load_workbook(folder / "all.xlsx", read_only=True)
    assert sum(1 for _ in book["References"].rows) == 1 + 390
    keys = {row[3].value for row in book["References"].rows} - {"key"}
    assert keys >= {f"lib:{number}" for number in PLAN.listed[2]}

"""From files as NLM publishes them to a checked article, as a user does it; and what goes wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests import warm
from tests.nlm_files import RECORDS, article, book, deletion, write_file

RETRACTED = next(
    record
    for record in RECORDS
    if any(kind == "RetractionIn" for kind, _, _ in record.notices) and record.volume
)
PLAIN = [record for record in RECORDS if not record.notices and record.volume and record.pages]


def _run(folder: Path, *arguments: str, status: int = 0, **more: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own program
        [*warm.command(), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, **more},
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def _printed(record: Any, year: int | None = None) -> str:
    names = ", ".join(
        f"{name.family} {name.initials}" for name in record.authors[:6] if name.family
    )
    place = f"{record.volume}:{record.pages}"
    return f"{names}. {record.title} {record.abbreviation}. {year or record.year};{place}."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index, the files that it was built of, and an article."""
    folder = tmp_path_factory.mktemp("home")
    half = len(RECORDS) // 2
    write_file(folder / "baseline" / "pubmed26n0001.xml.gz", map(article, RECORDS[:half]))
    rest = [*map(article, RECORDS[half:]), book(21413306, "Writing for Readers", "Patrias")]
    write_file(folder / "baseline" / "pubmed26n0002.xml.gz", rest)
    printed = [
        _printed(PLAIN[3]),
        _printed(PLAIN[5], year=PLAIN[5].year - 3),
        _printed(RETRACTED),
        "Halvorsenius TK. Barcoded zeppelins and the minutes they give back to lighthouse keepers."
        " J Nothing. 2015;25:9471-9479.",
    ]
    lines = "\n".join(f"{number}. {text}" for number, text in enumerate(printed, start=1))
    (folder / "article.txt").write_text(f"Text.[1-4]\n\nReferences\n\n{lines}\n", encoding="utf-8")
    said = _run(folder, "index", "build", "index", "baseline", "--jobs", "2")
    assert f"records    {len(RECORDS) + 1:,}" in said
    return folder


def _checked(
    home: Path, *options: str, article: str = "article.txt", **more: str
) -> list[dict[str, Any]]:
    _run(home, "check", article, "-o", "report.json", "--exit-zero", *options, **more)
    report = json.loads((home / "report.json").read_text(encoding="utf-8"))
    references: list[dict[str, Any]] = report["documents"][0]["references"]
    return references


def test_an_article_is_checked_with_nothing_sent(home: Path) -> None:
    right, year, retracted, invented = _checked(
        home, "--index", "index", "--eutils-url", "http://127.0.0.1:9/"
    )
    assert right["verdict"] == "verified"
    assert right["lookup"]["pmid"] == PLAIN[3].pmid
    assert right["lookup"]["source"] == "pubmed"
    assert right["lookup"]["retrieved"] == "2026-05-01"
    assert "year-mismatch" in [finding["rule"] for finding in year["findings"]]
    assert "retracted" in [finding["rule"] for finding in retracted["findings"]]
    assert invented["verdict"] == "unchecked"
    assert invented["lookup"]["status"] == "out_of_scope"


def test_the_environment_and_a_settings_file_can_name_it(home: Path, tmp_path: Path) -> None:
    assert _checked(home, REFCHECK_INDEX="index")[0]["verdict"] == "verified"
    (home / "refcheck.toml").write_text('index = "index"\n', encoding="utf-8")
    try:
        assert _checked(home)[0]["verdict"] == "verified"
        (home / "refcheck.toml").write_text(f'index = "{tmp_path.as_posix()}"\n', encoding="utf-8")
        assert "leads out of the folder" in _run(home, "check", "article.txt", status=2)
    finally:
        (home / "refcheck.toml").unlink()


@pytest.mark.parametrize("article", ["article.txt", "nothing-known.txt"])
def test_the_day_of_the_index_is_in_the_report(home: Path, article: str) -> None:
    unknown = "1. Halvorsenius TK. Barcoded zeppelins of the sea. J Nothing. 2015;25:9471-9."
    (home / "nothing-known.txt").write_text(f"Text.[1]\n\nReferences\n\n{unknown}\n")
    for path in ("report.txt", "report.html"):
        _run(home, "check", article, "--index", "index", "-o", path, "--exit-zero")
        report = (home / path).read_text(encoding="utf-8")
        assert "index of PubMed" in report
        assert "2026-05-01" in report
    for checked in _checked(home, "--index", "index", article=article):
        assert checked["lookup"]["retrieved"] == "2026-05-01"


def test_messages_name_pubmed_as_they_do_online(home: Path) -> None:
    _run(home, "check", "article.txt", "--index", "index", "-o", "report.txt", "--exit-zero")
    report = (home / "report.txt").read_text(encoding="utf-8")
    assert "According to PubMed the work was published" in " ".join(report.split())
    assert re.search(rf"cited +{PLAIN[5].year - 3} +PubMed +{PLAIN[5].year}\n", report)


def test_books_and_new_works_are_never_said_to_be_missing(home: Path) -> None:
    """The index is of 2026-05-01: what may be of November 2025 or later may be missing in it."""
    made_up = "Halvorsenius TK. Barcoded zeppelins and the minutes they give back to lighthouses."
    journal, year = PLAIN[3].abbreviation, PLAIN[3].year
    printed = [
        f"{made_up} {journal}. {year};25:9471-9479.",
        f"{made_up} {journal}. 2024;25:9471-9479.",
        f"{made_up} {journal}. 2025;25:9471-9479.",
        f"{made_up} {journal}. 2025 Nov;25:9471-9479.",
        f"{made_up} {journal}. 2026;25:9471-9479.",
        f"{made_up} {journal}. 2031;25:9471-9479.",
        "Halvorsenius TK. Zeppelins: a handbook. 2nd ed. London: Oxford University Press; 2010.",
    ]
    lines = "\n".join(f"{number}. {text}" for number, text in enumerate(printed, start=1))
    (home / "scope.txt").write_text(f"Text.[1-7]\n\nReferences\n\n{lines}\n", encoding="utf-8")
    known, old, *new, book_ = _checked(home, "--index", "index", article="scope.txt")
    assert known["lookup"]["status"] == "not_found"
    assert old["lookup"]["status"] != "matched"
    for reference in new:
        assert reference["lookup"]["status"] == "out_of_scope"
        assert reference["verdict"] == "unchecked"
        assert "the index has PubMed as it was on 2026-05-01" in reference["lookup"]["reason"]
    assert book_["lookup"]["status"] == "out_of_scope"
    assert "a book" in book_["lookup"]["reason"]
    missing = {"not-found", "suspect"}
    for reference in (*new, book_):
        assert not missing & {finding["rule"] for finding in reference["findings"]}


def test_notices_come_with_the_next_update(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    kinds = {
        "RetractionIn": ("retracted", "error"),
        "ExpressionOfConcernIn": ("expression-of-concern", "warning"),
        "ErratumIn": ("corrected", "info"),
        "CorrectedandRepublishedIn": ("corrected", "info"),
    }
    works = PLAIN[3 : 3 + len(kinds)]
    lines = "\n".join(f"{number}. {_printed(work)}" for number, work in enumerate(works, start=1))
    (copy / "article.txt").write_text(f"Text.[1-4]\n\nReferences\n\n{lines}\n", encoding="utf-8")
    rules = {rule for rule, _ in kinds.values()}
    for reference in _checked(copy, "--index", "index"):
        assert not rules & {finding["rule"] for finding in reference["findings"]}
    noticed = [
        article(
            replace(work, notices=((kind, "J Notices. 2026;1:99", "41578200"),)),
            revised="2026-06-30",
        )
        for work, kind in zip(works, kinds, strict=True)
    ]
    write_file(copy / "updates" / "pubmed26n0003.xml.gz", noticed)
    _run(copy, "index", "update", "index", "updates")
    for reference, (rule, severity) in zip(
        _checked(copy, "--index", "index"), kinds.values(), strict=True
    ):
        (found,) = (one for one in reference["findings"] if one["rule"] in rules)
        assert (found["rule"], found["severity"]) == (rule, severity)
        assert "J Notices. 2026;1:99" in found["message"]
        assert found["url"] == "https://pubmed.ncbi.nlm.nih.gov/41578200/"
    said = _run(home, "lookup", "--index", "index", _printed(PLAIN[3]))
    assert PLAIN[3].pmid in said


def test_no_network_library_is_loaded(home: Path) -> None:
    code = (
        "import sys; from refcheck.cli.app import run;"
        " run(['check', 'article.txt', '--index', 'index', '--exit-zero', '-o', 'silent.json']);"
        " print(sorted({'httpx', 'httpcore', 'anyio', 'h11'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_updates_change_what_is_said(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    changed = article(
        PLAIN[3], title="Another title altogether of the same article.", revised="2026-06-30"
    )
    write_file(copy / "updates" / "pubmed26n0003.xml.gz", [changed, deletion(PLAIN[5].pmid)])
    said = _run(copy, "index", "update", "index", "updates")
    assert "PubMed of  2026-06-30" in said
    assert f"records    {len(RECORDS):,}" in said
    right, year, *_ = _checked(copy, "--index", "index")
    assert right["verdict"] == "mismatched"
    assert year["lookup"]["pmid"] is None
    again = _run(copy, "index", "update", "index", "updates")
    assert "(1 of" not in again
    assert "all as they were written" in _run(copy, "index", "verify", "index")
    assert "the last pubmed26n0003.xml.gz" in _run(copy, "index", "info", "index")


@pytest.mark.parametrize("name", ["keys.u64", "records.bin", "compared.bin", "journals.jsonl"])
def test_damage_is_found(home: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "index"
    shutil.copytree(home / "index", folder)
    (path,) = folder.rglob(name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    said = _run(tmp_path, "index", "verify", "index", status=1)
    assert f"{name}: is damaged" in said
    path.write_bytes(content[:-1])
    assert f"has {len(content) - 1:,} bytes instead of" in _run(
        tmp_path, "index", "verify", "index", status=1
    )
    said = _run(home, "check", "article.txt", "--index", str(folder), status=2)
    assert said.count("\n") == 1
    path.unlink()
    assert "there is no such file" in _run(tmp_path, "index", "verify", "index", status=1)


def test_bad_input_gets_one_line(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xml.gz").write_bytes(b"not one of them")
    for arguments in (
        ("index", "build", "index", "nowhere"),
        ("index", "build", "index", "a.xml.gz"),
        ("index", "build", "", "a.xml.gz"),
        ("index", "build", "index", "a.xml.gz", "--jobs", "0"),
        ("index", "update", "empty", "a.xml.gz"),
        ("index", "info", "nowhere"),
        ("index", "verify", "nowhere"),
        ("check", "a.xml.gz", "--index", "nowhere"),
    ):
        said = _run(tmp_path, *arguments, status=2)
        assert said.count("\n") == 1, (arguments, said)
        assert said.startswith("refcheck: ")


@pytest.mark.parametrize(
    ("missing", "arguments"),
    [
        ("numpy", ["index", "info", "index"]),
        ("zstandard", ["check", "-", "--index", "index"]),
    ],
)
def test_without_the_extra_its_command_is_named(
    tmp_path: Path, missing: str, arguments: list[str]
) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None; from refcheck.cli.app import run;"
        f" sys.exit(run({arguments!r}))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert "pip install 'refcheck-biblio[index]'" in done.stderr
    assert done.stderr.count("\n") == 1

"""An editor sends a Word manuscript back with queries and corrections, with documented commands.

40 references, 12 of them with a planted problem. What the editor needs: each problem at its entry
in a copy of the manuscript, for the authors; a letter in the journal's voice; corrections that the
authors accept one by one; and a check that finds nothing more of what was corrected.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from tests.standin.articles import Article, article_set, library
from tests.standin.transport import StandInTransport

from refcheck.cli.app import run
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed import provider

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOPICS = ("Sleep", "Memory", "Asthma", "Stroke", "Sepsis", "Migraine", "Anaemia", "Obesity")
_GROUPS = ("nurses", "farmers", "teachers", "veterans", "athletes")
_NAMES = (
    *("Abel", "Bauer", "Carver", "Dalton", "Ekberg", "Fontana", "Garner", "Hollis", "Iversen"),
    *("Jansen", "Keller", "Lindgren", "Moreau"),
)
_JOURNALS = (
    ("Journal of affective disorders", "J Affect Disord"),
    ("Pharmacological research", "Pharmacol Res"),
    ("Current neuropharmacology", "Curr Neuropharmacol"),
)


def _article(number: int) -> Article:
    """The facts of a work that nobody wrote, with a title and a place of its own."""
    family = [_NAMES[(number * step + step) % len(_NAMES)] for step in (1, 3, 5)]
    letters = "ABCDEFGHJKLMNPRSTVW"
    authors = tuple(
        (f"{name}{'aeiou'[(number + place) % 5]}", letters[(number + place) % 19], letters[
            (number + place) % 19])
        for place, name in enumerate(family)
    )  # fmt: skip
    topic, group = _TOPICS[number % 8], _GROUPS[number // 8]
    journal, abbreviation = _JOURNALS[number % 3]
    return Article(
        pmid=str(31_000_000 + 977 * number),
        doi=f"10.1000/query.{2000 + number}",
        title=f"{topic} among {group} of the northern region: a cohort study of {number + 31}"
        " wards",
        authors=authors,
        journal=journal,
        medline_ta=abbreviation,
        year=str(2004 + number % 15),
        volume=str(20 + number),
        issue=str(1 + number % 6),
        pages=f"{211 + 13 * number}-{219 + 13 * number}",
    )


WORKS = [_article(number) for number in range(40)]


def _entry(work: Article) -> str:
    names = ", ".join(f"{one[0]} {one[2]}" for one in work.authors)
    place = f"{work.year};{work.volume}({work.issue}):{work.pages}"
    return f"{names}. {work.title}. {work.medline_ta}. {place}. doi:{work.doi}"


def _planted() -> dict[int, tuple[str, str, str]]:
    """The problems by the number of the reference: the rule, what is right, what is there."""
    first = {number: WORKS[number - 1] for number in range(1, 41)}
    return {
        2: ("year-mismatch", f". {first[2].year};", f". {int(first[2].year) - 3};"),
        5: ("volume-mismatch", f";{first[5].volume}(", ";97("),
        9: ("issue-mismatch", f"({first[9].issue}):", "(9):"),
        12: ("pages-mismatch", f":{first[12].pages}.", ":911-919."),
        15: ("author-misspelt", first[15].authors[1][0], first[15].authors[1][0][:-2] + "xo"),
        18: ("author-missing", f", {first[18].authors[1][0]} {first[18].authors[1][2]}", ""),
        21: ("title-wording", "northern region", "southern region"),
        24: ("journal-mismatch", first[24].medline_ta, "Lancet"),
        27: ("doi-mismatch", first[27].doi, "10.1000/query.9999"),
        30: ("author-initials", f"{first[30].authors[0][0]} {first[30].authors[0][2]}",
             f"{first[30].authors[0][0]} Z"),
        33: ("pages-last", first[33].pages.split("-")[1], str(int(first[33].pages[-3:]) + 40)),
        36: ("not-found", _entry(first[36]), "Nobody A, Noone B. Of works that are in no list at"
             " all and why they are not. Pharmacol Res. 2011;63(2):901-909."),
    }  # fmt: skip


def _manuscript() -> bytes:
    document = docx.Document()
    document.add_heading("Wards of the northern region", 1)
    for start in range(1, 40, 4):
        document.add_paragraph(f"What was seen is known [{start}-{start + 3}].")
    document.add_heading("References", 1)
    for number, work in enumerate(WORKS, 1):
        entry = _entry(work)
        if number in _planted():
            _, right, wrong = _planted()[number]
            assert right in entry
            entry = entry.replace(right, wrong, 1)
        paragraph = document.add_paragraph(f"{number}. ")
        name, _, rest = entry.partition(work.medline_ta)
        paragraph.add_run(name)
        if rest:
            paragraph.add_run(work.medline_ta).italic = True
            paragraph.add_run(rest)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The manuscript in the working directory, and a service that has the works."""
    held = library()
    held.add(article_set(*WORKS))
    opened = provider.PubMed.__init__

    def with_standin(self: Any, config: LookupConfig, *rest: Any) -> None:
        opened(self, replace(config, transport=StandInTransport(held), rate=1000), *rest)

    monkeypatch.setattr(provider.PubMed, "__init__", with_standin)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFCHECK_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "manuscript.docx"
    path.write_bytes(_manuscript())
    return path


def _found(capsys: pytest.CaptureFixture[str], path: str) -> dict[int, list[str]]:
    """The rules of the warnings and errors of each reference."""
    run(["check", path, "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    (document,) = report["documents"]
    assert len(document["references"]) == 40
    return {
        one["number"]: rules
        for one in document["references"]
        if (rules := [each["rule"] for each in one["findings"] if each["severity"] != "info"])
    }


def _anchors(path: Path) -> dict[str, str]:
    """The paragraph that each comment is in, and the text of the comment."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    texts = {str(one.comment_id): one.text for one in docx.Document(str(path)).comments}
    found = {}
    for paragraph in root.iter(f"{W}p"):
        words = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        for mark in paragraph.iter(f"{W}commentReference"):
            found[words] = texts[mark.get(f"{W}id") or ""]
    return found


def _accept(path: Path) -> None:
    """Accept all changes, as Word does."""
    with zipfile.ZipFile(path) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    root = etree.fromstring(parts["word/document.xml"])
    _each(root, "del", lambda one: one.getparent().remove(one))  # type: ignore[union-attr]
    _each(root, "ins", _unwrap)
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _each(root: etree._Element, name: str, what: Callable[[etree._Element], object]) -> None:
    for one in list(root.iter(f"{W}{name}")):
        what(one)


def _unwrap(one: etree._Element) -> None:
    parent = one.getparent()
    assert parent is not None
    for each in list(one):
        parent.insert(parent.index(one), each)
    parent.remove(one)


def test_each_problem_is_found_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    found = _found(capsys, "manuscript.docx")
    assert set(found) == set(_planted())
    for number, (rule, _, _) in _planted().items():
        expected = {"not-found", "suspect"} if rule == "not-found" else {rule}
        if rule == "doi-mismatch":
            expected |= {"identifier-elsewhere"}
        assert set(found[number]) & expected, (number, found[number])


def test_the_authors_get_a_copy_with_a_comment_at_each_entry(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = manuscript.read_bytes()
    assert run(["check", "manuscript.docx", "-o", "queries.docx"]) == 1
    assert manuscript.read_bytes() == before
    found = _anchors(Path("queries.docx"))
    numbers = {int(words.split(".")[0]) for words in found}
    assert numbers == set(_planted())
    assert not re.search("wrong|fake|invented|suspect|made up", " ".join(found.values()))
    assert any("PubMed gives the volume as" in text for text in found.values())
    shown = [one.text for one in docx.Document("queries.docx").paragraphs]
    assert shown == [one.text for one in docx.Document("manuscript.docx").paragraphs]
    assert capsys.readouterr().err == ""


def test_the_report_to_send_and_the_letter_in_the_voice_of_the_journal() -> None:
    assert run(["check", "manuscript.docx", "-o", "report.html"]) == 1
    assert "</html>" in Path("report.html").read_text(encoding="utf-8")
    Path("letter.md").write_text(
        "# The Northern Journal\n\n{% for one in references %}\n{{ one.name }}. {{ one.text }}\n\n"
        "{% for query in one.queries %}\n- {{ query.text }}\n{% endfor %}\n\n{% endfor %}\n",
        encoding="utf-8",
    )
    command = ["check", "manuscript.docx", "--letter-template", "letter.md", "-o", "letter.docx"]
    assert run(command) == 1
    shown = [one.text for one in docx.Document("letter.docx").paragraphs]
    assert shown[0] == "The Northern Journal"
    assert sum(bool(re.match(r"\d+\. ", one)) for one in shown) == 12


def test_corrections_are_tracked_and_after_them_nothing_of_it_is_found(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = manuscript.read_bytes()
    assert run(["fix", "manuscript.docx", "--write"]) in (0, 1)
    capsys.readouterr()
    assert Path("manuscript.docx.bak").read_bytes() == before
    with zipfile.ZipFile(manuscript) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    changed = {one.get(f"{W}author") for name in ("ins", "del") for one in root.iter(f"{W}{name}")}
    assert changed == {"refcheck"}
    written = manuscript.read_bytes()
    assert run(["fix", "manuscript.docx", "--write"]) in (0, 1)
    assert manuscript.read_bytes() == written
    capsys.readouterr()
    left = _found(capsys, "manuscript.docx")  # as it is read with the changes in it
    _accept(manuscript)
    assert _found(capsys, "manuscript.docx") == left
    assert set(left) == {36}
    shown = [one.text for one in docx.Document("manuscript.docx").paragraphs][-40:]
    for number, (rule, right, _) in _planted().items():
        if number not in left:
            assert right in shown[number - 1], (rule, shown[number - 1])

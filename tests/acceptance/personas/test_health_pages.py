"""An editor of a health site checks five pages in one run, with documented commands alone.

The pages are those that such sites have: with a list of sources, without a list but with sources
named in passing, with links to the sources only, in another language, and with a list that has got
into disorder. The editor needs something useful for each, and one report to send.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.standin.articles import AHEAD, INITIATION, KETAMINE, RESISTANT, article_set, library
from tests.standin.transport import StandInTransport

from refcheck.cli.app import run
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed import provider


def page(title: str, body: str, language: str = "en") -> str:
    """A page as a content system makes it: menus, a cookie notice and a footer around the text."""
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} | Our Clinic</title>
<script>var tracked = "1. Smith J. Not a source. Lancet. 2001;1:1.";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/topics">Topics</a></li></ul></nav>
<div class="cookies"><p>We use cookies. <a href="/privacy">Read more</a></p></div>
<main><article><h1>{title}</h1>
<p class="meta">Last reviewed 12 March 2024 by the editorial team</p>
{body}</article></main>
<footer><p>&copy; 2024 Our Clinic. This page does not replace medical advice.</p></footer>
</body></html>"""


SERAFINI = (
    "Serafini G, Howland RH. The role of ketamine in treatment-resistant depression: a systematic"
    " review. Curr Neuropharmacol. 2014;12(5):444-61."
)
MILLER = (
    "Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explaining the initiation of ketamine's"
    " antidepressant actions: Direct inhibition and disinhibition. Neuropharmacology."
    " 2016;100:17-26."
)
NAUGHTON = (
    "Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. A review of ketamine in affective"
    " disorders: current evidence of clinical efficacy, limitations of use and pre-clinical"
    " evidence on proposed mechanisms of action. J Affect Disord. 2014;156:24-35."
)
PAGES = {
    "list.html": page(
        "Ketamine for depression",
        "<p>Ketamine acts within hours.<sup>1</sup> Who it helps is not clear.<sup>2,3</sup></p>"
        f"<h2>Sources</h2><ol><li>{SERAFINI.replace('2014;12', '2011;12')}</li><li>{MILLER}</li>"
        f"<li>{NAUGHTON.replace('156:24', '156:84')}</li></ol>",
    ),
    "passing.html": page(
        "How does ketamine work?",
        "<p>A systematic review by Serafini and Howland (PMID: 25426012) looked at the studies that"
        " there were. A later paper (doi:10.1016/j.neuropharm.2015.07.028) weighs two hypotheses."
        " One number leads nowhere: PMID 39999991.</p>",
    ),
    "links.html": page(
        "Side effects of ketamine",
        '<p>A <a href="https://pubmed.ncbi.nlm.nih.gov/24388038/">review of affective disorders</a>'
        ' and <a href="https://doi.org/10.2174/1570159x12666140619204251">another one</a> describe'
        ' them; a <a href="https://pubmed.ncbi.nlm.nih.gov/32862655/">new medicine</a> has others.'
        "</p>",
    ),
    "deutsch.html": page(
        "Ketamin bei Depression",
        "<p>Ketamin wirkt schon nach Stunden [1]. Wem es hilft, wird noch untersucht [2].</p>"
        f"<h2>Literatur</h2><p>[1] {SERAFINI}</p><p>[2] {MILLER.replace('Moran JT', 'Morran JT')}"
        "</p>",
        "de",
    ),
    "broken.html": page(
        "Questions about ketamine",
        "<p>Does it help [1]? How soon [2]? For how long [4]?</p>"
        f"<h2>References</h2><p>1. {SERAFINI}</p><p>2. {MILLER}</p><p>4. {NAUGHTON}</p>"
        f"<p>5. {SERAFINI}</p><p>6. Ibid.</p>",
    ),
}


@pytest.fixture(autouse=True)
def _site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages in a folder, and a service that has the works they name."""
    (tmp_path / "pages").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    works = library()
    works.add(article_set(KETAMINE, RESISTANT, INITIATION, AHEAD))
    real = provider.PubMed

    def open_stand_in(config: LookupConfig, warn: Callable[[str], None]) -> provider.PubMed:
        transport = StandInTransport(works)
        changed = replace(config, transport=transport, base_url="http://standin.test/", rate=10_000)
        return real(changed, warn)

    monkeypatch.setattr(provider, "PubMed", open_stand_in)
    monkeypatch.setenv("REFCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def checked(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The report on each page, by its name."""
    assert run(["check", "pages/", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    documents = json.loads(out)["documents"]
    return {document["path"].removeprefix("pages/"): document for document in documents}


def alarms(document: Any) -> list[tuple[int, str, str | None]]:
    """What is found in the references, notes left out: number, rule, the right value."""
    return [
        (reference["number"], finding["rule"], next(iter(finding["expected"]), None))
        for reference in document["references"]
        for finding in reference["findings"]
        if finding["severity"] != "info"
    ]


def test_a_page_with_a_list_gets_its_wrong_values_and_no_others(checked: dict[str, Any]) -> None:
    document = checked["list.html"]
    assert [one["verdict"] for one in document["references"]] == [
        *("mismatched", "verified", "mismatched")
    ]
    assert alarms(document) == [(1, "year-mismatch", "2014"), (3, "pages-mismatch", "24-35")]
    assert document["findings"] == []
    assert [one["references"] for one in document["citations"]] == [[1], [2, 3]]


def test_a_page_without_a_list_is_told_of_its_sources_and_of_one_that_leads_nowhere(
    checked: dict[str, Any],
) -> None:
    document = checked["passing.html"]
    named = [one["value"] for mention in document["mentions"] for one in mention["ids"]]
    assert named == ["25426012", "10.1016/j.neuropharm.2015.07.028", "39999991"]
    (missing,) = [one for one in document["findings"] if one["severity"] != "info"]
    assert (missing["rule"], missing["cited"]) == ("mention-unknown", "39999991")


def test_links_with_identifiers_are_sources(checked: dict[str, Any]) -> None:
    document = checked["links.html"]
    named = {one["value"] for mention in document["mentions"] for one in mention["ids"]}
    assert named == {"24388038", "10.2174/1570159x12666140619204251", "32862655"}
    assert [one for one in document["findings"] if one["severity"] == "error"] == []


def test_a_page_in_another_language_is_checked_like_the_others(checked: dict[str, Any]) -> None:
    document = checked["deutsch.html"]
    assert [one["label"] for one in document["references"]] == ["[1]", "[2]"]
    ((number, rule, right),) = alarms(document)
    assert (number, rule) == (2, "author-misspelt")
    assert right is not None
    assert "Moran" in right


def test_a_list_in_disorder_is_told_place_by_place(checked: dict[str, Any]) -> None:
    document = checked["broken.html"]
    found = {one["rule"] for one in document["findings"]}
    assert {"list-gap", "list-duplicate", "entry-doubtful"} <= found
    assert "citation-unlisted" not in found  # 4 is in the list, under its own number
    verified = [one["label"] for one in document["references"] if one["verdict"] == "verified"]
    assert verified == ["1.", "2.", "4.", "5."]


def test_nothing_around_the_text_is_taken_for_a_source(checked: dict[str, Any]) -> None:
    text = json.dumps(checked)
    for other in ("Not a source", "cookies", "medical advice", "Last reviewed"):
        assert other not in text


def test_one_report_of_all_pages_can_be_sent(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "pages/", "-o", "report.html"]) == 1
    assert capsys.readouterr().err == ""
    text = Path("report.html").read_text(encoding="utf-8")
    tree = html.document_fromstring(text)
    shown = " ".join(tree.text_content().split())
    for name in PAGES:
        assert f"pages/{name}" in shown
    assert "39999991" in shown
    assert re.search(r"\b2014\b", shown)
    for element in tree.iter("script", "link", "img", "iframe"):
        assert not (element.get("src") or element.get("href") or "").startswith("http")


def test_after_the_corrections_the_pages_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """What the report says is what has to be changed: then the pages are verified."""
    listed = PAGES["list.html"].replace("2011;12", "2014;12").replace("156:84", "156:24")
    Path("pages/list.html").write_text(listed, encoding="utf-8")
    assert run(["check", "pages/list.html"]) == 0
    assert "3 references, all verified" in capsys.readouterr().out

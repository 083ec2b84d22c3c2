"""References that only the head of a page names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

import pytest

from refcheck.extraction import extract
from refcheck.model.document import Document
from refcheck.model.record import GroupName, PersonName, WorkType
from refcheck.readers.html.reader import read_html

CONNECTIVITY = (
    "citation_title=Structural connectivity and response to ketamine therapy in major depression;"
    " citation_author=MM Vasavada; citation_author=Leaver AM; citation_author=Espinoza, R. T.;"
    " citation_author=SH van der Joshi; citation_author=Ketamine Study Group;"
    " citation_journal_title=J. Affect. Disord.; citation_volume=190; citation_pages=836-841;"
    " citation_publication_date=2016/01/15; citation_doi=https://doi.org/10.1016/J.JAD.2015.11.018;"
    " citation_id=CR1"
)
PLAIN = (
    "Baskaran A, Milev R, McIntyre RS. The neurobiology of the EEG biomarker as a predictor of"
    " treatment response in depression. Neuropharmacology. 2012;63:507-13."
)


def page(*, metas: tuple[str, ...] = (), ld: object = None, body: str = "<p>Text.</p>") -> Document:
    head = "".join(f"<meta name=citation_reference content='{escape(one)}'>" for one in metas)
    if ld is not None:
        script = ld if isinstance(ld, str) else json.dumps(ld)
        head += f"<script type='application/ld+json'>{script}</script>"
    return read_html("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode())


def test_they_are_listed_at_the_end() -> None:
    document = page(metas=(CONNECTIVITY, PLAIN, PLAIN, "", "citation_volume=1"))
    first, second = extract(document)
    assert document.text.startswith("Text.\n\nReferences\n\n1. Vasavada MM, Leaver AM")
    assert document.text.endswith(f"\n2. {PLAIN}\n")
    assert (first.number, first.label, first.id) == (1, "1.", "CR1")
    assert first.span.path == "/html/head/meta[1]"
    record = first.record
    assert record is not None
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert record.authors == (
        PersonName(family="Vasavada", given="MM"),
        PersonName(family="Leaver", given="AM"),
        PersonName(family="Espinoza", given="R. T."),
        PersonName(family="van der Joshi", given="SH"),
        GroupName(name="Ketamine Study Group"),
    )
    assert record.doi == "10.1016/j.jad.2015.11.018"
    assert (record.volume, record.pages) == ("190", "836-841")
    assert record.issued is not None
    assert (record.issued.year, record.issued.month) == (2016, 1)
    assert (second.raw, second.record, second.span.path) == (PLAIN, None, "/html/head/meta[2]")


def test_a_list_that_the_page_shows_counts() -> None:
    body = (
        "<p>Text.</p><h2>References</h2><ol><li>Vasavada MM, Leaver AM, Espinoza RT, Joshi SH."
        " <i>Structural Connectivity</i> and response to ketamine therapy in major depression."
        " J Affect Disord. 2016;190:836-41.</ol>"
    )
    document = page(metas=(CONNECTIVITY,), body=body)
    assert document.references is None
    assert document.text.count("Structural") == 1
    (entry,) = extract(document)
    assert entry.raw.endswith("2016;190:836-41.")


@pytest.mark.parametrize(
    ("fields", "kind", "container", "pages"),
    [
        (
            "citation_inbook_title=B; citation_firstpage=1; citation_lastpage=9",
            "chapter",
            "B",
            "1-9",
        ),
        ("citation_conference_title=C; citation_firstpage=7", "paper-conference", "C", "7"),
        ("citation_publisher=P; citation_year=2010", "book", None, None),
        ("citation_journal_abbrev=J", "article-journal", "J", None),
        ("citation_year=2010", "document", None, None),
    ],
)
def test_kinds_of_works(fields: str, kind: str, container: str | None, pages: str | None) -> None:
    (reference,) = page(metas=(f"citation_title=On ketamine; {fields}",)).references or ()
    record = reference.record
    assert record is not None
    assert (record.type, record.container_title, record.pages) == (kind, container, pages)


@pytest.mark.parametrize(
    ("value", "families"),
    [
        ("J Smith, K Jones", ["Smith", "Jones"]),
        ("Smith, J.; Jones, K.", ["Smith", "Jones"]),
        ("J. Smith and K. Jones", ["Smith", "Jones"]),
        ("Smith, John", ["Smith"]),
        ("John Smith", ["Smith"]),
        ("Smith", ["Smith"]),
        ("MA", ["MA"]),
        ("J Smith et al.", ["Smith"]),
        (" ; ", []),
    ],
)
def test_names_as_they_are_written(value: str, families: list[str]) -> None:
    (reference,) = page(metas=(f"citation_title=On it; citation_author={value}",)).references or ()
    assert reference.record is not None
    names = reference.record.authors
    assert [one.family for one in names if isinstance(one, PersonName)] == families
    assert reference.record.authors_complete == ("et al" not in value)


ARTICLE = {
    "@type": "ScholarlyArticle",
    "headline": "Ketamine and suicidal ideation in depression",
    "author": [
        {"@type": "Person", "familyName": "Rajkumar", "givenName": "R"},
        {"@type": "Person", "name": "J Fam"},
        {"@type": "Organization", "name": "Study Group"},
        "E. Y. Yeo",
        7,
    ],
    "datePublished": "2015-09",
    "isPartOf": {
        "@type": "PublicationIssue",
        "issueNumber": 2,
        "isPartOf": [
            {"@type": "PublicationVolume", "volumeNumber": "99", "isPartOf": "Pharmacol Res"}
        ],
    },
    "pageStart": 23,
    "pageEnd": "35",
    "sameAs": ["https://doi.org/10.1016/j.phrs.2015.05.003"],
}


def test_references_of_json_ld() -> None:
    cited = [ARTICLE, PLAIN, {"name": "A page", "url": "https://example.org/a"}, 5, "x", {}]
    document = page(ld={"@graph": [{"@type": "Article", "citation": cited}, [{"citation": None}]]})
    first, second, third = document.references or ()
    record = first.record
    assert record is not None
    assert [getattr(one, "family", None) for one in record.authors] == [
        *("Rajkumar", "Fam", None, "Yeo")
    ]
    assert (record.title, record.container_title) == (ARTICLE["headline"], "Pharmacol Res")
    assert (record.volume, record.issue, record.pages) == ("99", "2", "23-35")
    assert record.doi == "10.1016/j.phrs.2015.05.003"
    assert document.text[second.start : second.end] == PLAIN
    assert document.text[third.start : third.end] == "A page https://example.org/a"
    assert document.span(first.start, first.end).path == "/html/head/script"


@pytest.mark.parametrize(
    "ld", ["{", "[" * 5000, '{"citation": ""}', '"citation"', "", '{"a": NaN}']
)
def test_json_ld_that_is_none(ld: str) -> None:
    assert page(ld=ld).references is None


def test_thousands_of_references_take_no_time() -> None:
    def many() -> Iterator[str]:
        for number in range(3_000):
            yield f"citation_title=Ketamine and mood {number}; citation_author=J Smith"

    document = page(metas=tuple(many()), body="<p>words of an article </p>" * 2_000)
    assert len(document.references or ()) == 3_000

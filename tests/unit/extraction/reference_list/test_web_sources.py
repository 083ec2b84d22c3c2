"""Sources of health pages: titles that are links, addresses and identifiers."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck import parsing, readers
from refcheck.extraction import extract
from refcheck.extraction.reference_list.cited import is_sure_work
from refcheck.extraction.reference_list.unlabelled.listed import bare_address, is_note, listed_score
from refcheck.model.document import Document
from refcheck.model.reference import ReferenceString

SOURCES = (
    ("Depression fact sheet", "https://www.who.int/news-room/fact-sheets/detail/depression"),
    ("Antidepressant effects of ketamine", "https://pubmed.ncbi.nlm.nih.gov/10686270/"),
    ("Why most findings are false", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1182327/"),
    ("PRISMA 2020 statement", "https://doi.org/10.1136/bmj.n71"),
)
INTRO = "Many do not respond to the first drug. Ask a doctor.\n\n"
LABELS = ["{}. ", "[{}] ", "{}) ", "- ", "• ", ""]


def identifiers(found: tuple[ReferenceString, ...]) -> list[str | None]:
    records = [parsing.parse(one.raw, one.link_text).record for one in found]
    return [one.pmid or one.pmcid or one.doi or one.url for one in records]


WHOLE = ["https://www.who.int/news-room/fact-sheets/detail/depression", "10686270", "PMC1182327"]


def in_text(text: str) -> tuple[ReferenceString, ...]:
    return extract(Document(path="page.txt", text=INTRO + text))


def in_page(folder: Path, body: str) -> tuple[ReferenceString, ...]:
    page = folder / "page.html"
    page.write_text(f"<html><body><main><h1>Ketamine</h1><p>{INTRO}</p>{body}</main></body></html>")
    return extract(readers.read(str(page)))


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("form", ["{title} {url}", "{title}\n{url}", "{url}", "{title}. <{url}>"])
@pytest.mark.parametrize("heading", ["Sources", "References"])
def test_a_title_with_an_address_is_an_entry(heading: str, form: str, label: str) -> None:
    lines = [
        label.format(n) + form.format(title=title, url=url)
        for n, (title, url) in enumerate(SOURCES, 1)
    ]
    found = in_text(f"{heading}\n\n" + "\n".join(lines) + "\n")
    assert len(found) == len(SOURCES)
    assert identifiers(found)[1:] == ["10686270", "PMC1182327", "10.1136/bmj.n71"]


@pytest.mark.parametrize(
    "place",
    [
        "Front. Oncol. 13 (2023) 1053111.",
        "J Hazard Mater 439 (2022) e12-e19.",
        "Int Wound J. 20 (2023) 1084-7. [CrossRef] [PubMed]",
        "Gut, 12 (2023), 17.",
        "Gut 2023;12:17.",
        "Gut 2023; 12(3): 17-19.",
        "Gut, vol. 12, no. 3, 2023, pp. 17-19.",
        "Gut 2023, 12, 17−19.",
        "World J. Surg. (Oxf) 2023, 12 (3), e17.",
        "Gut, 12, 17--19 (2023).",
        "Gut 12, e17 (2023)",
        "Gut, v. 12, n. 3, p. 17−19, 2023.",
        "Gut. – 2023. – Vol. 12. – P. 17–19.",
        "Gut. – 2023. – Vol. 12. – № 3. – P. e17.",
        "Gut. 2023. Volume 12(3), pages 17–19.",
        "2023. Gut 12, e17.",
        "2023.. Gut 12:(3):17-19",
        "2023.. Gut 12::e17",
        "(2023) Gut 12, 17‑19.",
    ],
)
@pytest.mark.parametrize("heading", ["Sources", "References"])
def test_articles_below_a_soft_heading_are_known_by_their_place(heading: str, place: str) -> None:
    titles = ("Sleep in mice", "Mood and light", "Rest at night", "Work by day")
    works = [
        f"{number}) A. Smith, B.C. Jones, {title} of old age, {place}"
        for number, title in enumerate(titles, 1)
    ]
    assert len(in_text(f"{heading}\n\n" + "\n".join(works) + "\n")) == len(titles)


@pytest.mark.parametrize("label", LABELS)
def test_an_identifier_alone_is_an_entry(label: str) -> None:
    names = ["PMID: 10686270", "PMC1182327", "doi:10.1136/bmj.n71", "10.1001/jamapsychiatry.2017.1"]
    text = "".join(f"{label.format(n)}{name}\n" for n, name in enumerate(names, 1))
    found = in_text(f"References\n\n{text}")
    assert identifiers(found) == [
        *("10686270", "PMC1182327", "10.1136/bmj.n71", "10.1001/jamapsychiatry.2017.1")
    ]


@pytest.mark.parametrize(
    "heading",
    ["Sources", "Article sources", "Fact checked sources", "Where we got this", "Quellen",
     "Fuentes", "Further reading", "Resources", "6 Sources", "Sources and references", "Källor",
     "Fonti"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("around", "each"),
    [("<ul>{}</ul>", "<li><a href='{url}'>{title}</a></li>"),
     ("<ol>{}</ol>", "<li><a href='{url}'>{title}</a></li>"),
     ("{}", "<p><a href='{url}'>{title}</a></p>"),
     ("<div>{}</div>", "<div><a href='{url}'>{title}</a></div>"),
     ("<p>{}</p>", "<a href='{url}'>{title}</a><br>")],
)  # fmt: skip
def test_a_title_that_is_a_link_is_an_entry(
    tmp_path: Path, heading: str, around: str, each: str
) -> None:
    items = "".join(each.format(title=title, url=url) for title, url in SOURCES)
    found = in_page(tmp_path, f"<h2>{heading}</h2>{around.format(items)}")
    assert [one.raw for one in found] == [title for title, _ in SOURCES]
    assert identifiers(found)[:3] == WHOLE


def test_what_comes_before_and_after_the_sources_is_no_source(tmp_path: Path) -> None:
    items = "".join(f"<li><a href='{url}'>{title}</a></li>" for title, url in SOURCES)
    menu = "".join(f"<li><a href='https://x.org/{n}'>Page {n}</a></li>" for n in "abc")
    policy = (
        "<p>We rely on peer-reviewed studies. You can read how in our"
        " <a href='https://x.org/policy'>policy</a>.</p>"
    )
    found = in_page(tmp_path, f"<h2>Sources</h2>{policy}<ul>{items}</ul><div><ul>{menu}</ul></div>")
    assert [one.raw for one in found] == [title for title, _ in SOURCES]


def test_links_alone_below_resources_are_not_references(tmp_path: Path) -> None:
    items = "".join(f"<li><a href='https://x.org/{n}'>Helpline {n}</a></li>" for n in "abcd")
    assert not in_page(tmp_path, f"<h2>Resources</h2><ul>{items}</ul>")


@pytest.mark.parametrize(
    ("piece", "least"),
    [
        ("PMID: 10686270", 0.9),
        ("Ketamine. https://doi.org/10.1136/bmj.n71", 0.8),
        ("Depression: overview nimh.nih.gov/health/topics", 0.65),
        ("National Institute. Hypertension. London: NICE; 2019.", 0.5),
        ("Ibid., p. 34.", 0.5),
        ("Data on file, Example Pharma Inc.", 0.5),
        ("This was done in 2019.", 0.0),
        ("We are open and you can write to us at www.example.org", 0.0),
        ("Mix the flour with the milk.", 0.0),
    ],
)
def test_what_a_piece_is_worth_below_a_heading(piece: str, least: float) -> None:
    assert listed_score(piece, labelled=True, works=False, covered=0) == least


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Depression. nimh.nih.gov/health/topics.", "https://nimh.nih.gov/health/topics"),
        ("Depression. https://nimh.nih.gov/health", None),
        ("Write to somebody@example.org/box", None),
        ("Smith J.Org chemistry", None),
    ],
)
def test_an_address_without_its_scheme(text: str, address: str | None) -> None:
    assert bare_address(text) == address


@pytest.mark.parametrize(
    ("piece", "note"),
    [("Ibid.", True), ("Smith, op. cit., p. 3.", True), ("See note 4 above.", True),
     ("Personal communication from J. Doe.", True), ("Smith J. Idem. 2010.", False)],
)  # fmt: skip
def test_notes_among_references(piece: str, note: bool) -> None:
    assert is_note(piece) is note


@pytest.mark.parametrize(("length", "sure"), [(50, True), (49, False)])
@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("All of the ", ". Gut 2023, 12, 17."),
        ("All of the ", ". Gut 12, 17 (2023)"),
        ("Smith A, 2023, the ", ", Gut 12, 17."),
    ],
)
def test_a_place_in_a_piece_too_short_for_a_title_is_no_article(
    before: str, place: str, length: int, *, sure: bool
) -> None:
    title = "sleeping" * 9
    piece = before + title[: length - len(before) - len(place)] + place
    assert is_sure_work(piece) is sure

"""Web pages: what is printed and what is not, numbers of lists, links, anchors, encodings."""

from __future__ import annotations

import codecs
from collections import defaultdict
from pathlib import Path

import pytest

from refcheck.errors import InputError
from refcheck.extraction import extract
from refcheck.model.document import Document
from refcheck.readers import read
from refcheck.readers.html.reader import read_html

PAGES = Path(__file__).parent / "pages"


def page(body: str) -> Document:
    return read_html("a.html", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def text_of(body: str) -> str:
    return page(body).text


# --- blocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("", ""),
        ("plain", "plain\n"),
        ("<p>one</p><p>two</p>", "one\n\ntwo\n"),
        ("<div>one</div><div>two</div>", "one\ntwo\n"),
        ("<div>one<div>two</div>three</div>", "one\ntwo\nthree\n"),
        ("<h2>References</h2>text", "References\n\ntext\n"),
        ("one<br>two<br><br>three<br><br><br>four", "one\ntwo\n\nthree\n\nfour\n"),
        ("a  <b> b </b>\n c", "a b c\n"),
        ("a&nbsp;b&thinsp;c &amp; d&shy;e&#8203;f<wbr>g &eacute;", "a b c & defg é\n"),
        ("<p>S<i>mi</i>th</p>", "Smith\n"),
        ("<p>a<span style='display:block'>b</span></p>", "a\nb\n"),
        ("<div style='display: inline'>b</div> <div style='display:inline'>c</div>", "b c\n"),
        ("<pre>\n a\n   b\n\n\tc</pre>d", " a\n   b\n\n        c\n\nd\n"),
        ("<a href=/a>CrossRef</a><a href=/b>PubMed</a>", "CrossRef PubMed\n"),
        ("<a href=/a>1</a><a href=/b>2</a><a>x</a>", "12x\n"),
        (
            "<div><div>Smith</div> <div>J</div>, <div><div>Doe</div> <div>K</div></div>.</div>",
            "Smith J, Doe K.\n",
        ),
        ("<div><div>[1]</div><div>Smith</div></div><div>x</div>", "[1] Smith\nx\n"),
        ("<q>Title</q> x", "“Title” x\n"),
        ("<blockquote>a</blockquote>b", "a\n\nb\n"),
        ("<custom-part><p>a</p></custom-part>b", "a\n\nb\n"),
        ("<details><summary>More</summary>in</details>", "More\n\nin\n"),
        ("<p><sup>1</sup>Smith J.</p>", "1 Smith J.\n"),
        ("<p>CO<sub>2</sub> and 10<sup>3</sup></p>", "CO2 and 103\n"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>=</mo><mi>x</mi></math>", "1/2=x\n"),
        ("<math><mi>x</mi><annotation>\\x</annotation></math>", "x\n"),
        ("&unknown; &lt;p&gt;", "&unknown; <p>\n"),
    ],
)
def test_blocks_stand_on_lines_of_their_own(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<table><tr><th>A<th>B</tr><tr><td>1<td>2</tr></table>", "A\tB\n1\t2\n"),
        ("<table><tr><td>1.<td><p>Smith<p>PubMed</tr></table>", "1.\tSmith\n\nPubMed\n"),
        ("<table><tr><td><p>1.</p></td><td><p>Smith</p></td></tr></table>", "1.\tSmith\n"),
        ("<table><tr><td></td><td>a</td></tr></table>", "a\n"),
        ("<table><tr><td><h2>Menu</h2></td><td>text</td></tr></table>", "Menu\n\ntext\n"),
        (
            "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>d",
            "a\n\nb\n\nc\n\nd\n",
        ),
        ("<td>stray</td>", "stray\n"),
        (
            "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
            "a\n\nb\tc\n\nd\n",
        ),
    ],
)
def test_tables_are_written_row_by_row(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ul><li>a<li>b</ul>", "• a\n• b\n"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b\n"),
        ("<ol start=5><li>a<li value=9>b<li>c</ol>", "5. a\n9. b\n10. c\n"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n1. b\n"),
        ("<ol reversed start=7><li>a<li>b</ol>", "7. a\n6. b\n"),
        ("<ol type=a start=26><li>a<li>b</ol>", "z. a\naa. b\n"),
        ("<ol type=I start=4><li>a<li>b</ol>", "IV. a\nV. b\n"),
        ("<ol class=references data-mw-group=lower-alpha><li>a</ol>", "a. a\n"),
        ("<ol start=x><li value=''>a</ol>", "1. a\n"),
        ("<ol type=i start=-1><li>a</ol>", "-1. a\n"),
        ("<ol style='list-style: none'><li>a</ol>", "a\n"),
        ("<ol style='list-style-type: upper-alpha'><li>a</ol>", "A. a\n"),
        ("<ol style='list-style-type: thai'><li>a</ol>", "1. a\n"),
        ("<ul style='list-style-type: decimal'><li>a</ul>", "1. a\n"),
        ("<ol><li style='list-style-type: none'>a<li>b</ol>", "a\n2. b\n"),
        ("<ul class='nav list-unstyled'><li>a</ul>", "a\n"),
        ("<style>ol.refs{list-style:none}</style><ol class=refs><li>a</ol>", "a\n"),
        ("<ol><li><span>[1]</span> Smith<li><span>[2]</span> Doe</ol>", "[1] Smith\n[2] Doe\n"),
        ("<ol><li>3. Smith<li>4. Doe</ol>", "3. Smith\n4. Doe\n"),
        ("<ol><li>2010 was a year<li>5-HT</ol>", "1. 2010 was a year\n2. 5-HT\n"),
        ("<ul><li><span class=label>1.</span><cite>Smith</cite></ul>", "1. Smith\n"),
        ("<ol><li><i class=num>1</i>Smith<li><i class=num>2</i>Doe</ol>", "1 Smith\n2 Doe\n"),
        ("<ol><li><b>5</b>-HT and <b>6</b></ol>", "1. 5-HT and 6\n"),
        ("<ol><li><div>[1]</div><div>Smith</div></ol>", "[1] Smith\n"),
        ("<ol><li><p>a</p><p>b</p><li><p>c</p></ol>", "1. a\n   b\n2. c\n"),
        ("<ol><li>a<br>b</ol>", "1. a\n   b\n"),
        ("<ol><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ol>", "1. a\n   • b\n     1. c\n2. d\n"),
        ("<ol><li><ol><li>a<li>b</ol></ol>", "1. 1. a\n   2. b\n"),
        ("<ol><li value=7><ol><li>a</ol><li>b</ol>", "7. a\n8. b\n"),
        ("<ol><li><li>a</ol>b", "2. a\n\nb\n"),
        ("<li>stray", "• stray\n"),
        ("<ol><li><ol><li>Smith J, <li>Doe K</ol>. Title.</ol>", "1. Smith J, Doe K. Title.\n"),
        (
            "<ol><li>Smith.<ul><li><a href=/1>PubMed</a><li><a href=/2>DOI</a></ul><li>Doe</ol>",
            "1. Smith.\n   PubMed DOI\n2. Doe\n",
        ),
        ("<dl><dt>Term</dt><dd>what it is</dd></dl>", "Term\nwhat it is\n"),
        ("<dl><dt>[1]<dd><p>Smith</p><dt>[2]<dd>Doe</dl>", "[1] Smith\n\n[2] Doe\n"),
    ],
)
def test_lists_are_written_as_they_are_printed(body: str, text: str) -> None:
    assert text_of(body) == text


# --- what is left out -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<script>var a = '<p>x</p>';</script>",
        "<style>p { color: red }</style>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<svg><title>x</title></svg>",
        "<nav><ul><li>Home</ul></nav>",
        "<div role=navigation>x</div>",
        "<header><p>Site</p></header>",
        "<footer><p>Imprint</p></footer>",
        "<aside><p>Advert</p></aside>",
        "<article><footer>Posted in</footer></article>",
        "<div id=onetrust-consent-sdk>Cookies</div>",
        "<div class='cookie-banner open'>Cookies</div>",
        "<div class=share-buttons>Share</div>",
        "<ol class=comment-list id=comments><li>Nice</ol>",
        "<div hidden>x</div>",
        "<div style='display: none'>x</div>",
        "<span style='display:none'>x</span>",
        "<span aria-hidden=true>+</span>",
        "<span class=visually-hidden>opens in a new window</span>",
        "<style>.a .err{display:none}</style><span class=err>x</span>",
        "<dialog><p>x</p></dialog>",
        "<form><input value=x><select><option>x</select><button>Search</button></form>",
        "<button>More</button>",
        "<a href='#fnref1'>↩︎</a>",
        "<a href='#fnref1' class=footnote-backref>back</a>",
        "<span class=mw-editsection>[edit]</span>",
        "<!-- comment -->",
        "<?php echo 1 ?>",
    ],
)
def test_what_is_no_text_of_the_page_is_left_out(body: str) -> None:
    assert text_of(f"<p>one</p>{body}<p>two</p>") == "one\n\ntwo\n"


@pytest.mark.parametrize(
    "body",
    [
        "<aside><h2>References</h2><p>x</p></aside>",
        "<aside role=doc-footnote>x</aside>",
        "<article><aside>x</aside></article>",
        "<footer><section class=footnotes><p>x</p></section></footer>",
        "<footer><h3>Sources:</h3><p>x</p></footer>",
        "<div class=sidebar><article>x</article></div>",
        "<header><h1>x</h1></header>",
        "<div hidden id=literature class=references><p>x</p></div>",
        "<div hidden=until-found>x</div>",
        "<div style='display:none' class=accordion-body>x</div>",
        "<div style='display:none' role=tabpanel>x</div>",
        "<button aria-controls=p1 aria-expanded=false>Sources</button><div hidden id=p1>x</div>",
        "<h2><button>x</button></h2>",
        "<p>a<sup><button data-rid=r1>x1</button></sup> x</p>",
        "<body class='cookie-consent'><p>x</p>",
        "<style>@media print{.a{display:none}}</style><span class=a>x</span>",
        "<style>.panel{display:none}</style><div class=panel>x</div>",
    ],
)
def test_nothing_of_the_page_is_lost(body: str) -> None:
    assert "x" in text_of(f"<p>one</p>{body}")


def test_a_button_that_is_the_number_of_a_reference_stays() -> None:
    assert text_of("<p>word<sup><button>12, 13</button></sup></p>") == "word12, 13\n"


# --- what is noted --------------------------------------------------------------------------------


def linked(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(document.text[one.start : one.end], one.targets) for one in document.links]


def test_superscripts_are_noted() -> None:
    document = page(
        "<p>hours<sup> 1,<a href=#r2>2</a></sup>, more<span style='vertical-align: super'>3</span>"
        "<sup></sup><sup><sup>4</sup></sup></p>"
    )
    assert document.text == "hours 1,2, more34\n"
    found = [document.text[start:end] for start, end in document.superscripts]
    assert found == ["1,2", "3", "4"]


def test_links_lead_to_anchors_and_out_of_the_page() -> None:
    document = page(
        "<p>a <a href='#r%201'>[1]</a> <a href='https://doi.org/10.1000/1'>b</a>"
        " <a href='//example.org/c'>c</a> <a href='mailto:x@y.z'>d</a> <a href=#>e</a>"
        " <a href='#'></a> <a href='#:~:text=x'>f</a> <a name=here>g</a></p>"
        "<ol><li id='r 1'>Smith</ol>"
    )
    assert linked(document) == [
        ("[1]", ("r 1",)),
        ("b", ("https://doi.org/10.1000/1",)),
        ("c", ("https://example.org/c",)),
    ]
    places = {name: document.text[start:] for start, name in document.anchors}
    assert places == {"here": "g\n\n1. Smith\n", "r 1": "Smith\n"}


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href='https://www.example.org/a/'>",
        "<meta property='og:url' content='http://example.org/a#top'>",
        "<base href='https://example.org/a'>",
        "<!-- saved from url=(0021)https://example.org/a -->",
    ],
)
def test_a_saved_page_knows_its_own_address(head: str) -> None:
    content = (
        f"<html><head>{head}</head><body><a href='https://example.org/a#r1'>1</a>"
        "<a href='https://example.org/b#r1'>2</a><a href='/b'>3</a><p id=r1>Smith</p></body></html>"
    )
    found = linked(read_html("a.html", content.encode()))
    assert found == [
        ("1", ("r1",)),
        ("2", ("https://example.org/b#r1",)),
        ("3", (found[2][1][0],)),
    ]
    assert found[2][1][0].endswith("example.org/b")


def test_links_that_scripts_tie() -> None:
    document = page(
        "<p><a data-rid='c1 c2' href='javascript:void(0)'>1</a> <a aria-describedby=c1>2</a>"
        " <button rid=c2 data-x=nothing>3</button> <a data-x='c1 gone'>4</a></p>"
        "<p id=c1>Smith</p><p id=c2>Doe</p>"
    )
    assert linked(document) == [("1", ("c1", "c2")), ("2", ("c1",)), ("3", ("c2",))]


def test_entries_that_are_named_in_other_ways() -> None:
    document = page(
        "<p><a href='#b1'>1</a> <a href='javascript:;' reveal-id=ref2>2</a> <a href='/x#b1'>3</a>"
        " <a href='#bib3'>4</a> <a href='#gone'>5</a></p><ul><li data-bib-id=b1>Smith"
        "<li content-id=ref2>Doe<li><a id=ref-id-bib3>[3]</a> Fam<li id=a-x>x<li id=b-x>y</ul>"
    )
    assert linked(document) == [
        *(("1", ("b1",)), ("2", ("ref2",)), ("3", ("b1",))),
        *(("4", ("ref-id-bib3",)), ("5", ("gone",))),
    ]
    assert {name for _, name in document.anchors} >= {"b1", "ref2", "ref-id-bib3"}


def test_anchors_stand_where_their_elements_begin() -> None:
    document = page(
        "<a name=a></a><p>one<a id=b></a></p><div id=c><p id=d>two</p></div><a id=e></a>"
    )
    assert document.text == "one\n\ntwo\n"
    found = {name: start for start, name in document.anchors}
    assert found == {"a": 0, "b": 2, "c": 5, "d": 5, "e": 7}


def test_places_have_paths() -> None:
    document = page("<div>a<p>b</p><p>c <b>d</b></p>e</div><ol><li>f<li>g</ol>")
    paths = [document.span(document.text.index(char), 0).path for char in "abcdefg"]
    assert paths == [
        "/html/body/div",
        "/html/body/div/p[1]",
        "/html/body/div/p[2]",
        "/html/body/div/p[2]",
        "/html/body/div",
        "/html/body/ol/li[1]",
        "/html/body/ol/li[2]",
    ]


# --- encodings ------------------------------------------------------------------------------------

NAMES = "Gárate M, Łęcka J – “Übersicht”"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(NAMES.encode(), NAMES, id="utf-8, not declared"),
        pytest.param(b"<meta charset=iso-8859-1>" + NAMES.encode(), NAMES, id="declared wrongly"),
        pytest.param(b"\xef\xbb\xbf<meta charset=koi8-r>" + NAMES.encode(), NAMES, id="a mark"),
        pytest.param(codecs.BOM_UTF16_LE + NAMES.encode("utf-16-le"), NAMES, id="utf-16"),
        pytest.param(
            b"<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>"
            + "Łęcka ž".encode("cp1250"),
            "Łęcka ž",
            id="windows-1250",
        ),
        pytest.param(
            b"<meta charset='iso-8859-1'>" + "“Müller” – x".encode("cp1252"),
            "“Müller” – x",
            id="iso-8859-1 is windows-1252",
        ),
        pytest.param(
            b"<meta charset=utf-8>" + "Müller, Gárate".encode("cp1252"),
            "Müller, Gárate",
            id="utf-8, and it is not",
        ),
        pytest.param(
            b"<meta charset=gb2312>" + "参考文献 [1] 张三".encode("gb18030"),
            "参考文献 [1] 张三",
            id="gb2312",
        ),
        pytest.param(b"<meta charset=nonsense>M\xfcller", "Müller", id="no such encoding"),
        pytest.param(b"<meta charset=utf-16>abc", "abc", id="utf-16 said in ASCII"),
    ],
)
def test_pages_are_decoded(content: bytes, text: str) -> None:
    assert read_html("a.html", content).text == f"{text}\n"


def test_pages_that_are_xml() -> None:
    content = (
        b'<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE html><html '
        b'xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body>'
        b'<p>M\xfcller<a id="b"/> &mdash;&nbsp;x</p></body></html>'
    )
    assert read_html("a.html", content).text == "Müller — x\n"
    broken = content.replace(b"</p>", b"<br>").replace(b'<script src="a.js"/>', b"")
    assert read_html("a.html", broken.replace(b"<title/>", b"")).text == "Müller — x\n"


# --- what no browser saves ------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"   ", b"<!-- x -->", b"<", b"<>"])
def test_pages_with_nothing_in_them(content: bytes) -> None:
    assert read_html("a.html", content).text.strip("\n< >") == ""


def test_a_page_that_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        read_html("a.html", b"<div>" * 5000)
    deep = read_html("a.html", b"<div>" * 1500 + b"x").places[0][1]
    assert len(deep) < 1000


def test_a_page_that_is_far_too_large_is_refused() -> None:
    with pytest.raises(InputError, match="a million tags"):
        read_html("a.html", b"<b>" * 1_300_000)
    with pytest.raises(InputError, match="MB of markup"):
        read_html("a.html", b"x" * 50_000_001)


# --- pages in the shape of real sites -------------------------------------------------------------

ENTRIES: dict[str, dict[str, tuple[str, ...]]] = {
    "blog": {"1.": ("Serafini", "444–61."), "2.": ("Miller", "17–26."), "3.": ("Gárate", "3–9.")},
    "health": {"1.": ("Miller", "17–26."), "2.": ("Romeo", "682–8."), "3.": ("Rajkumar", "23–35.")},
    "nature": {
        "1.": ("Vasavada", "(2016).", "10.1016/j.jad.2015.11.018", "26630613"),
        "2.": ("Baskaran", "(2012).", "10.1016/j.neuropharm.2012.04.021"),
        "3.": ("Miller", "(2016)."),
    },
    "plos": {
        "1.": ("Naughton", "pmid:24388038"),
        "2.": ("Rajkumar", "pmid:26001613"),
        "3.": ("Romeo", "682–8.", "10.1016/j.psychres.2015.10.032"),
    },
    "pmc": {
        "1.": ("Naughton", "24–35.", "24388038"),
        "2.": ("Baskaran", "507–513.", "10.1016/j.neuropharm.2012.04.021", "22569197"),
        "3.": ("Serafini", "444–461.", "PMC4243034"),
        "4.": ("Miller", "17–26."),
        "5.": ("Vasavada", "836–841.", "26630613"),
    },
    "wikipedia": {
        "1.": ("Naughton", "PMID 24388038."),
        "2.": ("Baskaran", "PMID 22569197."),
        "3.": ("Serafini", "444–461.", "PMC4243034"),
    },
}
BOILERPLATE = (
    "cookie",
    "Share",
    "Home",
    "Posted in",
    "Similar",
    "Search",
    "navbox",
    "edit]",
    "CS1",
)


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_pages_as_sites_make_them(name: str) -> None:
    document = read(str(PAGES / f"{name}.html"))
    entries = extract(document)
    assert [one.label for one in entries] == list(ENTRIES[name])
    for entry, (begin, end, *linked_to) in zip(entries, ENTRIES[name].values(), strict=True):
        assert entry.raw.startswith(begin)
        assert entry.raw.endswith(end)
        assert all(identifier in entry.link_text for identifier in linked_to)
        assert entry.span.path is not None
        assert document.text[entry.span.start : entry.span.end].startswith(begin)
    assert not [word for word in BOILERPLATE if word in document.text]


@pytest.mark.parametrize("name", sorted(set(ENTRIES) - {"health"}))
def test_citations_of_pages_lead_to_their_entries(name: str) -> None:
    document = read(str(PAGES / f"{name}.html"))
    entries = extract(document)
    offsets = {anchor: start for start, anchor in document.anchors}
    cited: dict[str, set[str]] = defaultdict(set)
    for link in document.links:
        for target in link.targets:
            for entry in entries:
                begin = entry.span.start - len(entry.label or "") - 2
                if begin <= offsets.get(target, -1) < entry.span.end:
                    cited[entry.label or ""].add(document.text[link.start : link.end].strip("[]"))
    assert cited, name
    assert all(number == f"{text}." for number, texts in cited.items() for text in texts)

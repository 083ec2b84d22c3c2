"""Comments on suppressed findings in files of every format: found, and no part of a reference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.growth import grows_in_proportion

from refcheck.model.report import DocumentReport
from refcheck.pipeline import extract_documents
from refcheck.pipeline.documents import prepare
from refcheck.readers.suppression_comments import MOST_COMMENTS

WORKS = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression. Pharmacol"
    " Res. 2015;99:23-35.",
    "Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. A review of ketamine in affective"
    " disorders. J Affect Disord. 2014;156:24-35.",
    "Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in depression."
    " Curr Neuropharmacol. 2014;12:444-61.",
)
WHY = "ignore[year-mismatch] zebra until 2199-01-31"


def numbered(before: str = "", inside: str = "", after: str = "", *, second: int = 1) -> str:
    """A list whose second entry has a comment before, in or after it."""
    lines = []
    for number, work in enumerate(WORKS):
        here = number == second
        if here and inside:
            work = work.replace(". ", f". {inside} ", 1)
        lines += [before] * (here and bool(before))
        lines.append(f"{number + 1}. {work}{' ' + after if here and after else ''}")
    return "\n".join(["Ketamine helps [1-3].", "", "References", "", *lines, ""])


def latex(before: str = "", inside: str = "", after: str = "") -> str:
    items = [f"\\bibitem{{k{number}}}\n{work}" for number, work in enumerate(WORKS)]
    items[1] = f"{before}\\bibitem{{k1}}{inside}\n{WORKS[1]}{after}"
    body = "\n\n".join(items)
    return (
        "\\documentclass{article}\\begin{document}Text \\cite{k0,k1,k2}.\n"
        f"\\begin{{thebibliography}}{{9}}\n{body}\n\\end{{thebibliography}}\n\\end{{document}}\n"
    )


def bib(before: str = "", first: str = "", last: str = "") -> str:
    entries = [
        f"@article{{k{n},\n  author = {{Doe, J.}},\n"
        f"  title = {{Title number {n} of some length}},\n"
        f"  journal = {{J Med}},\n  year = {{201{n}}}\n}}\n"
        for n in range(3)
    ]
    entries[1] = before + entries[1].replace("k1,\n", f"k1,\n{first}").replace(
        "{2011}", "{2011}" + last
    )
    return "\n".join(entries)


def ris(note: str) -> str:
    return "".join(
        f"TY  - JOUR\r\nAU  - Doe, J\r\nTI  - Title number {n} of some length\r\n"
        f"{note if n == 1 else ''}JO  - J Med\r\nPY  - 201{n}\r\nER  - \r\n\r\n"
        for n in range(3)
    )


def html(before: str = "", inside: str = "", tag: str = "ol") -> str:
    items = [f"<li>{work}</li>" for work in WORKS]
    items[1] = f"{before}<li>{WORKS[1]}{inside}</li>"
    return (
        "<!DOCTYPE html><html><head><title>T</title></head><body><p>Ketamine helps [1-3].</p>"
        f"<h2>References</h2><{tag}>{''.join(items)}</{tag}></body></html>"
    )


def csl(note: str) -> str:
    items = [
        {"id": f"k{n}", "type": "article-journal", "title": f"Title number {n} of some length"}
        for n in range(3)
    ]
    items[1]["note"] = note
    return json.dumps(items)


HTML = f"<!-- refcheck: {WHY} -->"
ENW = "".join(
    f"%0 Journal Article\n%A Doe, J\n%T Title number {n} of some length\n"
    f"{'%Z refcheck: ' + WHY + chr(10) if n == 1 else ''}%J J Med\n%D 201{n}\n\n"
    for n in range(3)
)

FORMS = {
    "a line before, # .txt": numbered(before=f"# refcheck: {WHY}"),
    "a line before, % .txt": numbered(before=f"% refcheck: {WHY}"),
    "a line before, // .txt": numbered(before=f"//refcheck:{WHY}"),
    "a line before, indented .txt": numbered(before=f"    # refcheck: {WHY}"),
    "html comment before .txt": numbered(before=HTML),
    "after .txt": numbered(after=f"# refcheck: {WHY}"),
    "html comment after .txt": numbered(after=HTML),
    "html comment inside .txt": numbered(inside=HTML),
    "before .md": numbered(before=HTML),
    "before, and a blank line .md": numbered(before=HTML + "\n"),
    "before, in two lines .md": numbered(before=HTML.replace(" zebra", "\n  zebra")),
    "inside .md": numbered(inside=HTML),
    "after .md": numbered(after=HTML),
    "before .tex": latex(before=f"% refcheck: {WHY}\n"),
    "before, two signs .tex": latex(before=f"  %% refcheck: {WHY}\n"),
    "behind the key .tex": latex(inside=f" % refcheck: {WHY}"),
    "inside .tex": latex(inside=f"\n% refcheck: {WHY}"),
    "after .tex": latex(after=f" % refcheck: {WHY}"),
    "typed list .tex": "\\begin{document}\n" + numbered(before=f"% refcheck: {WHY}"),
    "typed list, after .tex": "\\begin{document}\n" + numbered(after=f"% refcheck: {WHY}"),
    "field last .bib": bib(last=f",\n  refcheck = {{{WHY}}}"),
    "field first .bib": bib(first=f"  refcheck = {{{WHY}}},\n"),
    "field in quotes .bib": bib(first=f'  Refcheck = "{WHY}",\n'),
    "field with braces .bib": bib(last=f", refcheck = {{{WHY.replace('zebra', '{zebra}')}}},"),
    "line before .bib": bib(before=f"% refcheck: {WHY}\n"),
    "line inside .bib": bib(first=f"  % refcheck: {WHY}\n"),
    "after a field .bib": bib(last=f" % refcheck: {WHY}"),
    "block before .bib": bib(before=f"@comment{{refcheck: {WHY}}}\n"),
    "note .ris": ris(f"N1  - refcheck: {WHY}\r\n"),
    "other note .ris": ris(f"C1  - refcheck: {WHY}\r\n"),
    "note .enw": ENW,
    "note .json": csl(f"refcheck: {WHY}"),
    "note of several lines .json": csl(f"Read it.\nrefcheck: {WHY}\nmore"),
    "before .html": html(before=HTML),
    "inside .html": html(inside=HTML),
    "in a line of its own .html": html(before=f"\n  {HTML}\n  "),
}
PLAIN = {
    ".txt": numbered(),
    ".md": numbered(),
    ".tex": latex(),
    ".bib": bib(),
    ".ris": ris(""),
    ".enw": ENW.replace(f"%Z refcheck: {WHY}\n", ""),
    ".json": csl(""),
    ".html": html(),
}


def extracted(path: Path, text: str) -> DocumentReport:
    path.write_bytes(text.encode())
    (report,) = extract_documents([str(path)])
    return report


@pytest.mark.parametrize("form", FORMS)
def test_a_comment_is_found_and_is_no_part_of_a_reference(form: str, tmp_path: Path) -> None:
    suffix = form.rpartition(" ")[2]
    path = tmp_path / f"a{suffix}"
    text = FORMS[form]
    assert "zebra" in text
    report = extracted(path, text)
    (placed,) = prepare(str(path)).suppressions
    assert placed.reference == 2, form
    assert placed.suppression.reason == "zebra"
    assert str(placed.suppression.until) == "2199-01-31"
    assert placed.suppression.fault is None
    line = 1 + text[: text.index("zebra")].count("\n")
    span = placed.suppression.span
    assert span
    if suffix != ".html":
        assert line - 1 <= span.line <= line
    listless = PLAIN[suffix] if "typed" not in form else "\\begin{document}\n" + numbered()
    plain = extracted(tmp_path / f"b{suffix}", listless)
    for one, other in zip(report.references, plain.references, strict=True):
        string = one.reference.string
        assert "refcheck" not in string.raw
        assert "zebra" not in f"{string.raw}{string.printed}{string.link_text}{string.source}"
        assert one.reference.record == other.reference.record
        assert (one.key, string.label) == (other.key, other.reference.string.label)
        if suffix in (".txt", ".md", ".tex", ".html"):
            assert string.raw == other.reference.string.raw
    assert [one.rule for one in report.findings] == [one.rule for one in plain.findings]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", numbered().replace("Ketamine helps", f"```\n{HTML}\n```\nKetamine helps")),
        ("a.md", numbered().replace("helps", f"helps `{HTML}`")),
        (
            "a.tex",
            latex().replace("Text", f"\\begin{{verbatim}}% refcheck: {WHY}\n\\end{{verbatim}}"),
        ),
        ("a.tex", latex().replace("Text", f"95\\% refcheck: {WHY}\n")),
        ("a.txt", numbered().replace("helps", "helps. The program refcheck: ignore[it]")),
        ("a.html", html().replace("helps", "helps &lt;!-- refcheck: ignore[a-b] why --&gt;")),
    ],
)
def test_examples_of_comments_are_none(name: str, text: str, tmp_path: Path) -> None:
    report = extracted(tmp_path / name, text)
    assert len(report.references) == 3
    assert not prepare(str(tmp_path / name)).suppressions


def test_a_comment_that_is_not_closed_hides_its_line_alone(tmp_path: Path) -> None:
    report = extracted(tmp_path / "a.txt", numbered(before=f"<!-- refcheck: {WHY}"))
    assert len(report.references) == 3
    (placed,) = prepare(str(tmp_path / "a.txt")).suppressions
    assert placed.reference == 2


def test_a_comment_in_the_text_is_about_its_line_or_the_next(tmp_path: Path) -> None:
    comment = "<!-- refcheck: ignore[citation-unlisted] in press -->"
    text = numbered().replace("helps [1-3].", f"helps [1-3].\n\n{comment}\nOthers [9].\nMore [1].")
    report = extracted(tmp_path / "a.md", text)
    assert [one.finding.cited for one in report.suppressed] == ["9"]
    assert "citation-unlisted" in {
        one.rule for one in extracted(tmp_path / "c.md", text.replace(comment, "")).findings
    }
    text = numbered().replace("helps [1-3].", f"helps [1-3]. Others [9]. {comment}")
    assert len(extracted(tmp_path / "b.md", text).suppressed) == 1


def test_a_whole_file(tmp_path: Path) -> None:
    text = "<!-- refcheck: ignore-file[reference-uncited] a bibliography -->\n" + numbered()
    text = text.replace("[1-3]", "[1]").replace("helps", "helps many people everywhere")
    report = extracted(tmp_path / "a.md", text)
    assert "reference-uncited" not in {one.rule for one in report.findings}


def test_entries_that_a_thesis_cites_bring_their_comments_along(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(
        bib(before=f"% refcheck: {WHY}\n", last=",\n refcheck = {ignore[a-b] lion}")
    )
    text = "\\begin{document}Text \\cite{k2,k1}.\\bibliography{refs}\\end{document}\n"
    report = extracted(tmp_path / "a.tex", text)
    assert [one.key for one in report.references] == ["k2", "k1"]
    placed = prepare(str(tmp_path / "a.tex")).suppressions
    assert [one.reference for one in placed] == [2, 2]
    assert {one.suppression.reason for one in placed} == {"zebra", "lion"}


def test_an_article_cannot_name_a_comment_that_is_not_there(tmp_path: Path) -> None:
    text = html(before='<wbr data-refcheck-comment="0"/><wbr data-refcheck-comment="²"/>')
    assert len(extracted(tmp_path / "a.html", text).references) == 3
    assert not prepare(str(tmp_path / "a.html")).suppressions


@pytest.mark.parametrize("suffix", [".txt", ".md", ".tex", ".bib", ".html"])
@pytest.mark.parametrize(
    "piece",
    [
        "\n<!-- refcheck: ignore[a-b] why -->",
        "<!-- refcheck: ",
        "\n% refcheck: ignore[a-b] why",
        "\n# refcheck: x",
        "%",
        "@comment{refcheck: ",
    ],
)
def test_many_comments_take_linear_time(suffix: str, piece: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"

    def work(characters: int) -> None:
        path.write_text("x" + piece * (characters // len(piece)) + "\n")
        assert len(prepare(str(path)).suppressions) <= MOST_COMMENTS + 1

    assert grows_in_proportion(work, 20_000)


def test_only_the_first_of_very_many_are_applied(tmp_path: Path) -> None:
    lines = "# refcheck: ignore[a-b] why\n" * (MOST_COMMENTS + 10)
    (tmp_path / "a.txt").write_text(lines + numbered())
    placed = prepare(str(tmp_path / "a.txt")).suppressions
    assert len(placed) == MOST_COMMENTS + 1
    assert "Only the first" in (placed[-1].suppression.fault or "")

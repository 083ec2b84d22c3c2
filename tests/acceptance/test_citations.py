"""Whole articles with mistakes in their citations, in several formats, from file to findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.model.report import DocumentReport
from refcheck.pipeline import extract_documents

LIST = (
    "Katalinic N, Lai R, Somogyi A. Ketamine as a new treatment for depression. Aust N Z J"
    " Psychiatry. 2013;47:710-27.",
    "Miller OH, Yang L, Wang CC. GluN2B-containing NMDA receptors. Elife. 2014;3:e03581.",
    "Naughton M, Clarke G, Dinan TG. A review of ketamine. J Affect Disord. 2014;156:24-35.",
    "Rajkumar R, Fam J, Dawe GS. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
    "Serafini G, Howland RH. The role of ketamine. Curr Neuropharmacol. 2014;12:444-61.",
    "Murrough JW, Iosifescu DV. Antidepressant efficacy of ketamine. Am J Psychiatry."
    " 2013;170:1134-42.",
)
NUMBERED = "Ketamine acts fast [1]. Others agree [2,3], and more [5-4] is known [8]. Later [6]."
NAMED = (
    "Ketamine acts fast (Katalinic et al., 2013; Miller et al., 2014). Naughton et al. (2014) agree"
    " (Rajkumar et al., 2016; Serafinni & Howland, 2014), not so Lapidus et al. (2014). See also"
    " Murrough and Iosifescu (2013)."
)


def report(tmp_path: Path, name: str, text: str) -> DocumentReport:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (found,) = extract_documents([str(path)])
    return found


def found(document: DocumentReport) -> list[tuple[str, str | None]]:
    return sorted((finding.rule, finding.cited) for finding in document.findings)


def numbered(style: str) -> str:
    return "\n".join(style.format(n, entry) for n, entry in enumerate(LIST, 1))


HTML = (
    "<html><body><nav><a href='#refs'>References</a></nav><p>{}</p><h2 id='refs'>References</h2>"
    "<ol>{}</ol></body></html>"
)
LINKED = (
    "Ketamine acts fast <sup><a href='#r1'>1</a></sup>. Others agree"
    " <sup><a href='#r2'>2</a>,<a href='#r3'>3</a></sup>, and more <sup>5-4</sup> is known"
    " <sup>7</sup>. Later <sup><a href='#r6'>6</a></sup>."
)


@pytest.mark.parametrize(
    ("name", "text", "unlisted"),
    [
        ("a.txt", f"{NUMBERED}\n\nReferences\n\n{numbered('{}. {}')}\n", "8"),
        ("a.md", f"{NUMBERED}\n\n## References\n\n{numbered('{}. {}')}\n", "8"),
        ("b.txt", f"{NUMBERED}\n\nREFERENCES\n\n{numbered('[{}] {}')}\n", "8"),
        ("a.html", HTML.format(NUMBERED, numbered("<li id='r{}'>{}</li>")), "8"),
        ("b.html", HTML.format(LINKED, numbered("<li id='r{}'>{}</li>")), "7"),
    ],
)
def test_numbers(tmp_path: Path, name: str, text: str, unlisted: str) -> None:
    document = report(tmp_path, name, text)
    assert found(document) == [("citation-range", "5-4"), ("citation-unlisted", unlisted)]
    assert [one.references for one in document.citations] == [(1,), (2, 3), (5, 4), (), (6,)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"{NAMED}\n\nReferences\n\n" + "\n\n".join(LIST) + "\n"),
        ("a.html", HTML.format(NAMED, numbered("<li id='r{}'>{}</li>"))),
    ],
)
def test_names(tmp_path: Path, name: str, text: str) -> None:
    document = report(tmp_path, name, text)
    assert found(document) == [
        ("citation-name", "Serafinni"),
        ("citation-unlisted", "Lapidus 2014"),
        ("citation-year", "Rajkumar 2016"),
    ]
    assert [one.references for one in document.citations] == [
        (1,),
        (2,),
        (3,),
        (4,),
        (5,),
        (),
        (6,),
    ]


def test_keys(tmp_path: Path) -> None:
    entries = "".join(
        f"@article{{k{n}, author = {{Smith{n}, A}}, title = {{The title of work {n}}},\n"
        "year = 2015}\n"
        for n in range(1, 4)
    )
    (tmp_path / "refs.bib").write_text(entries, encoding="utf-8")
    text = "---\nbibliography: refs.bib\n---\n\nSo [@k1; @k2], not [@k9], see @fig-k3.\n"
    document = report(tmp_path, "a.qmd", text)
    assert found(document) == [("citation-unlisted", "k9")]


def test_an_article_that_names_sources_and_has_no_list(tmp_path: Path) -> None:
    document = report(tmp_path, "a.txt", "A 2019 study in JAMA Psychiatry found much of it.\n")
    assert found(document) == [("list-missing", "A 2019 study in JAMA Psychiatry")]
    assert [one.text for one in document.mentions] == ["A 2019 study in JAMA Psychiatry"]

"""What pandoc writes of lists and citations, and labels that are long or broken."""

from __future__ import annotations

import pytest

from refcheck.model.document import Document
from refcheck.readers.latex.reader import read_latex


def document(source: str) -> Document:
    return read_latex("a.tex", source.encode())


_PANDOC = {
    "1": (
        r"\leavevmode\hypertarget{ref-doe}{}%" "\n"
        r"1. Doe J. A title. \emph{Nature} \textbf{5}," "\n" r"1--9 (2010)." "\n\n"
        r"\leavevmode\hypertarget{ref-roe}{}%" "\n"
        r"2. Roe R. Other. \emph{Nature} \textbf{6}, 10 (2011)." "\n\n"
        r"\section{Appendix} Words."
    ),
    "1, brackets": (
        r"\leavevmode\hypertarget{ref-doe}{}%" "\n"
        r"{[}1{]} Doe J. A title. \emph{Nature} \textbf{5}, 1--9 (2010)." "\n\n"
        r"\leavevmode\hypertarget{ref-roe}{}%" "\n"
        r"{[}2{]} Roe R. Other. \emph{Nature} \textbf{6}, 10 (2011)." "\n\\end{document}"
    ),
    "2.11": (
        r"\begin{CSLReferences}{0}{0}" "\n" r"\leavevmode\hypertarget{ref-doe}{}%" "\n"
        r"\CSLLeftMargin{1. } \CSLRightInline{Doe J. A title. \emph{Nature} 5, 1--9 (2010).}" "\n\n"
        r"\leavevmode\hypertarget{ref-roe}{}%" "\n"
        r"\CSLLeftMargin{2. } \CSLRightInline{Roe R. Other. \emph{Nature} 6, 10 (2011).}" "\n"
        r"\end{CSLReferences}"
    ),
    "2.17": (
        r"\begin{CSLReferences}{1}{0}" "\n"
        r"\leavevmode\vadjust pre{\hypertarget{ref-doe}{}}%" "\n"
        r"Doe J. A title. \emph{Nature} 5, 1--9 (2010)." "\n\n"
        r"\leavevmode\vadjust pre{\hypertarget{ref-roe}{}}%" "\n"
        r"Roe R. Other. \emph{Nature} 6, 10 (2011)." "\n" r"\end{CSLReferences}"
    ),
    "3.1": (
        r"\begin{CSLReferences}{0}{1}" "\n" r"\bibitem[\citeproctext]{ref-doe}" "\n"
        r"\CSLLeftMargin{\textsuperscript{1}}%" "\n"
        r"\CSLRightInline{Doe J. A title. \emph{Nature} 5, 1--9 (2010).}" "\n\n"
        r"\bibitem[\citeproctext]{ref-roe}" "\n" r"\CSLLeftMargin{\textsuperscript{2}}%" "\n"
        r"\CSLRightInline{Roe R. Other. \emph{Nature} 6, 10 (2011).}" "\n" r"\end{CSLReferences}"
    ),
}  # fmt: skip


@pytest.mark.parametrize("version", _PANDOC)
def test_the_list_of_every_version_of_pandoc(version: str) -> None:
    found = document("\\begin{document}Words.\n" + _PANDOC[version]).references
    assert found is not None
    assert [one.id for one in found] == ["ref-doe", "ref-roe"]
    assert [one.plain for one in found] == [
        "Doe J. A title. Nature 5, 1–9 (2010).",
        "Roe R. Other. Nature 6, 10 (2011).",
    ]
    labels = [(one.label or "").strip("[].") for one in found]
    assert labels == (["", ""] if version == "2.17" else ["1", "2"])


@pytest.mark.parametrize(
    "cites",
    [
        r"\protect\hyperlink{ref-doe}{Doe 2010}; \hyperlink{ref-roe}{Roe 2011}",
        r"\citeproc{ref-doe}{Doe 2010}, \citeproc{ref-roe}{Roe 2011}",
    ],
)
def test_the_citations_of_pandoc_are_links(cites: str) -> None:
    found = document(cites + "\n" + _PANDOC["3.1"])
    assert [one.targets for one in found.links] == [("ref-doe",), ("ref-roe",)]
    assert all("20" in found.text[one.start : one.end] for one in found.links)
    assert found.references is not None
    first = found.references[0].start
    assert all(link.start < first for link in found.links)


def test_superscripts_of_numbers_are_known() -> None:
    found = document(r"Words\textsuperscript{1,2} and \textsuperscript{th}." + _PANDOC["2.17"])
    ((start, end),) = found.superscripts
    assert found.text[start:end] == "1,2"


@pytest.mark.parametrize(
    "label",
    [
        "{" + " and ".join(f"Name{number}, Given" for number in range(400)) + "}",
        "{Unclosed et~al.(2015)[x",
        "Fam}(2015)",
        "{Fam [2015]}",
        "",
    ],
)
def test_a_label_may_be_long_or_broken(label: str) -> None:
    source = rf"\begin{{thebibliography}}{{2}}\bibitem[{label}]{{fam}} J. Fam. A. 2015."
    (one,) = document(source + r"\end{thebibliography}").references or ()
    assert (one.id, one.plain) == ("fam", "J. Fam. A. 2015.")

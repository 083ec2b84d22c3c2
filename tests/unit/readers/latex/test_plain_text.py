"""What the source of a document prints whose list was typed by hand."""

from __future__ import annotations

import pytest

from refcheck.model.document import Document
from refcheck.readers.latex.reader import read_latex


def document(source: str) -> Document:
    return read_latex("a.tex", source.encode())


ACCENTED = "M\\\"uller \\'{e} \\v{S} \\c c \\~n \\aa\\ \\ss{} {\\o}"
TYPED = (
    "Serafini G, Howland RH. The role of ketamine. \\emph{Curr Neuropharmacol}. 2014;12:444--61.",
    'Rajkumar R, M\\"{u}ller GS. Ketamine? {\\it Pharmacol Res}. 2015;\\textbf{99}:23--35.',
    "Miller OH, Moran JT. Two hypotheses. \\textit{Neuropharmacology}. 2016;100:17--26.",
)
PRINTED = (
    "Serafini G, Howland RH. The role of ketamine. Curr Neuropharmacol. 2014;12:444–61.",
    "Rajkumar R, Müller GS. Ketamine? Pharmacol Res. 2015;99:23–35.",
    "Miller OH, Moran JT. Two hypotheses. Neuropharmacology. 2016;100:17–26.",
)


@pytest.mark.parametrize(
    ("before", "each", "after"),
    [
        ("\\begin{enumerate}\n", "\\item {}\n", "\\end{enumerate}"),
        ("\\begin{enumerate}\n\\tightlist\n", "\\item\n  {}\n", "\\end{enumerate}"),
        ("\\begin{enumerate}[leftmargin=1cm]\n", "\\item {}\n", "\\end{enumerate}"),
        ("", "\\noindent # {}\n\n", ""),
        ("", "# {}\\\\\n", ""),
        ("", "# {} \\par\n", ""),
        ("\\begin{itemize}\n", "\\item[#] {}\n", "\\end{itemize}"),
        ("", "\\hangindent=1cm # {}\n\n", ""),
        ("\\begin{description}\n", "\\item[#] {}\n", "\\end{description}"),
    ],
)
def test_a_list_typed_by_hand_is_text_as_it_is_printed(before: str, each: str, after: str) -> None:
    items = "".join(
        each.replace("{}", text).replace("#", f"{number}.") for number, text in enumerate(TYPED, 1)
    )
    source = (
        "\\documentclass{article}\n\\usepackage{x} % y\n\\begin{document}\n"
        "Words {[}1{]}\\textsuperscript{2,3}.\n\\section*{References}\n"
        f"{before}{items}{after}\n\\end{{document}}\n"
    )
    found = document(source)
    assert found.references is None
    assert found.text.count("\n") == source.count("\n")
    lines = [line.strip() for line in found.text.splitlines()]
    assert "References" in lines
    for number, printed in enumerate(PRINTED, 1):
        assert f"{number}. {printed}" in lines
    ((start, end),) = found.superscripts
    assert found.text[start:end] == "2,3"
    assert found.text.strip().startswith("Words [1]2,3.")


def test_what_a_link_leads_to_is_known_in_a_list_typed_by_hand() -> None:
    found = document(r"\begin{document}Fam J. A. \href{https://doi.org/10.1/a\_b}{Nature}. 2015.")
    (link,) = found.links
    assert link.targets == ("https://doi.org/10.1/a_b",)
    assert found.text[link.start :].startswith("Nature")


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (ACCENTED, "Müller é Š ç ñ å ß ø"),
        (r"A \& B~C 5\% \$1 \_ \#", "A & B C 5% $1 _ #"),
        ("``A'' -- `b' --- c", "“A” – `b' — c"),
        (r"\section*{A}\label{sec:a} \emph{b} {\bf c} \textsc{D}", "A b c D"),
        (r"\url{https://a.org/b\_c} \vspace{1em}x", "https://a.org/b_c x"),
        (r"$\alpha=5$ x\ldots", "α=5 x…"),
    ],
)
def test_what_commands_print(source: str, printed: str) -> None:
    assert " ".join(document(source).text.split()) == printed

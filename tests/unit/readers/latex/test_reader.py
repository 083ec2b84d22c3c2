"""LaTeX: lists in the document, `.bbl` files, bibliographies next to it, and what it cites."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.model.record import PersonName
from refcheck.readers import read
from refcheck.readers.files import included_files
from refcheck.readers.files.included_files import Entry, bibliography_next_to
from refcheck.readers.latex.reader import read_latex
from refcheck.readers.latex.source import cite_commands, masked, untexed

LIST = r"""\documentclass{article}
\begin{document}
As \cite[see][p.~3]{fam,yeo} and \citet{fam} say. % \cite{hidden}
\begin{thebibliography}{9}
\bibitem[Fam et~al.(2015)Fam, Yeo]{fam} J. Fam, E. M{\"u}ller. \newblock {\em Ketamine} \& more.
  \emph{J. Affect. Disord.}, 99:23--35, 2015. \href{https://doi.org/10.1016/x}{link}

\bibitem{yeo}
  E. Yeo. Other. 2016. % a comment
\bibitem{}
\end{thebibliography}
\begin{thebibliography}{9}
\bibitem{who} WHO. Depression. 2017.
\end{document}
"""
BIB = """@article{fam, author={Fam, J}, title={Ketamine}}
@article{yeo, author={Yeo, E}, title={Other}}
@article{fam, author={Fam, J}, title={Again}}
@article{never, author={Dawe, G}, title={Never}}
"""
BBL = r"""\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{fam}{article}{}{}
      \name{author}{2}{}{%
        {{hash=1}{%
           family={Fam},
           familyi={F\bibinitperiod},
           given={Johnson},
           giveni={J\bibinitperiod}}}%
        {{hash=2}{%
           family={Berg},
           given={Jan},
           prefix={van\bibnamedelima den},
           suffix={Jr}}}%
      }
      \name{editor}{1}{}{%
        {{hash=3}{%
           family={A Study Group}}}%
      }
      \true{moreauthor}
      \list{publisher}{1}{%
        {Elsevier}%
      }
      \strng{namehash}{1}
      \field{journaltitle}{Pharmacol Res}
      \field{title}{Ketamine \& {EEG}}
      \field{volume}{99}
      \field{year}{2015}
      \field{pages}{23\bibrangedash 35}
      \verb{doi}
      \verb 10.1016/j_x
      \endverb
    \endentry
    \entry{fam}{article}{}{}
    \endentry
  \enddatalist
\endrefsection
\refsection{1}
    \entry{fam}{article}{}{}
      \field{title}{Cut
"""


def ids(document: Document) -> list[str | None]:
    assert document.references is not None
    return [one.id for one in document.references]


def links(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(document.text[one.start : one.end], one.targets) for one in document.links]


def project(folder: Path, **files: str) -> str:
    """A folder with these files (`main`: the document); the path of the document."""
    for name, content in files.items():
        suffix = {"main": "main.tex", "bbl": "main.bbl", "bib": "refs.bib"}.get(name, name + ".tex")
        (folder / suffix).write_text(content, encoding="utf-8")
    return str(folder / "main.tex")


def test_a_list_in_the_document() -> None:
    document = read_latex("a.tex", LIST.encode())
    assert document.text == LIST
    assert document.references is not None
    assert ids(document) == ["fam", "yeo", None, "who"]
    first, second, third, fourth = document.references
    assert first.plain == (
        "J. Fam, E. Müller. Ketamine & more. J. Affect. Disord., 99:23–35, 2015. link"
    )
    assert document.text[first.start :].startswith("J. Fam")
    assert first.link_text == "https://doi.org/10.1016/x"
    assert second.plain == "E. Yeo. Other. 2016."
    assert document.text[second.start : second.end] == "E. Yeo. Other. 2016."
    assert (third.start, third.plain) == (third.end, None)
    assert [one.list_number for one in document.references] == [1, 1, 1, 2]
    assert fourth.record is None
    assert links(document) == [
        (r"\cite[see][p.~3]{fam,yeo}", ("fam", "yeo")),
        (r"\citet{fam}", ("fam",)),
    ]


def test_the_entries_of_physical_review() -> None:
    source = (
        r"\BibitemOpen \bibfield  {author} {\bibinfo {author} {\bibfnamefont {M.}~\bibnamefont "
        r"{Fam}},\ }\bibfield  {title} {\bibinfo {title} {Ketamine}, }\href {\doibase 10.1016/j.x} "
        r"{\bibfield  {journal} {\bibinfo  {journal} {J}\ }\textbf {\bibinfo {volume} {156}},\ "
        r"\bibinfo {pages} {24} (\bibinfo {year} {2014})}\BibitemShut {NoStop}%"
    )
    text, addresses = untexed(masked(source))
    assert text == "M. Fam, Ketamine, J 156, 24 (2014)"
    assert addresses == "https://doi.org/10.1016/j.x"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\hskip 1em plus 0.5em minus 0.4em\relax J.~Fam", "J. Fam"),
        (r"\doi{10.1000/1}", "doi:10.1000/1"),
        (r"23\bibrangedash 35", "23–35"),
        (r"\href{https://a.org}", r"https://a.org"),
        ("x" * 30_000 + r"\emph{y}", "x" * 30_000 + "y"),
    ],
)
def test_text_without_commands(source: str, expected: str) -> None:
    assert untexed(source)[0] == expected


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        (r"\cite{a}", ["a"]),
        (r"\cite {a, b,\n c}".replace(r"\n", "\n"), ["a", "b", "c"]),
        (r"\parencite*[12]{a}", ["a"]),
        (r"\Textcite[see][][p. 3]{a}", ["a"]),
        (r"\autocites[12]{a}[34]{b}{c}", ["a", "b", "c"]),
        (r"\autocites(pre)(post)[1]{a}", ["a"]),
        (r"\citeauthor<2>{a}", ["a"]),
        (r"\cite[{see]}]{a}", ["a"]),
        (r"\citestyle{plain}\citetext{see}\bibcite{a}{1}\newcitex{a}\DeclareCiteCommand{\a}", []),
        (r"\cite{#1}\cite{}\cite[never closed{a}\cite(x\cite", []),
        (r"\cite[a][b][c][d][e][f]{g}", []),
    ],
)
def test_commands_that_cite(source: str, keys: list[str]) -> None:
    assert [key for one in cite_commands(source) for key in one.keys] == keys


@pytest.mark.parametrize(
    ("source", "visible"),
    [
        ("a % b\nc", "a\nc"),
        (r"50\% sure", r"50\% sure"),
        (r"line\\% b", "line\\\\"),
        (r"a \verb|%\cite{x}| b", "a  b"),
        (r"a \verb|never", "a never"),
        ("\\begin{verbatim}\n%x\n\\end{verbatim} b", "\\end{verbatim} b"),
        ("\\begin{comment} never", ""),
    ],
)
def test_what_does_not_count(source: str, visible: str) -> None:
    hidden = masked(source)
    assert len(hidden) == len(source)
    assert "".join(hidden.split()) == "".join(visible.split()) or hidden.strip() == visible


def test_a_list_beyond_measure_is_read_without_looking_at_commands() -> None:
    entry = r"\bibitem{a} \emph{Fam} J. " + "x" * 100_000 + "\n"
    source = r"\begin{thebibliography}{9}" + entry * 5
    found = read_latex("a.tex", source.encode()).references
    assert found is not None
    assert [(one.plain or "")[:6] for one in found] == ["Fam J."] * 5


def test_the_list_of_biblatex() -> None:
    document = read_latex("main.bbl", BBL.encode())
    assert ids(document) == ["fam", "fam"]
    assert document.references is not None
    found = document.references[0].record
    assert found is not None
    assert found.authors == (
        PersonName(family="Fam", given="Johnson"),
        PersonName(family="Berg", given="Jan", particle="van den", suffix="Jr"),
    )
    assert not found.authors_complete
    assert (found.title, found.container_title, found.pages) == (
        "Ketamine & EEG",
        "Pharmacol Res",
        "23-35",
    )
    assert (found.doi, found.publisher) == ("10.1016/j_x", "Elsevier")


@pytest.mark.parametrize(
    "command", [r"\bibliography{refs}", r"\addbibresource[location=local]{refs.bib}"]
)
def test_a_bibliography_beside_the_document(tmp_path: Path, command: str) -> None:
    text = rf"\documentclass{{article}} \cite{{yeo,none}} \cite{{fam}} {command}"
    document = read(project(tmp_path, main=text, bib=BIB))
    assert ids(document) == ["yeo", "fam"]
    assert document.text.startswith(text + "\n\n@article{yeo")
    assert document.references is not None
    spans = [document.span(one.start, one.end) for one in document.references]
    assert [span.path for span in spans] == ["refs.bib:2", "refs.bib:1"]
    assert [document.text[span.start : span.end][:12] for span in spans] == [
        "@article{yeo",
        "@article{fam",
    ]
    assert [targets for _, targets in links(document)] == [("yeo", "none"), ("fam",)]


def test_all_entries_where_all_are_asked_for(tmp_path: Path) -> None:
    text = r"\documentclass{article} \cite{yeo}\nocite{*} \bibliography{refs}"
    document = read(project(tmp_path, main=text, bib=BIB))
    assert ids(document) == ["yeo", "fam", "never"]
    assert len(document.links) == 1


def test_the_formatted_list_goes_before_the_bibliography(tmp_path: Path) -> None:
    text = r"\documentclass{article} \cite{fam} \bibliography{refs}"
    document = read(project(tmp_path, main=text, bib=BIB, bbl=LIST))
    assert document.references is not None
    assert document.references[0].plain is not None
    assert document.span(document.references[0].start, 0).path == "main.bbl:5"
    (tmp_path / "main.bbl").write_bytes(b"\0" * 100)
    assert ids(read(str(tmp_path / "main.tex"))) == ["fam"]


def test_parts_that_are_included(tmp_path: Path) -> None:
    parts = r"\input{one}\include{two}\input{gone}\input{../main}"
    text = rf"\documentclass{{book}} {parts} \bibliography{{refs}}"
    document = read(
        project(tmp_path, main=text, one=r"\cite{fam} \input{one}", two=r"\cite{yeo}", bib=BIB)
    )
    assert ids(document) == ["fam", "yeo"]
    assert [targets for _, targets in links(document)] == [("fam",), ("yeo",)]
    paths = [document.span(one.start, one.end).path for one in document.links]
    assert paths == ["one.tex:1", "two.tex:1"]


def test_a_bibliography_that_is_not_there(tmp_path: Path) -> None:
    path = project(tmp_path, main=r"\documentclass{article}\cite{a}\bibliography{gone}")
    with pytest.raises(InputError, match=r"its bibliography gone\.bib is not next to it"):
        read(path)
    path = project(tmp_path, main=r"\documentclass{article}\bibliography{gone}")
    assert read(path).references is None


def test_a_document_without_any(tmp_path: Path) -> None:
    path = project(tmp_path, main=r"\documentclass{article} As \cite{a} says.")
    document = read(path)
    assert document.references is None
    assert document.links == ()


@pytest.mark.parametrize(
    "name", ["../refs", "/etc/refs", "sub/../../refs", "~/refs", "C:refs", "link", "folder"]
)
def test_nothing_outside_of_the_folder_is_opened(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "refs.bib").write_text(BIB)
    (inside / "link.bib").symlink_to(tmp_path / "refs.bib")
    (inside / "folder.bib").mkdir()
    path = project(inside, main=rf"\documentclass{{article}}\cite{{fam}}\bibliography{{{name}}}")
    with pytest.raises(InputError):
        read(path)


def test_nothing_is_opened_for_standard_input() -> None:
    with pytest.raises(InputError):
        read_latex("-", rb"\documentclass{article}\cite{fam}\bibliography{refs}")


@given(st.text(st.sampled_from("\\{}[]%$ \nacite,bm|verb*"), max_size=200))
def test_any_source_can_be_read(source: str) -> None:
    assert len(masked(source)) == len(source)
    for one in cite_commands(source):
        assert 0 <= one.start < one.end <= len(source)
    untexed(source)


def test_a_bibliography_that_is_named_often_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(path: str, name: str) -> list[Entry] | None:
        asked.append(name)
        return bibliography_next_to(path, name)

    monkeypatch.setattr(included_files, "bibliography_next_to", counted)
    text = r"\documentclass{article} \cite{yeo}" + r"\bibliography{refs}" * 300
    assert ids(read(project(tmp_path, main=text, bib=BIB))) == ["yeo"]
    assert asked == ["refs.bib"]

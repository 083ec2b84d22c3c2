"""Places in the files that a document includes: in every report that names places."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from refcheck.model.document import Span
from refcheck.pipeline import extract_documents
from refcheck.reports import REPORTERS, ReportOptions
from refcheck.reports.lines import place_in_file, place_of

MAIN = r"""\documentclass{report}
\begin{document}
\include{chapters/methods}
A claim \cite{known}.
\bibliography{refs}
\end{document}
"""
METHODS = """\\chapter{Methods}

As shown \\cite{missing}.
"""
REFS = """@comment{kept}

@article{known,
  title = {A title of a work},
  year = {2015},
  year = {2016}
}
"""


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "methods.tex").write_text(METHODS, encoding="utf-8")
    (tmp_path / "refs.bib").write_text(REFS, encoding="utf-8")
    path = tmp_path / "thesis.tex"
    path.write_text(MAIN, encoding="utf-8")
    return path


def report(thesis: Path, name: str) -> str:
    stream = StringIO()
    reporter = REPORTERS[name].open(stream, ReportOptions(width=100))
    reporter.begin()
    for document in extract_documents([str(thesis)]):
        reporter.document(document)
    return stream.getvalue()


def test_editors_open_the_file_that_has_the_mistake(thesis: Path) -> None:
    shown = report(thesis, "concise")
    folder = thesis.parent.as_posix()
    assert f"{folder}/chapters/methods.tex:3:10: error citation-unlisted" in shown
    assert f"{folder}/refs.bib:6:3:" in shown


def test_annotations_stand_at_the_file_that_has_the_mistake(thesis: Path) -> None:
    shown = report(thesis, "github")
    assert "chapters/methods.tex,line=3,col=10," in shown
    assert "refs.bib,line=6," in shown


def test_a_reader_in_a_terminal_is_told_the_file_and_its_line(thesis: Path) -> None:
    shown = " ".join(report(thesis, "text").split())
    assert "chapters/methods.tex:3: missing is cited in the text" in shown


def test_code_scanning_gets_no_offset_of_another_file(thesis: Path) -> None:
    shown = report(thesis, "sarif")
    assert "chapters/methods.tex" in shown
    assert "charOffset" not in shown


@pytest.mark.parametrize(
    ("path", "span", "place"),
    [
        ("a/b.tex", Span(start=0, end=1, line=7, column=2), ("a/b.tex", 7, 2)),
        (
            "a/b.tex",
            Span(start=0, end=1, line=7, column=2, file="c/d.tex", file_line=3),
            ("a/c/d.tex", 3, 2),
        ),
        (
            "b.tex",
            Span(start=0, end=1, line=7, column=2, file="r.bib", file_line=3),
            ("r.bib", 3, 2),
        ),
    ],
)
def test_a_part_lies_next_to_its_document(
    path: str, span: Span, place: tuple[str, int, int]
) -> None:
    assert place_in_file(path, span) == place


def test_people_read_the_file_and_the_line() -> None:
    span = Span(start=0, end=1, line=7, column=2, path="chapters/methods.tex:3")
    assert place_of(span) == "chapters/methods.tex:3"

"""Documents corrected: what is changed, what stays, and that every correction holds."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest
from tests.fixing import RIGHT, checked_document
from tests.pairs import RECORD, dated, people

from refcheck.model.finding import Field
from refcheck.model.record import BibliographicRecord, DateKind
from refcheck.pipeline.corrections import Correction, Wishes, correct

OTHER = replace(
    RECORD,
    pmid="21237275",
    doi="10.1016/j.nlm.2010.11.011",
    authors=people("Schiffino FL, Murawski NJ, Rosen JB, Stanton ME"),
    title="Ontogeny and neural substrates of the context preexposure facilitation effect",
    container_title="Neurobiology of learning and memory",
    container_variants=("Neurobiol Learn Mem",),
    dates=(dated(2011),),
    volume="95",
    issue="2",
    pages="190-8",
)
OTHER_RIGHT = (
    "Schiffino FL, Murawski NJ, Rosen JB, Stanton ME. Ontogeny and neural substrates of the context"
    " preexposure facilitation effect. Neurobiol Learn Mem. 2011;95(2):190-8."
)
LIST = f"Some text [1,2].\n\nReferences\n\n1. {RIGHT}\n2. {OTHER_RIGHT}\n"
BOTH = (RECORD, OTHER)


def corrected(
    text: str,
    path: str = "article.txt",
    wishes: Wishes | None = None,
    records: tuple[BibliographicRecord | None, ...] = BOTH,
    encoding: str = "utf-8",
    mark: bytes = b"",
) -> tuple[Correction, str]:
    content = mark + text.encode(encoding)
    report = checked_document(path, content, records)
    correction = correct(path, content, report, wishes or Wishes())
    after = correction.files[0].after if correction.files else content
    assert after.startswith(mark)
    return correction, after[len(mark) :].decode(encoding)


WRONG = [
    ("2015;99", "2012;99"),
    ("99(2)", "89(2)"),
    ("95(2)", "95(3)"),
    (":23-35", ":32-35"),
    ("190-8", "190-9"),
    ("Fam J", "Fma J"),
    ("Rosen JB, ", ""),
    ("Pharmacol Res", "Pharmcol Res"),
    ("suicidal ideation", "suicidal behaviour"),
    ("Neurobiol Learn Mem", "J Clin Nurs"),
]


@pytest.mark.parametrize(("printed", "wrong"), WRONG)
def test_one_error_becomes_the_right_text(printed: str, wrong: str) -> None:
    assert printed in LIST
    correction, after = corrected(LIST.replace(printed, wrong, 1))
    assert after == LIST
    assert len(correction.done) == 1
    assert not correction.left


@pytest.mark.parametrize(("printed", "wrong"), WRONG)
def test_a_second_run_changes_nothing(printed: str, wrong: str) -> None:
    _, after = corrected(LIST.replace(printed, wrong, 1))
    again, _ = corrected(after)
    assert not again.files
    assert not again.done


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_other_bytes_stay(encoding: str, mark: bytes, end: str) -> None:
    text = LIST.replace("Some text", "Ein längerer Text – naïf").replace("\n", end)
    _, after = corrected(text.replace("2015;", "2012;"), encoding=encoding, mark=mark)
    assert after == text


def test_lines_that_are_broken_stay_broken() -> None:
    text = LIST.replace(" suicidal ideation in", "\n   suicidal ideation in").replace(
        " Pharmacol Res", "\n   Pharmacol Res"
    )
    _, after = corrected(
        text.replace("2015;", "2012;").replace("suicidal ideation", "suicidal risk")
    )
    assert after == text


def test_a_word_that_is_broken_over_lines_is_not_damaged() -> None:
    text = LIST.replace("ideation in depression", "idea-\n   tion in depression")
    _, after = corrected(text.replace("2015;", "2012;"))
    assert after == text


@pytest.mark.parametrize("line_end", ["", "\n"])
def test_the_end_of_the_file_stays(line_end: str) -> None:
    text = LIST.rstrip("\n") + line_end
    _, after = corrected(text.replace("190-8", "190-9"))
    assert after == text


def test_markdown_marks_stay() -> None:
    text = LIST.replace("References", "## References").replace("Pharmacol Res", "*Pharmacol Res*")
    _, after = corrected(text.replace("2015;", "2012;"), "article.md")
    assert after == text


def test_what_is_not_certain_waits_for_the_user() -> None:
    record = replace(RECORD, dates=(dated(2015), dated(2014, DateKind.ELECTRONIC)))
    wrong = LIST.replace("2015;", "2010;")
    correction, after = corrected(wrong, records=(record, OTHER))
    assert after == wrong
    assert [one.change.value for one in correction.unsafe] == ["2015"]
    _, after = corrected(wrong, records=(record, OTHER), wishes=Wishes(unsafe=True))
    assert after == LIST
    named = Wishes(select=frozenset({"year-mismatch"}))
    assert corrected(wrong, records=(record, OTHER), wishes=named)[1] == LIST


def test_rules_are_chosen_and_left_out() -> None:
    wrong = LIST.replace("2015;", "2012;").replace("190-8", "190-9")
    _, after = corrected(wrong, wishes=Wishes(select=frozenset({"pages-last"})))
    assert after == LIST.replace("2015;", "2012;")
    _, after = corrected(wrong, wishes=Wishes(ignore=frozenset({"pages-last"})))
    assert after == LIST.replace("190-8", "190-9")


def test_identifiers_are_added_in_the_form_of_the_list() -> None:
    text = LIST.replace("190-8.", f"190-8. https://doi.org/{OTHER.doi}")
    _, after = corrected(text, wishes=Wishes(add=(Field.DOI,)))
    assert after == text.replace("23-35.", f"23-35. https://doi.org/{RECORD.doi}")


def test_a_finding_without_a_value_is_left_with_a_reason() -> None:
    text = LIST.replace("190-8.", "190-8. doi:1016/j.nlm")
    correction, after = corrected(text, records=(RECORD, None))
    assert after == text
    assert [(one.number, one.reason) for one in correction.left] == [(2, "the work was not found")]


def test_a_format_that_cannot_be_written_is_refused() -> None:
    items = LIST.split("References\n\n")[1].splitlines()
    html = "<html><body><h2>References</h2><ol>{}</ol></body></html>".format(
        "".join(f"<li>{item[3:]}</li>" for item in items)
    )
    correction, _ = corrected(html.replace("2015;", "2012;"), "page.html")
    assert correction.refusal == "corrections cannot be written in HTML files"
    assert not correction.files
    assert len(correction.left) == 1


# --- LaTeX ----------------------------------------------------------------------------------------

LATEX = r"""\documentclass{article}
\begin{document}
See \cite{a,b}. % a comment, 2012
\begin{thebibliography}{9}
\bibitem{a} Rajkumar~R, Fam~J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in
  depression: Jumping the gun? \emph{Pharmacol Res}. 2015;\textbf{99}(2):23--35.
\bibitem[Schiffino(2011)]{b} Schiffino FL, Murawski NJ, Rosen JB, Stanton ME. Ontogeny and neural
  substrates of the context preexposure facilitation effect.
  \newblock {\em Neurobiol Learn Mem}, 95(2):190--8, 2011.
\end{thebibliography}
\end{document}
"""


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ("2015;", "2012;"),
        (r"\textbf{99}", r"\textbf{89}"),
        ("23--35", "32--35"),
        ("190--8", "190--9"),
        ("Fam~J", "Fma~J"),
        (r"\emph{Pharmacol Res}", r"\emph{Pharmcol Res}"),
        ("suicidal ideation", "suicidal risk"),
        ("2011.", "2001."),
        ("Rosen JB, ", ""),
    ],
)
def test_latex_is_corrected_in_its_source(printed: str, wrong: str) -> None:
    assert printed in LATEX
    correction, after = corrected(LATEX.replace(printed, wrong), "article.tex")
    assert after == LATEX, correction.left


def test_letters_are_written_as_latex() -> None:
    record = replace(RECORD, authors=people("Rajkumar R, Müller J, Yeo EY, Dawe GS"))
    right = LATEX.replace("Fam~J", 'M{\\"u}ller J')
    _, after = corrected(LATEX.replace("Fam~J", "Miller J"), "a.tex", records=(record, OTHER))
    assert after == right


def test_a_bbl_is_not_touched() -> None:
    text = LATEX.split("\n", 3)[3].replace("\\end{document}\n", "").replace("2015;", "2012;")
    correction, after = corrected(text, "article.bbl")
    assert after == text
    assert correction.refusal is not None
    assert ".bib" in correction.refusal

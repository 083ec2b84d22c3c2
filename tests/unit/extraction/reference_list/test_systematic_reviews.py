"""Lists of systematic reviews: the id of a study on a line of its own before its reports."""

from __future__ import annotations

import textwrap

import pytest

from refcheck.extraction import extract
from refcheck.extraction.reference_list.labelled.study_ids import study_id
from refcheck.extraction.reference_list.lines import Lines
from refcheck.model.document import Document

BERMAN = (
    "Berman RM, Cappiello A, Anand A, Oren DA, Heninger GR, Charney DS, et al. Antidepressant"
    " effects of ketamine in depressed patients. Biological Psychiatry 2000;47(4):351-4."
)
LATER = (
    "Diazgranados N, Ibrahim LA, Brutsche NE, Ameli R, Henter ID, Luckenbaugh DA, et al. Rapid"
    " resolution of suicidal ideation after a single infusion of an N-methyl-D-aspartate"
    " antagonist. Journal of Clinical Psychiatry 2010;71(12):1605-11."
)
ZARATE = (
    "Zarate CA Jr, Singh JB, Carlson PJ, Brutsche NE, Ameli R, Luckenbaugh DA, et al. A randomized"
    " trial of an N-methyl-D-aspartate antagonist in treatment-resistant major depression. Archives"
    " of General Psychiatry 2006;63(8):856-64."
)
HIGGINS = (
    "Higgins JP, Altman DG, Gotzsche PC, Juni P, Moher D, Oxman AD, et al. The Cochrane"
    " Collaboration's tool for assessing risk of bias in randomised trials. BMJ 2011;343:d5928."
)
INCLUDED = "References to studies included in this review\n\n"
ONLY = "{published data only}"


def found(text: str) -> list[tuple[str | None, str]]:
    document = Document(path="review.txt", text=f"One trial was small (Berman 2000).\n\n{text}\n")
    return [(one.label, one.raw) for one in extract(document)]


def wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 80))


TWO = [("Berman 2000", BERMAN), ("Zarate 2006", ZARATE)]
THREE = [("Berman 2000", BERMAN), ("Berman 2000", LATER), ("Zarate 2006", ZARATE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{INCLUDED}Berman 2000 {ONLY}\n{BERMAN}\n\nZarate 2006 {ONLY}\n{ZARATE}", TWO),
        (f"{INCLUDED}Berman 2000 {ONLY} {BERMAN}\nZarate 2006 {ONLY} {ZARATE}", TWO),
        (
            f"{INCLUDED}Berman 2000 {{published and unpublished data}}\n*{BERMAN}\n\n{LATER}\n\n"
            f"Zarate 2006 {ONLY}\n{ZARATE}",
            THREE,
        ),
        (
            f"{INCLUDED}Berman 2000 {ONLY}\n* {wrapped(BERMAN)}\n{wrapped(LATER)}\n"
            f"Zarate 2006 {ONLY}\n{wrapped(ZARATE)}",
            THREE,
        ),
        (f"Additional references\n\nBerman 2000\n{BERMAN}\n\nZarate 2006\n{ZARATE}", TWO),
        (
            f"## {INCLUDED}**Berman 2000** {ONLY}\n\n{BERMAN}\n\n"
            f"**Zarate 2006** {ONLY}\n\n{ZARATE}",
            TWO,
        ),
        (
            f"{INCLUDED}Berman 2000 {ONLY}\n{BERMAN}\n\nReferences to ongoing studies\n\n"
            f"NCT01304147 {{unpublished data only}}\n{ZARATE}\n\nAdditional references\n\n"
            f"Higgins 2011\n{HIGGINS}",
            [TWO[0], ("NCT01304147", ZARATE), ("Higgins 2011", HIGGINS)],
        ),
        (
            f"{INCLUDED}Berman 2000 {ONLY}\n{BERMAN}\n\nZarate 2006 {ONLY}\n{ZARATE}\n\n"
            "CHARACTERISTICS OF STUDIES\n\nBerman 2000\nMethods Randomised trial, 2000\n\n"
            "Zarate 2006\nMethods Randomised trial\n",
            TWO,
        ),
    ],
)
def test_each_report_has_the_id_of_its_study(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Berman 2000 {published data only}\nX", "Berman 2000"),
        ("* Berman 2000 {unpublished data only}\nX", "Berman 2000"),
        ("RevMan 2014 [Computer program]\nX", "RevMan 2014"),
        (f"Berman 2000\n{BERMAN}", "Berman 2000"),
        ("WHO 2017\nWorld Health Organization. Depression. Geneva: WHO; 2017.", "WHO 2017"),
        (f"Berman 2001\n{BERMAN}", None),  # another year
        (f"Fam 2000\n{BERMAN}", None),  # another name
        ("Paris 1998\nThe congress met in the old town.", None),
        ("Berman 2000 showed an effect.\nX", None),
        ("{published data only}\nX", None),
    ],
)
def test_what_is_the_id_of_a_study(text: str, label: str | None) -> None:
    known = study_id(Lines(Document(path="a", text=text)), 0)
    assert (known.label if known else None) == label

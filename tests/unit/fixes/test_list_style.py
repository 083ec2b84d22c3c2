"""How a list writes its references."""

from __future__ import annotations

import pytest
from tests.fixing import RIGHT, checked_text

from refcheck.fixes.authors.names import (
    NameForm,
    given_as_written,
    initial_letters,
    name_as_written,
)
from refcheck.fixes.journals.forms import JournalForm
from refcheck.fixes.list_style import list_styles, style_of
from refcheck.fixes.pages import PageForm, page_form, split_pages
from refcheck.model.record import GroupName, PersonName


def test_a_list_without_references_shows_nothing() -> None:
    style = style_of([])
    assert style.names.first is None
    assert style.journal is None
    assert list_styles([]) == {}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Pharmacol Res", JournalForm.ABBREVIATED),
        ("Pharmacol. Res.", JournalForm.DOTTED),
        ("Pharmacological Research", JournalForm.FULL),
    ],
)
def test_journals(name: str, form: JournalForm) -> None:
    text = RIGHT.replace("Pharmacol Res. 2015", f"{name} 2015")
    assert style_of([checked_text(text)] * 2).journal is form


def test_a_list_that_is_not_of_one_form_shows_none() -> None:
    full = RIGHT.replace("Pharmacol Res", "Pharmacological Research")
    assert style_of([checked_text(RIGHT), checked_text(full)]).journal is None


def test_authors_before_et_al() -> None:
    cut = RIGHT.replace("Yeo EY, Dawe GS.", "et al.")
    assert style_of([checked_text(cut)] * 2).names.shown == 2
    assert style_of([checked_text(cut)]).names.shown is None  # of one, nobody knows


def test_identifiers() -> None:
    text = f"{RIGHT} https://doi.org/10.1016/j.phrs.2015.05.003 [PMID: 25982932]"
    style = style_of([checked_text(text)] * 2)
    assert style.doi is not None
    assert style.pmid is not None
    assert style.doi.before == "https://doi.org/"
    assert (style.pmid.before, style.pmid.after) == ("[PMID: ", "]")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1281-1286", PageForm(full=True, dash="-", ranges=True)),
        ("1281–6", PageForm(full=False, kept=1, dash="–", ranges=True)),
        ("1281-86", PageForm(full=False, kept=2, dash="-", ranges=True)),
        ("1277-82", PageForm(full=False, dash="-", ranges=True)),
        ("98-101", PageForm(dash="-", ranges=True)),
        ("23", PageForm(ranges=False)),
        ("e31095", PageForm()),
    ],
)
def test_pages(text: str, form: PageForm) -> None:
    assert page_form(text) == form


def test_pages_in_full() -> None:
    for text, first, last in [
        ("1281-6", "1281", "1286"),
        ("S5-9", "S5", "S9"),
        ("115-20; quiz 121", "115", "120"),
        ("e31095", "e31095", None),
    ]:
        pages = split_pages(text)
        assert pages is not None
        assert (pages.first, pages.last) == (first, last)


@pytest.mark.parametrize(
    ("name", "form", "written"),
    [
        (PersonName(family="Smith", given="John A", initials="JA"), NameForm(), "Smith JA"),
        (
            PersonName(family="Smith", given="John A", initials="JA"),
            NameForm(comma=True, dots=True, gap=" "),
            "Smith, J. A.",
        ),
        (
            PersonName(family="Smith", given="John A", initials="JA"),
            NameForm(family_first=False, full=True, dots=True),
            "John A. Smith",
        ),
        (
            PersonName(family="Martin", given="Jean-Pierre", initials="JP"),
            NameForm(comma=True, dots=True, gap=" "),
            "Martin, J.-P.",
        ),
        (PersonName(family="Martin", given="Jean-Pierre", initials="JP"), NameForm(), "Martin JP"),
        (
            PersonName(family="Prodhan", initials="AHMSU"),
            NameForm(comma=True, dots=True, gap=" ", capitals=True),
            "PRODHAN, A. H. M. S. U.",
        ),
        (
            PersonName(family="Berg", particle="van den", given="P"),
            NameForm(),
            "van den Berg P",
        ),
        (PersonName(family="Jones", given="K", suffix="Jr"), NameForm(), "Jones K Jr"),
        (
            PersonName(family="Jones", given="K", suffix="Jr"),
            NameForm(comma=True, dots=True),
            "Jones, K., Jr.",
        ),
        (PersonName(family="Plato"), NameForm(comma=True), "Plato"),
        (GroupName(name="SPRINT Research Group"), NameForm(), "SPRINT Research Group"),
    ],
)
def test_names(name: PersonName | GroupName, form: NameForm, written: str) -> None:
    assert name_as_written(name, form) == written


def test_names_without_accents() -> None:
    name = PersonName(family="Łódź-Müller", given="Ö")
    assert name_as_written(name, NameForm(), accents=False) == "Lodz-Muller O"


def test_initials_of_names() -> None:
    assert initial_letters(PersonName(family="A", given="JEAN")) == ["J", "E", "A", "N"]
    assert initial_letters(PersonName(family="A", given="J.-P.")) == ["J", "-P"]
    assert given_as_written(PersonName(family="A", given="J.-P."), NameForm()) == "JP"

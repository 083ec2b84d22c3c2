"""How a list writes its references."""

from __future__ import annotations

import pytest
from tests.fixing import RIGHT, checked_text

from refcheck.fixes.journals.forms import JournalForm
from refcheck.fixes.list_style import list_styles, style_of


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

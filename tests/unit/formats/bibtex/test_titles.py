"""Which capitals are protected."""

from __future__ import annotations

import pytest

from refcheck.formats.bibtex.latex import decode
from refcheck.formats.bibtex.titles import protect


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (
            "The role of DNA and B-cell counts in Parkinson's disease",
            "The role of {DNA} and {B}-cell counts in {Parkinson}'s disease",
        ),
        ("DNA repair", "{DNA} repair"),
        ("Ketamine in depression: Jumping the gun?", "Ketamine in depression: Jumping the gun?"),
        ("Ketamine. Another view", "Ketamine. {Another} view"),
        ("mRNA, pH and iPSC in COVID-19", "{mRNA}, {pH} and {iPSC} in {COVID}-19"),
        ("“Rapid” effects", "{\\textquotedblleft}{Rapid}{\\textquotedblright} effects"),
        (
            "The Role of Ketamine in the Treatment of MDD",
            "The Role of Ketamine in the Treatment of {MDD}",
        ),
        ("Effects of Vitamin D on Mood: A Review", "Effects of Vitamin {D} on Mood: A Review"),
        (
            "Die Bedeutung der Depression für Patienten",
            'Die {Bedeutung} der {Depression} f{\\"u}r {Patienten}',
        ),
        ("Rôle de l'Église", "R{\\^o}le de l'{{\\'E}glise}"),
        ("Vitamin X\u0304 levels", "Vitamin {{\\={X}}} levels"),
        ("", ""),
    ],
)
def test_protect(title: str, written: str) -> None:
    assert protect(title) == written
    assert decode(written) == title

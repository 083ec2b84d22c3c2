"""Entries that are printed a field a line, and wrapped ones that only look so."""

from __future__ import annotations

import textwrap

import pytest

from refcheck.extraction.reference_list.unlabelled.field_lines import arranged

WRAPPED = [
    "Miltenberg, B., Puzzitiello, R.N., Ruelos, V.C.B., Masood, R., Pagani, N.R., Moverman, M.A.,"
    " Menendez, M.E., Ryan, S.P., Salzler, M.J., and Drager, J. (2024). Incidence of complications"
    " and revision surgery after high tibial osteotomy. Am. J. Sports Med. 52.",
    "J. Retterer, B.W. Casto, American Health Information Management Association, Practice brief."
    " Securing wireless technology for healthcare, J. AHIMA 75 (2004) 56A-56D.",
    "Miller OH, Moran JT, Hall BJ, Naughton M, Clarke G, Oleary OF, Cryan JF, Dinan TG, Rajkumar R,"
    " Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
]


@pytest.mark.parametrize("text", WRAPPED)
@pytest.mark.parametrize("width", [66, 72, 80, 96])
def test_wrapped_lines_are_no_fields(text: str, width: int) -> None:
    lines = textwrap.wrap(f"[28] {text}", width, subsequent_indent="     ")
    lines[0] = lines[0].removeprefix("[28] ")
    assert arranged(lines) is None


def test_fields_of_an_entry() -> None:
    lines = [
        "Two cellular hypotheses explaining the initiation of ketamine's antidepressant actions",
        "OH Miller, JT Moran, BJ Hall",
        "Neuropharmacology, 100, 17-26, 2016",
    ]
    entry = arranged(lines)
    assert entry is not None
    assert entry.startswith("Miller OH, Moran JT, Hall BJ. Two cellular")

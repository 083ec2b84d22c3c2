"""Lists of authors of which the first one is inverted and capitals tell the family names."""

from __future__ import annotations

import pytest

from refcheck.model.record import PersonName
from refcheck.parsing import parse

REST = "Léčba deprese. Časopis lékařů českých. 2010, roč. 149, č. 3, s. 123-126."


def names(text: str) -> str:
    return "; ".join(
        f"{one.family}, {one.given}" if isinstance(one, PersonName) else one.name
        for one in parse(text).record.authors
    )


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        (
            "NOVÁK, Jan, Petr SVOBODA a Eva DVOŘÁKOVÁ.",
            "NOVÁK, Jan; SVOBODA, Petr; DVOŘÁKOVÁ, Eva",
        ),
        ("NOVÁK, Jan a Eva DVOŘÁKOVÁ.", "NOVÁK, Jan; DVOŘÁKOVÁ, Eva"),
        (
            "BATTEN, Marcel, Ji LI, Sothy YI, Al HACKEL and Nico GHILARDI.",
            "BATTEN, Marcel; LI, Ji; YI, Sothy; HACKEL, Al; GHILARDI, Nico",
        ),
        ("SCHLEMBACH, Pamela J, Chul S HA, et al.", "SCHLEMBACH, Pamela J; HA, Chul S"),
        (
            "DE VRIES, Jan, Eva M. VAN DER BERG i Olga McDONALD-LI.",
            "DE VRIES, Jan; VAN DER BERG, Eva M.; McDONALD-LI, Olga",
        ),
        ("NOVÁK, Jan, Petr de VRIES & Eva O'BRIEN.", "NOVÁK, Jan; de VRIES, Petr; O'BRIEN, Eva"),
    ],
)
def test_capitals_tell_the_family_names(printed: str, wanted: str) -> None:
    assert names(f"{printed} {REST}") == wanted
    assert (parse(f"{printed} {REST}").record.title or "").startswith("Léčba deprese")


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("NOVÁK, J., SVOBODA, P. & DVOŘÁK, E.", "NOVÁK, J.; SVOBODA, P.; DVOŘÁK, E."),
        ("NOVÁK, Jan; SVOBODA, Petr:", "NOVÁK, Jan; SVOBODA, Petr"),
        ("Novak J, Svoboda PE, Li AB.", "Novak, J; Svoboda, PE; Li, AB"),
    ],
)
def test_other_lists_stay(printed: str, wanted: str) -> None:
    assert names(f"{printed} {REST}") == wanted

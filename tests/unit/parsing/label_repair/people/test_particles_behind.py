"""Lists of authors whose particles are behind their initials or given names."""

from __future__ import annotations

import pytest

from refcheck.model.record import PersonName
from refcheck.parsing import parse

REST = "Avaliação nutricional de idosos. Rev. Saúde Pública, v. 38, n. 2, p. 123-130, 2004."


def names(text: str) -> str:
    return "; ".join(
        f"{one.family}, {one.given}" if isinstance(one, PersonName) else one.name
        for one in parse(text).record.authors
    )


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("SILVA, J. A. da; SOUZA, M. C. de.", "SILVA, J. A. da; SOUZA, M. C. de"),
        ("SOUZA, M. C. de.", "SOUZA, M. C. de"),
        ("LIMA, P. dos.", "LIMA, P. dos"),
        ("SILVA, J. A. da; SOUZA, M. C.", "SILVA, J. A. da; SOUZA, M. C."),
        ("Oliveira FA da, Santos JR dos.", "Oliveira, FA da; Santos, JR dos"),
        ("Oliveira FA da, Santos JR dos, et al.", "Oliveira, FA da; Santos, JR dos"),
        ("Berg, J. van den, & Vries, P. de. (2004).", "Berg, J. van den; Vries, P. de"),
        ("Gogh V van.", "Gogh, V van"),
        ("SILVA, José da; SOUZA, Maria Clara de.", "SILVA, José da; SOUZA, Maria Clara de"),
    ],
)
def test_the_particle_belongs_to_the_given_names(printed: str, wanted: str) -> None:
    parsed = parse(f"{printed} {REST}")
    assert names(f"{printed} {REST}") == wanted
    assert parsed.record.title == "Avaliação nutricional de idosos"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("DA SILVA, J. A.; DE SOUZA, M. C.", "DA SILVA, J. A.; DE SOUZA, M. C."),
        ("da Silva JA, de Souza MC.", "da Silva, JA; de Souza, MC"),
        ("Silva JA, van den Berg MC, dos Santos P.", "Silva, JA; van den Berg, MC; dos Santos, P"),
        ("SOUZA, M. C.", "SOUZA, M. C."),
    ],
)
def test_a_particle_before_a_family_name_stays_there(printed: str, wanted: str) -> None:
    assert names(f"{printed} {REST}") == wanted


def test_a_title_that_begins_with_a_small_word_stays() -> None:
    title = "La huella de Glucksmann: de la verdad"
    assert parse(f"FREITAS, J. H. {title}. São Paulo: Hucitec, 2004.").record.title == title

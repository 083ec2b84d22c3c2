"""Lists of authors of which the first one alone begins with the family name."""

from __future__ import annotations

import pytest

from refcheck.model.record import PersonName
from refcheck.parsing import parse

REST = "Sleep and mood in old age. Lancet 385: 12-17."


def names(text: str) -> list[str]:
    authors = parse(text).record.authors
    return [
        f"{one.family}, {one.given}" if isinstance(one, PersonName) else one.name for one in authors
    ]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("KANG, X., C. SONG, X. DU & Y. YIN 2015.", "KANG, X.; SONG, C.; DU, X.; YIN, Y."),
        ("CZABAJSKI, T. & L. GOLCZ 1955.", "CZABAJSKI, T.; GOLCZ, L."),
        (
            "Smith, A.B., E.A. MÜNCHOW, W.L. DE OLIVEIRA DA ROSA & E. PIVA 2018.",
            "Smith, A.B.; MÜNCHOW, E.A.; DE OLIVEIRA DA ROSA, W.L.; PIVA, E.",
        ),
        (
            "Sandberg, C. E. J., S. R. Knight, A. U. Qureshi, and S. Pathak. 2019.",
            "Sandberg, C. E. J.; Knight, S. R.; Qureshi, A. U.; Pathak, S.",
        ),
        (
            "Shaheen, Nicholas J, Gary W Falk, Prasad G Iyer, and Sachin Wani. 2022.",
            "Shaheen, Nicholas J; Falk, Gary W; Iyer, Prasad G; Wani, Sachin",
        ),
        # An initial and a name before the family name, among given names in full
        (
            "Insel, Thomas R., B. Timothy Walsh, and W. Stewart Agras. 2011.",
            "Insel, Thomas R.; Walsh, B. Timothy; Agras, W. Stewart",
        ),
        ("Beck, Aaron T., and A. John Rush. 1979.", "Beck, Aaron T.; Rush, A. John"),
        # Among initials, both are family names
        (
            "Smith, A., M. García Márquez, and F. Lee. 2011.",
            "Smith, A.; García Márquez, M.; Lee, F.",
        ),
        (
            "Insel, Thomas R., B. van Walsh, and W. Agras. 2011.",
            "Insel, Thomas R.; van Walsh, B.; Agras, W.",
        ),
        (
            "de Vries, H., J. van den Berg, and F. Lee. 2011.",
            "de Vries, H.; van den Berg, J.; Lee, F.",
        ),
        ("Smith, J., A. Jones, et al. 2015.", "Smith, J.; Jones, A."),
        ("Smith, J., A. O'Brien, B. García-López, and others. 2015.", None),
        ("Zald, Mayer N., and John D. McCarthy (1987).", "Zald, Mayer N.; McCarthy, John D."),
    ],
)
def test_names_after_the_first_are_read_the_other_way_round(
    printed: str, wanted: str | None
) -> None:
    expected = wanted or "Smith, J.; O'Brien, A.; García-López, B."
    assert "; ".join(names(f"{printed} {REST}")) == expected


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Smith, A.B., Jones, C.D., and Lee, E.F. 2015.", "Smith, A.B.; Jones, C.D.; Lee, E.F."),
        ("Paradis E, Claude J, Strimmer K.", "Paradis, E; Claude, J; Strimmer, K"),
        ("Smith, John, Jones, Carol, and Lee, Eve. 2015.", "Smith, John; Jones, Carol; Lee, Eve"),
    ],
)
def test_other_lists_are_left_alone(printed: str, wanted: str) -> None:
    assert "; ".join(names(f"{printed} {REST}")) == wanted


def test_the_year_and_the_title_after_the_names_are_found() -> None:
    record = parse(f"CZABAJSKI, T. & L. GOLCZ 1955. {REST}").record
    assert record.issued is not None
    assert (record.issued.year, record.title) == (1955, "Sleep and mood in old age")

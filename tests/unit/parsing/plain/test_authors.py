"""Lists of authors in the forms of most styles, and the labels of their words."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.parsing.plain.authors import find_authors, name_labels
from refcheck.parsing.tokens import tokenise

# F and f: family name, G and g: given name; a capital begins a name. "-": none.
LISTS = {
    "Smith AB. Sleep": ("Smith AB", "Fg"),
    "Smith AB, van der Berg CDEF, et al. Sleep": ("Smith AB, van der Berg CDEF", "FgFffg"),
    "Smith AB and O'Neill C (2010) Sleep": ("Smith AB and O'Neill C", "Fg-Fg"),
    "Smith A. B., García-Ruiz C.: Sleep": ("Smith A. B., García-Ruiz C.", "FggFg"),
    "Smith, A.B.; Li, C.-D. Sleep": ("Smith, A.B.; Li, C.-D.", "FggFgg"),
    "Smith, A. B., & de la Cruz, D. (2010). Sleep": ("Smith, A. B., & de la Cruz, D.", "Fgg-Fffg"),
    "A. B. Smith, C. van der Berg, and D. Li, Sleep": (
        "A. B. Smith, C. van der Berg, and D. Li", "GgfGfff-Gf",
    ),
    "A.-B. Smith et al. Sleep": ("A.-B. Smith", "Ggf"),
    "Smith, A. B., C. Jones, and D. Li. 2010. Sleep": (
        "Smith, A. B., C. Jones, and D. Li", "FggGf-Gf",
    ),
    "Smith, A. and C. Jones. 2010. Sleep": ("Smith, A. and C. Jones", "Fg-Gf"),
    "SMITH, A. B.; DE SOUZA, C. Sleep": ("SMITH, A. B.; DE SOUZA, C.", "FggFfg"),
    "Fernández-de-las-Peñas C, Mão de Ferro S. Sleep": (
        "Fernández-de-las-Peñas C, Mão de Ferro S", "FgFffg",
    ),
    "A B Smith, CD van der Berg and J-P O'Neill. Sleep": (
        "A B Smith, CD van der Berg and J-P O'Neill", "GgfGfff-Gf",
    ),
    "A Smith and BC Jones (2010) Sleep": ("A Smith and BC Jones", "Gf-Gf"),
    "A B Smith. Sleep": ("A B Smith", "Ggf"),
    "AB Smith et al. Sleep": ("AB Smith", "Gf"),
    "Smith MA, Jones MD, Lee C. Sleep": ("Smith MA, Jones MD, Lee C", "FgFgFg"),
}  # fmt: skip
OTHERS = (
    "",
    "Sleep and mood. Gut. 2010;1:2.",
    "World Health Organization. Sleep and mood.",
    "Smith, John, and Carol Jones. Sleep.",
    "Dr. A. Smith, C. Jones. Sleep.",
    "王芳, 李娜. Sleep.",
    "A Review. Sleep and mood.",
    "CT Scanning. Sleep and mood.",
    "B cells, T cells. Sleep and mood.",
    "A B Smith, Carol Jones. Sleep and mood.",
)


@pytest.mark.parametrize(("text", "expected"), LISTS.items())
def test_a_plain_list_and_its_labels(text: str, expected: tuple[str, str]) -> None:
    names, letters = expected
    found = find_authors(text)
    assert found is not None
    assert text[: found.names_end] == names
    assert found.is_cut == ("et al" in text)
    known = {"F": "Bfamily", "f": "Ifamily", "G": "Bgiven", "g": "Igiven", "-": "O"}
    assert list(name_labels(found, tokenise(text))) == [known[letter] for letter in letters]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_not_one(text: str) -> None:
    assert find_authors(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Smith AB, MD, Jones CD. Sleep",
        "Smith AB, Jones CD; ABC Group. Sleep",
        "Smith, A., Jr.; Lee, B. C",
    ],
)
def test_a_list_ends_before_what_is_not_a_plain_name(text: str) -> None:
    found = find_authors(text)
    assert found is not None
    assert text[found.end] in ",;"


def test_its_time_grows_with_the_text() -> None:
    for piece in (
        "Smith AB, ",
        "A. ",
        "van der ",
        "A-",
        "Smith, A. B., ",
        "A. Smith, ",
        "A B Smith, ",
        "A B ",
        "SMITH-",
        "O'",
    ):
        assert grows_in_proportion(lambda size, piece=piece: find_authors(piece * size), 3_000)

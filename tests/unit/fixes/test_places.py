"""Where in a reference a value is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.fixes.places import _pattern, _places, find_value
from refcheck.model.finding import Field

# Letters and digits, what parts words, and letters whose case is not simple.
TEXTS = st.text("aAkKsSiI1_ .,-–éÉ\nİıſ\u212aΣ", max_size=24)
WORDS = st.lists(st.text("aAkKsSiI1_é", min_size=1, max_size=3), min_size=1, max_size=3)


@given(TEXTS, WORDS)
def test_words_are_found_as_by_a_pattern(source: str, words: list[str]) -> None:
    found = [match.span() for match in _pattern(tuple(words)).finditer(source)]
    assert list(_places(source, tuple(words))) == found


@pytest.mark.parametrize(
    ("source", "value", "field", "found"),
    [
        ("Fam,\n  J. A title. 2015;99:23-35.", "Fam J", Field.AUTHOR, "Fam,\n  J"),
        ("J. Fam. A title. 2015;99:23-35.", "Fam J", Field.AUTHOR, "J. Fam"),
        ("FAMJ 2015", "fam j", Field.AUTHOR, "FAMJ"),
        ("Fam ((((((( J", "Fam J", Field.TITLE, None),
        ("Fam (((((( J", "Fam J", Field.TITLE, "Fam (((((( J"),
        ("Müller, K. A title", "müller k", Field.AUTHOR, "Müller, K"),
        ("Infam J. A title", "Fam J", Field.AUTHOR, None),
        ("A title. 2015;2015:2015-35.", "2015", Field.VOLUME, "2015"),
        ("A title. Lancet 20155", "2015", Field.YEAR, None),
        ("", "2015", Field.YEAR, None),
        ("2015", "?!", Field.YEAR, None),
    ],
)
def test_a_value_is_found_in_its_field(
    source: str, value: str, field: Field, found: str | None
) -> None:
    place = find_value(source, value, field)
    assert (None if place is None else source[slice(*place)]) == found

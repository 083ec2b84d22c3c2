"""The forms in which a name of a journal is written."""

from __future__ import annotations

import pytest

from refcheck.compare.journals.forms import cited_forms, form_of, has_one_form
from refcheck.compare.thresholds import JOURNAL_WORDS


@pytest.mark.parametrize(
    ("name", "has_one"),
    [
        ("J. Biol. Chem.", True),
        ("The Journal of Sleep", True),
        ("New York", False),
        ("Nephrology (Carlton)", False),
        ("Circulation: Heart Failure", False),
        ("Rev Neurol & Psych", False),
        ("Gut Epub ahead", False),
        ("", False),
        (" ".join(["word"] * JOURNAL_WORDS), True),
        (" ".join(["word"] * (JOURNAL_WORDS + 1)), False),
    ],
)
def test_a_name_of_words_alone_has_one_form(name: str, has_one: bool) -> None:
    assert has_one_form(name) is has_one
    if has_one:
        words = name.lower().replace(".", " ").split()
        assert cited_forms(name) == (form_of(words),)

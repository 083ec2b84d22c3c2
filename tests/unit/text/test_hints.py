"""No text is passed over that a pattern behind a cheap test would match."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.pattern_samples import samples

from refcheck.compare.journals import forms
from refcheck.extraction.reference_list.surroundings import link_text
from refcheck.parsing import access
from refcheck.parsing.normalisers import special_types
from refcheck.parsing.text_repair import cut_lists, degrees
from refcheck.text import english
from refcheck.text.patterns import Hinted, lazy_regex
from refcheck.text.works import registrations

HINTED = {name: each for name, each in vars(special_types).items() if isinstance(each, Hinted)}
DEGREE = rf"(?<![\w.])(?:{degrees._ANY})(?![\w-])"


@pytest.mark.parametrize("name", HINTED)
def test_hints_of_kinds_of_work(name: str) -> None:
    made = list(samples(HINTED[name]._pattern))
    assert made
    assert [text for text in made if not HINTED[name].is_in(text)] == []


@pytest.mark.parametrize(
    ("pattern", "passes"),
    [
        (registrations._ANY, registrations._HINT.search),
        (registrations._ANY, registrations.may_have_registrations),
        (access._ACCESS, lambda text: access._may_have(f"{text}é")),
        (special_types._VERSION, special_types._has_version),
        (lazy_regex(DEGREE), degrees._HAS_DEGREE.search),
    ],
    ids=["registrations", "numbers", "access", "version", "degrees"],
)
def test_cheap_tests(pattern: re.Pattern[str], passes: Callable[[str], object]) -> None:
    made = list(samples(pattern))
    assert len(made) > 100
    assert [text for text in made if not passes(text)] == []


def test_last_words_of_links() -> None:
    made = [text for text in samples(link_text._LINK) if link_text._LINK.fullmatch(text)]
    assert len(made) > 100
    for behind in ("", "]", " (12).", "\u00a0", " | "):
        missed = [text for text in made if not link_text._may_end_in_links(text + behind)]
        assert missed == []


def test_first_signs_of_cut_lists() -> None:
    made = list(samples(cut_lists._CUT))
    assert len(made) > 100
    for text in made:
        found = cut_lists._CUT.search(text)
        assert found is not None
        assert cut_lists._first_sign(text, 0, len(text)) == found.start(), text


def test_notes_that_a_journal_has_appeared_online() -> None:
    made = list(samples(forms._ONLINE))
    assert len(made) > 100
    assert [text for text in made if not forms._may_be_online(text)] == []


def test_letters_of_british_spellings() -> None:
    for letters, pattern, _ in english._SPELLING:
        for text in samples(pattern):
            assert letters in text

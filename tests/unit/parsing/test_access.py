"""When a page was read is not when the work appeared."""

from __future__ import annotations

import pytest

from refcheck.formats.csl import to_csl
from refcheck.parsing import access, parse

PAGE = "World Health Organization. Depression. https://www.who.int/depression{}"
PHRASES = [
    ". Accessed 3 May 2020.",
    " (accessed on May 3, 2020).",
    ". Last accessed: 3 May 2020.",
    " [cited 2020 May 3].",
    ", viewed 3 May 2020.",
    ". Retrieved May 3, 2020.",
    " (abgerufen am 3. Mai 2020).",
    ", zuletzt geprüft am 03.05.2020.",
    " [Stand: 03.05.2020]",
    " (Zugriff: 03.05.2020)",
    ", consulté le 3 mai 2020.",
    " (page consultée le 3 mai 2020)",
    " (consultado el 3 de mayo de 2020).",
    ". Acesso em: 3 maio 2020.",
    " (ultimo accesso: 3 maggio 2020).",
    " (accessed 2020-05-03)",
    ". Accessed 2020/05/03.",
]
YEAR_ALONE = [
    " (geraadpleegd op 3 mei 2020).",
    " (дата обращения: 03.05.20).",
    ". [Accessed 2020]",
    " (last accessed on 03/05/2020)",
]


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_date_of_access_is_not_the_year(phrase: str) -> None:
    item = to_csl(parse(PAGE.format(phrase)).record)
    assert item["accessed"] == {"date-parts": [[2020, 5, 3]]}
    assert "issued" not in item
    assert item["title"] == "Depression"


@pytest.mark.parametrize("phrase", YEAR_ALONE)
def test_a_date_that_is_half_understood_is_no_year_either(phrase: str) -> None:
    item = to_csl(parse(PAGE.format(phrase)).record)
    assert item["accessed"]["date-parts"][0][0] == 2020
    assert "issued" not in item


@pytest.mark.parametrize("phrase", [*PHRASES, *YEAR_ALONE])
def test_the_year_of_the_work_stays(phrase: str) -> None:
    text = "Smith J, Doe A. Depression in adults. 2015. https://www.who.int/depression" + phrase
    item = to_csl(parse(text).record)
    assert item["issued"] == {"date-parts": [[2015]]}


@pytest.mark.parametrize(
    "text",
    [
        "Yee TW, cited 2006: A user's guide to a package. [Available online at https://ex.org]",
        "Smith J. Papers that were cited 2006 times. Lancet. 2006;3:4-5.",
        "Smith J. Rates of accessed care: 2006 survey. Lancet. 2006;3:4-5.",
    ],
)
def test_words_of_a_title_say_nothing_of_access(text: str) -> None:
    item = to_csl(parse(text).record)
    assert item["issued"] == {"date-parts": [[2006]]}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Harnden P, Joffe JK, editors. Germ cell tumours V. Proceedings of the 5th Germ Cell"
         " Tumour Conference; 2001 Sep 13-15; Leeds, UK. New York: Springer; 2002.", 2002),
        ("Kimura J, editor. Recent advances in neurophysiology. Proceedings of the 10th Congress of"
         " EMG; 1995 Oct 15-19; Kyoto, Japan. Amsterdam: Elsevier; 1996.", 1996),
    ],
)  # fmt: skip
def test_the_days_of_a_meeting_are_not_the_year_of_its_book(text: str, year: int) -> None:
    assert to_csl(parse(text).record)["issued"] == {"date-parts": [[year]]}


def test_each_word_in_other_letters_has_one_that_is_looked_for() -> None:
    for hint in access._FOREIGN_HINTS:
        assert any(letter in hint for letter in access._FOREIGN_LETTERS), hint

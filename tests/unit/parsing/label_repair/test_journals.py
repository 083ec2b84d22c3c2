"""References without a title: journals that were taken for authors."""

import pytest

from refcheck.model.record import BibliographicRecord
from refcheck.parsing import parse


def year_of(record: BibliographicRecord) -> int | None:
    return record.issued.year if record.issued else None


@pytest.mark.parametrize(
    ("text", "families", "journal"),
    [
        ("Stone DM, Nature 1996.", ["Stone"], "Nature"),
        ("Stone DM, Nature 1996. https://doi.org/10.1000/384129a0", ["Stone"], "Nature"),
        ("Stone DM, Hynes M. Nature 1996. PMID: 8906787", ["Stone", "Hynes"], "Nature"),
        ("Stone, Nature 1996, 384, 129.", ["Stone"], "Nature"),
        ("Smith J, Jones K. Lancet 2009.", ["Smith", "Jones"], "Lancet"),
        ("Jones K and Lee P, J. Clin. Oncol. 2009", ["Jones", "Lee"], "J. Clin. Oncol"),
        ("Jones K, et al. N. Engl. J. Med. 2009", ["Jones"], "N. Engl. J. Med"),
        ("Jones K, Pain 2009", ["Jones"], "Pain"),
        ("Berman et al. (Urology, 1999, 54, 385)", ["Berman"], "Urology"),
    ],
)
def test_a_journal_is_nobody(text: str, families: list[str], journal: str) -> None:
    record = parse(text).record
    assert [author.family for author in record.persons] == families
    assert record.container_title == journal
    assert record.title is None
    assert year_of(record) in (1996, 1999, 2009)


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Smith JB, Brain WR 1956", ["Smith", "Brain"]),  # with initials it is a person
        ("Grace Stone, Iris Brain 1996", ["Stone", "Brain"]),
        ("Wong, Janus 2001.", ["Wong"]),  # "Janus" is a journal, too, and no number follows
        ("Smith J, Jones K 2009", ["Smith", "Jones"]),
    ],
)
def test_a_person_is_no_journal(text: str, families: list[str]) -> None:
    record = parse(text).record
    assert [author.family for author in record.persons] == families
    assert record.container_title is None


def test_the_title_of_a_page_is_no_journal() -> None:
    record = parse("Smith JB. Sleep. 2010. https://example.org/sleep").record
    assert (record.title, record.container_title) == ("Sleep", None)

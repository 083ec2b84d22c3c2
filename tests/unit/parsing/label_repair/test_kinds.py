"""Package inserts: what comes with a medicine."""

import pytest

from refcheck.parsing import parse


@pytest.mark.parametrize(
    ("text", "title", "place", "publisher"),
    [
        (
            "Keytruda (pembrolizumab) [package insert]. Whitehouse Station, NJ: Merck & Co., Inc.;"
            " 2014.",
            "Keytruda (pembrolizumab)", "Whitehouse Station, NJ", "Merck & Co., Inc",
        ),
        (
            "Prozac [package insert]. Indianapolis, IN: Eli Lilly and Company; 2014.",
            "Prozac", "Indianapolis, IN", "Eli Lilly and Company",
        ),
        (
            "OPDIVO (nivolumab) injection, for intravenous use [package insert]. Princeton, NJ:"
            " Bristol-Myers Squibb Company; March 2014.",
            "OPDIVO (nivolumab) injection, for intravenous use", "Princeton, NJ",
            "Bristol-Myers Squibb Company",
        ),
        (
            "Humira. Package insert. North Chicago, IL: AbbVie Inc; 2014.",
            "Humira", "North Chicago, IL", "AbbVie Inc",
        ),
        (
            "ZOLOFT® (US prescribing information). New York: Pfizer, 2014. Accessed 3 May 2020.",
            "ZOLOFT®", "New York", "Pfizer",
        ),
    ],
)  # fmt: skip
def test_an_insert_is_called_by_its_medicine(
    text: str, title: str, place: str, publisher: str
) -> None:
    record = parse(text).record
    assert (record.title, record.publisher_place, record.publisher) == (title, place, publisher)
    assert record.issued is not None
    assert (record.issued.year, record.authors, record.container_title) == (2014, (), None)


def test_its_maker_may_stand_before_it() -> None:
    record = parse("Merck & Co. Keytruda [package insert]. Rahway, NJ; 2014.").record
    assert [getattr(author, "name", None) for author in record.authors] == ["Merck & Co"]
    assert record.title == "Keytruda"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Smith J, Jones K. Do patients read the package insert? Pharm World Sci. 2001;23:1-5.",
            "Do patients read the package insert?",
        ),
        (
            "Smith J. Readability of product information. A survey. Drug Saf. 2001;23:1-5.",
            "Readability of product information. A survey",
        ),
        (
            "Smith J. Sertraline [package insert]. Drug Saf. 2001;23:1-5.",
            "Sertraline [package insert]",
        ),
    ],
)
def test_an_article_on_inserts_is_an_article(text: str, title: str) -> None:
    record = parse(text).record
    assert record.title == title
    assert next(author.family for author in record.persons) == "Smith"
    assert record.volume == "23"

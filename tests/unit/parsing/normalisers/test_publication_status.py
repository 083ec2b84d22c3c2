"""Lists of authors with gaps and torn names, short titles, and notices that are no field."""

from __future__ import annotations

import pytest

from refcheck.model.record import GroupName
from refcheck.parsing import parse
from refcheck.parsing.normalisers.publication_status import cut_notices
from refcheck.parsing.tokens import NOTICE


def people(text: str) -> list[str]:
    """The authors as "family|given|suffix"."""
    return [
        author.name
        if isinstance(author, GroupName)
        else "|".join(filter(None, (author.family, author.given, author.suffix)))
        for author in parse(text).record.authors
    ]


GOATS = " Effects of light on goats. Animal Genetics, 12(3), 1-9."


@pytest.mark.parametrize(
    ("names", "last"),
    [
        ("Cai, H., Zhou, Y., Lei, C., . . . Chen, H. (2015).", "Chen|H."),
        ("Wehrli, F., Bano, A., . . . Muka, T. (2022).", "Muka|T."),
        ("Jones, A. B., Kracht, C. L., … Jacobs, D. R., Jr. (2024).", "Jacobs|D. R.|Jr"),
        ("Wurtele, H., Smith, B., ... Zhu, X.-D. (2021).", "Zhu|X.-D."),
        ("Wurtele, H., Smith, B., ... & Zhu, X.-D. (2021).", "Zhu|X.-D."),
        ("Evans, E. E., Carter, A., . . . De Los Reyes, A. (2020).", "De Los Reyes|A."),
    ],
)
def test_the_author_after_an_ellipsis_is_whole_and_the_list_is_cut(names: str, last: str) -> None:
    assert people(names + GOATS)[-1] == last
    assert not parse(names + GOATS).record.authors_complete


def test_an_ellipsis_elsewhere_says_nothing() -> None:
    record = parse("Smith J, Doe A. Sleep ... and mood in goats. Lancet. 2012;3(2):4-5.").record
    assert record.authors_complete


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Comas Carbonell, E., & Smith, J. (2019)." + GOATS, ["Comas Carbonell|E.", "Smith|J."]),
        ("De Los Reyes, A., & Smith, J. (2019)." + GOATS, ["De Los Reyes|A.", "Smith|J."]),
        ("da Silva JCRA, Souza P. Growth of the ape. J Growth. 2019;12(4):5-9.",
         ["da Silva|JCRA", "Souza|P"]),
        ("Utkan Karasu A, Souza P. Growth of the ape. J Growth. 2019;12(4):5-9.",
         ["Utkan Karasu|A", "Souza|P"]),
        ("Campion TR Jr, Kaushal R. Growth of the ape. J Growth. 2019;12(4):5-9.",
         ["Campion|TR|Jr", "Kaushal|R"]),
        ("VAN DIJK, T. Critical discourse. Discourse and Society, v. 4, n. 2, p. 249-283, 1993.",
         ["VAN DIJK|T."]),
        ("Hix, S., A. Noury and G. Roland (2007), Democratic Politics, New York, Springer.",
         ["Hix|S.", "Noury|A.", "Roland|G."]),
        ('Smith, John, and Bob Doe. "Ape growth." Journal of Growth, vol. 3, 2010, pp. 3-9.',
         ["Smith|John", "Doe|Bob"]),
        ("Rosales RL on behalf of the ABC Investigators. Novel therapies. Lancet. 2012;3:4-5.",
         ["Rosales|RL", "ABC Investigators"]),
    ],
)  # fmt: skip
def test_names_are_whole(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize("others", ["and others", "y cols"])
def test_and_others_is_not_a_title(others: str) -> None:
    record = parse(f"Smith Q, {others}. Novel therapies for asthma. Lancet. 2012;3:4-5.").record
    assert record.title == "Novel therapies for asthma"
    assert not record.authors_complete


@pytest.mark.parametrize(
    ("text", "title", "journal"),
    [
        ("Owen MJ, Sawa A, Mortensen PB. Schizophrenia. Lancet. 2016;388(10039):86-97.",
         "Schizophrenia", "Lancet"),
        ("Papi A, Pedersen SE, Reddel HK. Asthma. Lancet. 2018;391(10122):783-800.",
         "Asthma", "Lancet"),
        ("Smith J. Sepsis. BMJ. 2016;353:i1585.", "Sepsis", "BMJ"),
        ("Nasopharyngeal Cancer in Childhood. HNO. 1988;36: 147-149.",
         "Nasopharyngeal Cancer in Childhood", "HNO"),
        ("Correction. AIDS Care. 2024;36:228–229.", "Correction", "AIDS Care"),
        ("Care of the Hair. (1881). Hall's Journal of Health, 28(3), 96-97.",
         "Care of the Hair", "Hall's Journal of Health"),
        ("[No authors listed]. Outbreaks of gastroenteritis. Lancet. 2012;3:4-5.",
         "Outbreaks of gastroenteritis", "Lancet"),
        ("Jing Y. P., Suto Y., 2000, ApJ, 529, L69", None, "ApJ"),
        ("Marquardt D., 1963, SIAM J. Appl. Math., 11, 431", None, "SIAM J. Appl. Math."),
    ],
)  # fmt: skip
def test_short_titles_are_found_and_none_is_invented(
    text: str, title: str | None, journal: str
) -> None:
    record = parse(text).record
    assert (record.title, record.container_title) == (title, journal)


@pytest.mark.parametrize(
    ("tail", "journal"),
    [
        ("Angiology. Published online January 16, 2024. doi:10.1177/0003319724", "Angiology"),
        ("J Diabetes. Published online September 15, 2020.", "J Diabetes"),
        ("Lancet. Epub 2014 May 3.", "Lancet"),
        ("Am J Emerg Med. 2023. Epub ahead of print.", "Am J Emerg Med"),
    ],
)
def test_notices_are_not_part_of_the_journal(tail: str, journal: str) -> None:
    record = parse("Qi D, Nie X. A systematic review of vascular homeostasis. " + tail).record
    assert record.title == "A systematic review of vascular homeostasis"
    assert (record.container_title, record.ahead_of_print) == (journal, True)


def test_a_notice_is_cut_only_where_nothing_else_follows() -> None:
    text = "Smith J. Published online reviews of doctors. Lancet. 2012;3:4-5."
    assert cut_notices(text) == (text, False)
    assert cut_notices("Lancet. In press.") == (f"Lancet. {NOTICE}.", True)
    twice = "Lancet. 2012;3:4-5. Epub 2011 May 3."
    assert cut_notices(twice) == (twice, False)


@pytest.mark.parametrize(
    ("locator", "volume", "issue", "pages"),
    [
        ("2000;(377):45-52.", None, "377", "45-52"),
        ("1998;351:iii-xii.", "351", None, "iii-xii"),
        ("1998 Dec-1999 Jan;351-352(9):1-9.", "351-352", "9", "1-9"),
    ],
)
def test_rare_locators(locator: str, volume: str | None, issue: str | None, pages: str) -> None:
    record = parse(f"Barlow J, Coren E. Programmes for parents. Lancet. {locator}").record
    assert (record.volume, record.issue, record.pages) == (volume, issue, pages)


def test_a_book_with_editors_in_place_of_authors() -> None:
    text = "Smith J, Doe A, eds. Handbook of things. 2nd ed. New York, NY: Springer; 2010:12-34."
    record = parse(text).record
    assert record.title == "Handbook of things"
    assert (record.volume, [date.date.year for date in record.dates]) == (None, [2010])


@pytest.mark.parametrize(
    ("printed", "place"),
    [("[Internet]. Geneva", "Geneva"), (". Bethesda (MD)", "Bethesda (MD)")],
)
def test_places(printed: str, place: str) -> None:
    text = f"World Health Organization. Depression fact sheet {printed}: The Institute; 2020."
    assert parse(text).record.publisher_place == place

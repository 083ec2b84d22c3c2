"""The parser as a whole: strings that are not Vancouver, and its own promises."""

from __future__ import annotations

import pytest

from refcheck.model.record import DateKind, PartialDate, PersonName
from refcheck.parsing import parse, parse_list
from refcheck.parsing import parser as parser_of_strings
from refcheck.parsing.confidence import load as calibration
from refcheck.parsing.crf import load
from refcheck.parsing.parser import parse_with
from refcheck.parsing.thresholds import STRINGS_TOGETHER

CITED = "Nutt DJ, King LA. Drug harms in the UK. Lancet. 2010;376(9752):1558-65."


def test_identifiers_of_the_link_text_are_used_and_its_words_are_not() -> None:
    link_text = "[PubMed] Learn more: https://doi.org/10.1016/S0140-6736(10)61462-6 PMID: 21036393"
    parsed = parse(CITED, link_text)
    assert (parsed.record.doi, parsed.record.pmid) == ("10.1016/s0140-6736(10)61462-6", "21036393")
    assert parsed.record.title == parse(CITED).record.title
    assert parsed.record.url is None


def test_the_string_s_own_identifier_stands_before_those_of_the_link_text() -> None:
    parsed = parse(CITED + " doi:10.1000/own", "doi:10.1000/other PMID: 12")
    assert (parsed.record.doi, parsed.record.pmid) == ("10.1000/own", "12")


@pytest.mark.parametrize("text", ["", "   ", "\n", "[PubMed]", "\u200b"])
def test_nothing_gives_an_empty_record(text: str) -> None:
    parsed = parse(text)
    assert parsed.record.title is None
    assert parsed.confidence < 0.9


@pytest.mark.parametrize("code", [0xD800, 0xDCFF, 0xDFFF])
def test_halves_of_surrogates_are_read_as_replacement_characters(code: int) -> None:
    half = chr(code)
    given = CITED.replace("harms", f"h{half}rms")
    assert parse(given) == parse(given.replace(half, "\ufffd"))
    assert parse(half) == parse("\ufffd")


def test_letters_beyond_the_first_plane_are_no_halves() -> None:
    assert parse(CITED.replace("harms", "\U0001d6fc-harms")).record.title == (
        "Drug \U0001d6fc-harms in the UK"
    )


def test_an_identifier_alone_is_kept() -> None:
    assert parse("doi:10.1000/abc").record.doi == "10.1000/abc"
    assert parse("https://pubmed.ncbi.nlm.nih.gov/21036393/").record.pmid == "21036393"


def test_malformed_identifiers_are_not_taken() -> None:
    assert parse(CITED + " doi:1016/nonsense1 PMID: 123456789").record.doi is None


@pytest.mark.parametrize("label", ["12. ", "[12] ", "(12) ", "12) "])
def test_the_number_of_the_list_is_not_part_of_it(label: str) -> None:
    assert parse(label + CITED).record == parse(CITED).record


@pytest.mark.parametrize("label", ["12.", "12", "12 ", "[12]"])
def test_the_number_may_touch_the_name(label: str) -> None:
    assert parse(label + CITED).record == parse(CITED).record


@pytest.mark.parametrize("title", ["5 Minutes to sleep", "3D printing", "5-HT in sleep"])
def test_a_number_that_begins_a_title_stays(title: str) -> None:
    assert parse(f"{title}. Lancet. 2010;376(9752):1558-65.").record.title == title


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("Lee H. Handbook of sleep, 2nd edn. Springer, Berlin, 2010.", "2nd"),
        ("Lee H. (2010). Handbook of sleep (3rd ed.). Berlin: Springer.", "3rd"),
    ],
)
def test_the_edition_is_not_part_of_the_title(text: str, edition: str) -> None:
    record = parse(text).record
    assert (record.title, record.edition) == ("Handbook of sleep", edition)


def test_the_publisher_s_item_number_is_not_a_volume() -> None:
    record = parse("Lee H, Doe B. Sleep and age. Sleep. 2022 Oct 1:S0161-6420(22)00756-4.").record
    assert (record.volume, record.issue, record.pages) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "date", "until"),
    [
        ("Lee H. Celiac. Gut. 2014 Mar-Apr;57(3):1-2.", PartialDate(year=2014, month=3),
         PartialDate(year=2014, month=4)),
        ("Lee H. Celiac disease. Gut. 2014 Mar 3;57(3):101-12.",
         PartialDate(year=2014, month=3, day=3), None),
        ("Lee, H. (2014, March 3). Celiac disease. Gut, 57(3), 101–112.",
         PartialDate(year=2014, month=3, day=3), None),
        ("Lee H. Celiac disease. Gut. 2014 3 12;57(3):101-12.",
         PartialDate(year=2014, month=3, day=12), None),
        ("Lee H. Celiac disease. Gut. 2014 Spring;57(3):101-12.",
         PartialDate(year=2014, season="Spring"), None),
    ],
)  # fmt: skip
def test_dates(text: str, date: PartialDate, until: PartialDate | None) -> None:
    printed = next(d for d in parse(text).record.dates if d.kind is DateKind.PRINT)
    assert (printed.date, printed.until) == (date, until)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("新媒体研究 第3期, 2017. doi:10.1000/abc", 2017),
        ("Иванов И.И. Депрессия и кетамин // Журнал неврологии. 2015. Т. 115. С. 12-17.", 2015),
        ("Παπαδόπουλος Γ. Η κατάθλιψη. Ιατρική 2010;97:12-20.", 2010),
        ("김희강. 새로운 복지국가. 젠더리뷰. 2018;48:4-11.", 2018),
    ],
)
def test_other_scripts_give_what_is_plain(text: str, year: int) -> None:
    issued = parse(text).record.issued
    assert issued is not None
    assert issued.year == year


def test_three_thousand_authors() -> None:
    letters = "BCDFGHJKLMNPRSTVWZ"
    names = ", ".join(
        f"{a}a{b.lower()}er{c.lower()} {c}{a}"
        for a in letters
        for b in letters
        for c in letters[:10]
    )
    record = parse(names + ". Observation of a new particle. Phys Lett B. 2012;716:1-29.").record
    assert len(record.authors) == names.count(",") + 1
    assert {type(author) for author in record.authors} == {PersonName}
    assert record.title == "Observation of a new particle"


def test_a_line_of_a_megabyte_is_read() -> None:
    assert parse("A. Smith; " * 100_000 + "Lancet 2010;3:4-5").confidence <= 1


@pytest.mark.parametrize("sign", ["———.", "______.", "[No authors listed].", "Anonymous."])
@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("Totem and Taboo. New York: Moffat, Yard, 1918.", "Totem and Taboo"),
        ("Sleep and mood. Gut 2001;3:4-5.", "Sleep and mood"),
        ("Pedagogia da autonomia. São Paulo: Paz e Terra, 1996.", "Pedagogia da autonomia"),
        ("Trial of treatment of mild hypertension. Gut 2001;3:4-5.", None),
    ],
)
def test_a_title_after_a_sign_in_place_of_authors_is_whole(
    sign: str, rest: str, title: str | None
) -> None:
    assert parse(f"{sign} {rest}").record.title == (title or rest.partition(".")[0])


@pytest.mark.parametrize("edition", ["(Clin Res Ed)", "(Engl Ed)"])
@pytest.mark.parametrize("authors", ["Medical Research Council Working Party.", "Anonymous.", ""])
def test_an_edition_of_a_journal_is_no_editor(authors: str, edition: str) -> None:
    record = parse(
        f"{authors} Trial of treatment of mild hypertension: principal results. Br Med J {edition}"
        " 1985; 291: 97-104."
    ).record
    assert record.container_title == f"Br Med J {edition}"
    assert record.editors == ()


@pytest.mark.parametrize("editors", ["(Smith AB, Ed)", "(Smith A, Lee B, eds)"])
def test_editors_in_brackets_stay(editors: str) -> None:
    record = parse(f"Lee H. Sleep. In: Mood in old age {editors}. London: Press; 2001.").record
    assert record.editors
    assert (record.container_title or "").startswith("Mood")


def test_labels_with_a_title_win_over_those_without() -> None:
    """What the labeller finds likeliest has no name for the book."""
    parsed = parse("Smith, John. Sleep and mood. New York: Wiley, 2011.")
    assert parsed.record.title == "Sleep and mood"
    assert parsed.confidence == 0.0  # it is as little sure as before
    assert [other.title for other in parsed.alternatives] == [None]


# With a form, without one, without a name of the book (labelled twice), nothing, and doubtful.
KINDS = [
    (CITED, ""),
    ("Nutt, David (2010) Drug harms in the UK: who is hurt? The Lancet", "PMID: 21036393"),
    ("Smith, John. Sleep and mood. New York: Wiley, 2011.", ""),
    ("", ""),
    ("Lee H. Sleep. Proceedings of the mood meeting. Leeds, 2010", ""),
]


@pytest.mark.parametrize("alternatives", [True, False])
def test_strings_that_are_read_together_are_read_as_each_by_itself(*, alternatives: bool) -> None:
    strings = KINDS * (2 * STRINGS_TOGETHER // len(KINDS) + 1)
    alone = [
        parse_with(load(), calibration(), [string], alternatives=alternatives)[0]
        for string in KINDS
    ]
    found = parse_with(load(), calibration(), strings, alternatives=alternatives)
    assert found == alone * (len(strings) // len(KINDS))


def test_a_list_is_read_as_its_strings_are() -> None:
    strings = [*KINDS, *reversed(KINDS)]
    assert parse_list(strings) == [parse(*string) for string in strings]
    assert parse_list([]) == []


def test_what_was_read_lately_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    strings = [("Nutt DJ. Read lately. Lancet. 2009;3(1):3-5.", ""), KINDS[1]]
    found = parse_list(strings)
    monkeypatch.setattr(parser_of_strings, "parse_with", lambda *_: 1 / 0)
    assert parse_list(strings) == found
    assert parse(*strings[0]) is found[0]

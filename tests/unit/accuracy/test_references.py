"""The accuracy benchmark prints what it says it prints, right or wrong."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from benchmarks.accuracy.entries import Reference
from benchmarks.accuracy.inventions import KINDS
from benchmarks.accuracy.other_works import OTHER_WORKS
from benchmarks.accuracy.plan import Plan, make_articles
from benchmarks.accuracy.pool import Pool
from benchmarks.accuracy.records import Record, load_records, plain, with_journals
from benchmarks.accuracy.references import (
    Rates,
    choose_habit,
    is_usable,
    print_other,
    print_record,
)
from benchmarks.accuracy.untidy import untidy
from benchmarks.accuracy.wording import (
    dotted,
    full_journal,
    in_sentence_case,
    in_title_case,
    page_range,
    shortened,
    unaccented,
)

ROOT = Path(__file__).resolve().parents[3]
RECORDS = ROOT / "benchmarks" / "accuracy" / "small_records.jsonl"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return with_journals(load_records(RECORDS), {})


@pytest.fixture(scope="module")
def printed(records: list[Record]) -> list[tuple[Record, Reference]]:
    """References of every record, each in some style, half of them with errors."""
    usable = [record for record in records if is_usable(record)]
    chance = random.Random(7)  # noqa: S311 - nothing is secret here
    pool, rates = Pool.of(usable), Rates(errors=0.5, even=True)
    return [
        (record, print_record(record, choose_habit(chance), pool, rates, chance))
        for record in usable
        for _ in range(3)
    ]


def test_planted_values_are_printed(printed: list[tuple[Record, Reference]]) -> None:
    seen = set()
    for record, reference in printed:
        for mistake in reference.mistakes:
            if mistake.field in ("year", "volume", "issue", "pmid"):
                seen.add(mistake.field)
                assert mistake.cited in reference.text, (record.pmid, reference)
    assert seen == {"year", "volume", "issue", "pmid"}


def test_a_planted_year_is_none_of_the_records(printed: list[tuple[Record, Reference]]) -> None:
    for record, reference in printed:
        wrong = any(mistake.field == "year" for mistake in reference.mistakes)
        assert reference.entry is not None
        assert (reference.entry.year in record.years) is not wrong


def test_correct_references_print_the_records_authors_in_order(
    printed: list[tuple[Record, Reference]],
) -> None:
    compared = 0
    for record, reference in printed:
        wrong = any(mistake.field == "author" for mistake in reference.mistakes)
        if wrong or "family last" in reference.variations:
            continue
        compared += 1
        right = [plain(unaccented(name.family or name.group)) for name in record.authors]
        shown = {
            plain(unaccented(name.family or name.group).replace("‐", "-"))
            for name in reference.shown
        }
        spelt_out = sum(any(pair in name for pair in ("ae", "oe", "ue")) for name in shown)
        assert len(shown - set(right)) <= spelt_out
    assert compared > len(printed) / 2


def test_every_kind_of_invention_is_another_work(records: list[Record]) -> None:
    usable = [record for record in records if is_usable(record)]
    chance, pool = random.Random(5), Pool.of(usable)  # noqa: S311 - nothing is secret here
    titles = {plain(record.title): record for record in usable}
    for make in KINDS.values():
        for _ in range(20):
            entry = make(pool, chance)
            real = titles.get(plain(entry.title))
            place = (entry.abbreviation, entry.volume, entry.first)
            assert real is None or place != (real.abbreviation, real.volume, real.pages)


def test_works_outside_of_pubmed_are_of_every_kind_and_style(records: list[Record]) -> None:
    chance, pool = random.Random(6), Pool.of([record for record in records if is_usable(record)])  # noqa: S311
    printed = [print_other(choose_habit(chance), pool, Rates(), chance) for _ in range(400)]
    assert {reference.kind for reference in printed} == set(OTHER_WORKS)
    assert all(reference.outside and not reference.invented for reference in printed)
    assert all("{" not in reference.text for reference in printed)


@pytest.mark.parametrize(
    "line",
    [
        "Smith J, Doe A. On things. J Foo. 2012;99(2):23-35.",
        "Smith J. On things. J Foo. 2012;99:e35.",
        "Smith, J. (2012). On things. Journal of Foo, 99(2), 23-35.",
    ],
)
def test_untidy_lines_keep_their_values(line: str) -> None:
    chance = random.Random(1)  # noqa: S311 - nothing is secret here
    for _ in range(60):
        changed, _ = untidy(line, chance)
        for value in ("Smith", "On things", "2012", "99", "35"):
            assert value in changed


def test_the_same_seed_makes_the_same_articles(records: list[Record]) -> None:
    plan = Plan(references=120, seed=3, rates=Rates())
    assert make_articles(records, plan) == make_articles(records, plan)


def test_no_record_is_cited_twice_before_all_were(records: list[Record]) -> None:
    articles = make_articles(records, Plan(references=200, seed=3, rates=Rates()))
    cited = [reference.pmid for article in articles for reference in article.references]
    real = [pmid for pmid in cited if pmid]
    assert len(real) == len(set(real))


@pytest.mark.parametrize(
    ("pages", "first", "last", "short"),
    [
        ("1281-6", "1281", "1286", "6"),
        ("240-245", "240", "245", "5"),
        ("99-101", "99", "101", "101"),
        ("S5-9", "S5", "S9", "S9"),
        ("e31095", "e31095", "", ""),
        ("1162-72; discussion 1173", "1162", "1172", "72"),
    ],
)
def test_pages(pages: str, first: str, last: str, short: str) -> None:
    assert page_range(pages) == (first, last)
    assert shortened(first, last) == short


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Respirology (Carlton, Vic.)", "Respirology"),
        ("Journal of immunology (Baltimore, Md. : 1950)", "Journal of Immunology"),
        ("Haemophilia : the official journal of the World Federation", "Haemophilia"),
        ("BMC genomics", "BMC Genomics"),
    ],
)
def test_full_journals(title: str, printed: str) -> None:
    assert full_journal(title) == printed


def test_full_stops_stand_after_words_cut_short() -> None:
    assert dotted("Arch Pathol Lab Med", "Archives of pathology & laboratory medicine") == (
        "Arch. Pathol. Lab. Med."
    )
    assert dotted("Gut Microbes", "Gut microbes") == "Gut Microbes"
    assert dotted("JAMA", "JAMA") == "JAMA"


def test_case_of_titles() -> None:
    title = "Effect of vitamin D on stroke: a trial in DNA repair"
    assert in_title_case(title) == "Effect of Vitamin D on Stroke: A Trial in DNA Repair"
    assert in_sentence_case("Long Noncoding RNA Promotes Cancer Growth") == (
        "Long noncoding RNA promotes cancer growth"
    )
    assert in_sentence_case("Trial of heparin in Japan") == "Trial of heparin in Japan"

"""Comparison never crashes, and nothing differs from itself."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from refcheck.checks import check_record
from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.compare.locators import (
    PageRange,
    Volume,
    page_ranges,
    same_issue,
    same_volume,
    volume_of,
)
from refcheck.compare.names import NameAgreement, compare_names, same_group
from refcheck.compare.titles import TitleAgreement, appears_in, compare_titles
from refcheck.matching import decide
from refcheck.model.document import Span
from refcheck.model.finding import Severity
from refcheck.model.outcome import Candidate, Via
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString

TEXT = st.text(max_size=60)
WORDS = st.text(alphabet="abcdefgh IVX12:.-()[]éü&<>/'", min_size=1, max_size=60)
PERSONS = st.builds(
    PersonName, family=TEXT, given=st.none() | TEXT, particle=st.none() | TEXT, suffix=st.none()
)
RECORDS = st.builds(
    BibliographicRecord,
    authors=st.lists(PERSONS | st.builds(GroupName, name=TEXT), max_size=6).map(tuple),
    authors_complete=st.booleans(),
    title=st.none() | TEXT | WORDS,
    container_title=st.none() | WORDS,
    container_variants=st.lists(WORDS, max_size=2).map(tuple),
    dates=st.lists(
        st.builds(
            PublicationDate,
            kind=st.sampled_from(DateKind),
            date=st.builds(PartialDate, year=st.integers(1900, 2030)),
        ),
        max_size=2,
    ).map(tuple),
    volume=st.none() | WORDS,
    issue=st.none() | WORDS,
    pages=st.none() | WORDS,
    pmid=st.none() | st.just("1"),
)


def reference(cited: BibliographicRecord, raw: str) -> Reference:
    span = Span(start=0, end=len(raw), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label=None, raw=raw, span=span)
    return Reference(string=string, parsed=ParsedString(record=cited))


@settings(max_examples=150, deadline=None)
@given(cited=RECORDS, record=RECORDS, raw=TEXT)
def test_nothing_crashes(cited: BibliographicRecord, record: BibliographicRecord, raw: str) -> None:
    candidate = Candidate(
        record=record, source="x", via=Via.TITLE, asked="", retrieved=date(2026, 1, 1)
    )
    decide(reference(cited, raw), [candidate])
    for finding in check_record(reference(cited, raw), record, [candidate]):
        assert finding.message


@settings(max_examples=100, deadline=None)
@given(record=RECORDS)
def test_a_record_agrees_with_itself(record: BibliographicRecord) -> None:
    findings = check_record(reference(record, ""), record, ())
    assert [each for each in findings if each.severity is not Severity.INFO] == []


@given(person=PERSONS)
def test_a_name_is_the_same_as_itself(person: PersonName) -> None:
    assert compare_names(person, person) is NameAgreement.SAME


@given(text=WORDS, other=WORDS)
def test_texts_agree_with_themselves(text: str, other: str) -> None:
    title = compare_titles(text, (text, other))
    assert title is None or title.agreement is TitleAgreement.SAME
    journal = compare_journals(text, (text, other))
    assert journal in (None, JournalAgreement.SAME)
    assert same_volume(text, text)
    assert same_issue(text, text)
    assert same_group(text, text)


@given(
    head=st.sampled_from(["", "S", "e", "W"]),
    first=st.integers(10, 9_999),
    length=st.integers(0, 300),
    dash=st.sampled_from("-–—‐−"),
    around=st.sampled_from(["{}", "pp. {}", " {} ", "p {}.", "{};"]),
)
def test_a_range_of_pages_is_the_same_however_it_is_shortened(
    head: str, first: int, length: int, dash: str, around: str
) -> None:
    """ "1281-6", "1281–86" and "pp. 1281-1286" are one range."""
    begin, end = str(first), str(first + length)
    full = PageRange(f"{head}{begin}".lower(), f"{head}{end}".lower())
    shared = 0  # leading digits of the last page that need not be printed
    while len(begin) == len(end) and shared < len(end) - 1 and begin[shared] == end[shared]:
        shared += 1
    for cut in range(shared + 1):
        printed = around.format(f"{head}{begin}{dash}{end[cut:]}")
        assert page_ranges(printed) == (full,), printed


@given(number=st.integers(1, 4_999), form=st.sampled_from(["{}", "Vol. {}", "0{}", " {} ", "{}()"]))
def test_a_volume_is_its_number_in_every_form(number: int, form: str) -> None:
    assert volume_of(form.format(number)) == Volume(str(number))
    assert volume_of(f"{number} Suppl 2") == Volume(str(number), "suppl2")
    assert volume_of(f"{number}(3)") == Volume(str(number), "3")
    assert not same_volume(str(number), str(number + 1))


LONG_WORDS = st.text(alphabet="bcdfghk", min_size=4, max_size=9)


@given(
    title=st.lists(LONG_WORDS, min_size=3, max_size=9),
    before=st.lists(LONG_WORDS, max_size=4),
    separator=st.sampled_from([" ", "-", "\n", ": ", "  "]),
)
def test_a_title_is_found_in_a_text_that_has_all_its_words_in_order(
    title: list[str], before: list[str], separator: str
) -> None:
    text = f"{' '.join(before)}. {separator.join(title)}. Lancet. 2010;375:1-9."
    assert appears_in(" ".join(title), text)
    assert not appears_in(" ".join([*title, "zzz"]), text)
    assert not appears_in(" ".join(title), text.replace(title[0], f"zz{title[0]}"))
    assert not appears_in(" ".join(title), text.replace(title[-1], f"{title[-1]}zz"))


def test_words_that_nothing_shares_are_no_title_of_a_text() -> None:
    assert not appears_in("Ketamine and suicidal ideation", "Fam J. Lancet. 2010;375:1-9.")


@given(name=st.lists(LONG_WORDS, min_size=2, max_size=5))
def test_the_words_that_all_groups_share_do_not_part_them(name: list[str]) -> None:
    spoken = " ".join(name)
    assert same_group(f"the {spoken} Investigators", f"{spoken} Study Group")
    assert not same_group(spoken, "Zzz Ypsilon Ttt Omicron")


@settings(deadline=3000, max_examples=5)
@given(piece=st.sampled_from(["a ", "(", "[a] ", "1-", "Suppl 1 ", "IV ", "J. ", "ü", "& "]))
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * 50_000
    compare_titles(text, (text + "x",))
    compare_journals(text, (text + "x",))
    page_ranges(text)
    same_volume(text, "12")
    same_issue(text, "12")
    appears_in("Ketamine and suicidal ideation", text)
    compare_names(PersonName(family=text, given=text), PersonName(family="Li", given="X"))

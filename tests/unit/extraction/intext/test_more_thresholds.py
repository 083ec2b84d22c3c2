"""The numbers by which superscripts, names and sources in passing are read, on either side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from tests.citing import reference

from refcheck import extraction
from refcheck.extraction import body_text, mentions
from refcheck.extraction.body_text import BodyText, ListEntry
from refcheck.extraction.intext import citations, equations, keys, linking, superscript
from refcheck.extraction.intext.author_year import index as name_index
from refcheck.extraction.intext.author_year import laws, markers, style, uncited_names
from refcheck.extraction.intext.author_year.style import author_year_style
from refcheck.extraction.intext.citations import InTextCitation
from refcheck.extraction.intext.marker import Marker, Shape
from refcheck.extraction.reference_list.candidates import ListCandidate
from refcheck.model.document import Document, Link
from refcheck.model.reference import Reference
from refcheck.model.report import CitationKind


def body_of(text: str, links: tuple[Link, ...] = ()) -> BodyText:
    return BodyText(Document(path="a", text=text, links=links), [])


# --- superscripts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "is_exponent"), [(3, True), (4, False)])
def test_exponents_of_units(number: int, *, is_exponent: bool) -> None:
    text = "of 20 cm4 here"
    marker = Marker(8, 9, Shape.SUPERSCRIPT, ((number, number),))
    assert superscript._is_exponent(text, marker) is is_exponent


@pytest.mark.parametrize(
    ("stem", "numbers", "may_be"),
    [
        ("Scarna", {"9"}, True),
        ("Scarnas", {"9"}, False),
        ("chrs", {"3", "4", "5"}, True),
        ("chrs", {"3", "4"}, False),
        ("chrss", {"3", "4", "5"}, False),
    ],
)
def test_letters_with_a_number_that_are_names(
    stem: str, numbers: set[str], *, may_be: bool
) -> None:
    assert superscript._may_be_name(stem, numbers) is may_be


def test_three_hundred_words_are_looked_for() -> None:
    known = dict.fromkeys(map(str, range(299)), False)
    assert superscript._is_word("a sleep b", "sleep", known)
    known = dict.fromkeys(map(str, range(300)), False)
    assert not superscript._is_word("a sleep b", "sleep", known)
    known = dict.fromkeys(map(str, range(299)), False)
    assert superscript._is_also_alone("WHO says", "WHO", known)
    known = dict.fromkeys(map(str, range(300)), False)
    assert not superscript._is_also_alone("WHO says", "WHO", known)


def test_sixty_places_of_a_word_are_looked_at() -> None:
    assert len(list(superscript._places("sleep " * 99, "sleep"))) == 60


@pytest.mark.parametrize(("length", "is_flattened"), [(190, False), (210, True)])
def test_a_link_shows_before_its_digits(length: int, *, is_flattened: bool) -> None:
    text = f"see https://{'b' * (length - 9)}.3 Then"
    start = text.index(".3") + 1
    assert superscript._is_flattened(text, start, start + 1, {}) is is_flattened


def test_a_line_of_authors_and_affiliations() -> None:
    assert superscript._line("a" * 4_000, 2_000) == (500, 3_500)
    assert superscript._is_byline("Smith Jones Brown sleep")
    assert not superscript._is_byline("Smith " * 7 + "sleep " * 3)
    assert superscript._is_byline("Smith " * 376 + "sleep " * 500)  # of 3000 characters


# --- equations, laws, names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "is_equation"),
    [
        (" " * 16, True),
        (" " * 15, False),
        ("Emax = rate / 2 ", True),
        ("Emax = rate / dose ", False),
        ("x = " + "1 + " * 38, True),
        ("x = " + "1 + " * 40, False),
    ],
)
def test_the_number_of_an_equation(before: str, *, is_equation: bool) -> None:
    text = f"as follows.\n{before}(3)\n"
    start = text.index("(3)")
    assert equations.is_equation_number(text, start, start + 3) is is_equation


def test_a_line_on_copyright() -> None:
    assert uncited_names.is_of_copyright("© 2016 by Smith", 10)
    assert not uncited_names.is_of_copyright("© 2016 by Smith\nJones", 16)


@pytest.mark.parametrize(("distance", "is_species"), [(90, True), (91, False)])
def test_the_name_of_a_species_is_near(distance: int, *, is_species: bool) -> None:
    text = "Order".ljust(distance - 8) + "Squamata"
    assert len(text) == distance
    assert uncited_names.names_a_species(text, distance) is is_species


@pytest.mark.parametrize(("place", "found"), [(230, 1), (260, 0)])
def test_a_law_is_named_early_in_its_entry(place: int, found: int) -> None:
    raw = f"{'Brasil. '.ljust(place, 'x')} Lei 8.213. Gazette 1991"
    body = body_of("as Lei 8.213, 1991 says")
    assert len(list(laws.cited_laws(body, [reference(1, raw=raw)]))) == found


@pytest.mark.parametrize(("digits", "goes_on"), [(23, True), (24, False)])
def test_a_further_year_is_near(digits: int, *, goes_on: bool) -> None:
    """Thirty characters, with the pages of the work."""
    text = f"2010, p. {'1' * digits}, 2012"
    assert markers._goes_on(text, 4, text.index("2012")) is goes_on


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a " * 400, 16),  # in the 32 characters that are read first
        ("a " * 150 + "\f" + "a " * 100, 40),
        ("Smithson " * 100 + "\f" + "Smithson " * 10, 29),  # in 260 characters
    ],
)
def test_how_much_before_a_year_is_read(text: str, tokens: int) -> None:
    assert len(markers._Reader(text, len(text)).tokens) == tokens


def cited_names(count: int, listed: int, *, above: float = 0.0) -> object:
    """A text that cites so many works of a list by name and year."""
    names = [f"{chr(65 + n)}smith" for n in range(listed)]
    text = " and ".join(f"({name}, 2010)" for name in names[:count]) + "."
    references = [
        reference(n, None, author=name, year=2010, raw=f"{name} A. Sleep. Gut. 2010;1:2.")
        for n, name in enumerate(names, 1)
    ]
    body = BodyText(Document(path="a", text=text.ljust(9_000) + "x" * 4_000), references)
    return author_year_style(body, references, above=above)


# Four names can lead to twelve works of 20 at the most: 0.3 + 0.7 * 12 / 21.2 is 0.696.
@pytest.mark.parametrize(("above", "looks"), [(0.69, True), (0.7, False)])
def test_names_that_cannot_explain_a_document_better_are_not_looked_up(
    monkeypatch: pytest.MonkeyPatch, above: float, *, looks: bool
) -> None:
    indexed: list[int] = []

    class Index(name_index.AuthorYearIndex):
        def __init__(self, references: Sequence[Reference]) -> None:
            indexed.append(len(references))
            super().__init__(references)

    monkeypatch.setattr(style, "AuthorYearIndex", Index)
    assert (cited_names(4, 20, above=above) is not None) is looks
    assert indexed == ([20] if looks else [])


@pytest.mark.parametrize(
    ("marker", "works"),
    [
        ("(Smith, 2010)", ["2010"] * 3),
        ("(Smith, 2010a, b, c, d)", ["2010a", "2010b", "2010c", "2010d"]),
        ("(Smith, 1950/2010)", ["1950", "2010"]),
    ],
)
def test_no_marker_has_more_works_than_are_reckoned_with(marker: str, works: list[str]) -> None:
    references = [
        reference(n, None, author="Smith", year=int(year[:4]), raw=f"Smith A. {year}. Sleep. Gut.")
        for n, year in enumerate(works, 1)
    ]
    body = BodyText(Document(path="a", text=marker.ljust(9_000) + "x" * 4_000), references)
    found = author_year_style(body, references)
    assert found is not None
    assert {number for one in found.found for number in one.references} == {
        *range(1, len(works) + 1)
    }
    assert author_year_style(body, references, above=found.score - 0.001) == found


def test_the_score_of_citing_by_names() -> None:
    found = cited_names(4, 8)
    assert isinstance(found, style.AuthorYearStyle)
    assert found.score == pytest.approx(0.3 + 0.7 * 4 / 9.2)


@pytest.mark.parametrize(("listed", "cites"), [(20, True), (23, False)])
def test_a_document_that_hardly_cites_by_names(listed: int, *, cites: bool) -> None:
    """One of 20: 0.3 + 0.7 / 21.2 is 0.333."""
    assert (cited_names(1, listed) is not None) is cites


@pytest.mark.parametrize(("cited", "looks"), [(14, True), (13, False)])
def test_names_alone_cite_where_most_of_the_list_is_cited(
    monkeypatch: pytest.MonkeyPatch, cited: int, *, looks: bool
) -> None:
    class Linker:
        def by_name(self, *_: object) -> list[tuple[int, int, int]]:
            return [(0, 1, 0)]

    made = style._by_name(Linker(), body_of("a"), set(range(cited)), range(20))  # type: ignore[arg-type]
    assert bool(list(made)) is looks


def test_twelve_first_words_of_an_entry() -> None:
    (work,) = name_index._works([reference(1, raw="a " * 30 + "2010")])
    assert len(work.words) == 12


# --- keys, links, lists ---------------------------------------------------------------------------


def keyed(count: int, *, of: int = 10, cited: int = 1) -> keys.KeyStyle | None:
    references: list[Reference] = [
        reference(n, f"[SMI{n:02}]" if n <= count else f"{n}.") for n in range(1, of + 1)
    ]
    text = " ".join(f"[SMI{n:02}]" for n in range(1, cited + 1))
    return keys.key_citations(body_of(text), references)


def test_half_of_the_entries_have_a_key() -> None:
    assert keyed(5) is not None
    assert keyed(5, of=11) is None


def test_the_score_of_citing_by_keys() -> None:
    found = keyed(10, cited=5)
    assert found is not None
    assert found.score == pytest.approx(0.55 + 0.45 * 5 / 11.2)


@pytest.mark.parametrize(("place", "missing"), [(50, ("X-9",)), (51, ())])
def test_fifty_labels_show_their_forms(place: int, missing: tuple[str, ...]) -> None:
    labels = {f"SMI{n:02}": n for n in range(1, place)} | {"Y-1": place}
    (found,) = keys._found(body_of("as [SMI01, X-9] say"), labels)
    assert found.missing == missing


def citation(start: int, *references: int) -> InTextCitation:
    return InTextCitation(start, start + 1, references, CitationKind.NUMERIC)


@pytest.mark.parametrize(("between", "count"), [("]  – [", 1), ("]  –  [", 2)])
def test_links_within_one_marker_are_near(between: str, count: int) -> None:
    """Six characters apart."""
    text = f"1{between}2"
    found = linking._joined(text, [citation(0, 1), citation(1 + len(between), 2)])
    assert len(found) == count


@pytest.mark.parametrize(("last", "count"), [(302, 302), (303, 2)])
def test_a_range_of_links(last: int, count: int) -> None:
    found = linking._joined("1–2", [citation(0, 1), citation(2, last)])
    assert len(found[0].references) == count


@pytest.mark.parametrize(
    ("links", "met", "merged"), [(2, 0, 4), (3, 1, 3), (10, 5, 12), (13, 6, 13)]
)
def test_links_that_agree_with_the_style(links: int, met: int, merged: int) -> None:
    linked = [citation(10 * n, n + 1) for n in range(links)]
    written = [citation(10 * n, n + 1) for n in range(met)] + [citation(995, 1), citation(997, 2)]
    assert len(citations._merged(linked, written)) == merged


@pytest.mark.parametrize(("gap", "stretches"), [(1_000, 0), (1_001, 1)])
def test_what_is_between_two_entries_of_a_list(gap: int, stretches: int) -> None:
    text = "a" * (20 + gap)
    entries = [ListEntry(0, 10, 0), ListEntry(10 + gap, 20 + gap, 1)]
    found = list(body_text._stretches(text, entries, [reference(1), reference(2)]))
    assert len(found) == stretches


@pytest.mark.parametrize(("length", "begin"), [(38, 0), (42, 2)])
def test_the_label_before_an_entry(length: int, begin: int) -> None:
    one = reference(1, None)
    text = "x" * 9_100
    text = text[: 9_100 - length] + "\n" + text[9_100 - length + 1 :]
    start = one.string.span.start
    (entry,) = body_text._entries(text.ljust(9_300), [one])
    expected = 9_100 - length + 1 if length == 38 else start - 40
    assert entry.start == expected


# --- mentions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("times", "found"), [(2, 2), (3, 0)])
def test_an_identifier_of_page_headers(times: int, found: int) -> None:
    text = "see doi:10.1000/abc.1 there " * times
    assert len(list(mentions._identified(body_of(text)))) == found


@pytest.mark.parametrize(("place", "found"), [(2_950, 0), (3_050, 1)])
def test_the_own_identifier_of_an_article(place: int, found: int) -> None:
    text = "see ".ljust(place, ".") + " doi:10.1000/abc.1 there"
    body = body_of(text.ljust(9_000) + " and more")
    body.stretches = [(0, 9_000)]
    assert len(list(mentions._identified(body))) == found


@pytest.mark.parametrize(("length", "found"), [(1_990, 1), (2_010, 0)])
def test_a_long_target_has_no_identifier(length: int, found: int) -> None:
    target = f"https://a.org/{'b' * (length - 31)}/doi/10.1000/abc.1"
    link = Link(start=0, end=5, targets=(target,))
    assert len(list(mentions._linked(body_of("Sleep", (link,))))) == found


@pytest.mark.parametrize(("between", "touches"), [(120, True), (121, False)])
def test_a_citation_after_a_mention(between: int, *, touches: bool) -> None:
    cited = mentions._Cited([])
    cited._starts, cited._ends = [5 + between], [8 + between]
    assert cited.touches("Sleep".ljust(5 + between) + "[1]", 0, 5) is touches


class Sought:
    """A pattern that finds nothing, and remembers how much it was to search."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def search(self, _: str, start: int, end: int) -> None:
        self.lengths.append(end - start)


@pytest.mark.parametrize("look", [mentions._review, mentions._published])
def test_how_much_is_searched_for_the_beginning_of_a_phrase(
    monkeypatch: pytest.MonkeyPatch, look: Callable[[str, re.Match[str]], object]
) -> None:
    sought = Sought()
    monkeypatch.setattr(mentions, "_REVIEW_BEFORE", sought)
    monkeypatch.setattr(mentions, "_RESULT_BEFORE", sought)
    text = "ab " * 300 + "word"
    found = re.compile("word").search(text)
    assert found is not None
    look(text, found)
    assert sought.lengths == [160]


def test_how_much_is_searched_for_what_introduces_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    sought = Sought()
    monkeypatch.setattr(mentions, "_INTRODUCED", sought)
    text = "a " * 300 + "https://example.org/b"
    assert list(mentions._identified(body_of(text))) == []
    assert sought.lengths == [60]


@pytest.mark.parametrize(("length", "joins"), [(2_900_000, True), (3_100_000, False)])
def test_words_of_a_long_text_are_joined_by_their_form_alone(
    monkeypatch: pytest.MonkeyPatch, length: int, *, joins: bool
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(extraction, "_has_broken_words", lambda *_: True)
    monkeypatch.setattr(extraction, "compounds", lambda text: seen.append(len(text)) or frozenset())
    candidate = ListCandidate(0, 1, (), (), 1.0)
    assert list(extraction._strings(Document(path="a", text="a" * length), [candidate])) == []
    assert bool(seen) is joins


def test_how_much_of_a_line_is_searched_for_a_copyright(monkeypatch: pytest.MonkeyPatch) -> None:
    sought = Sought()
    monkeypatch.setattr(uncited_names, "_RIGHTS", sought)
    uncited_names.is_of_copyright("a " * 500, 900)
    assert sought.lengths == [300]

"""BibTeX and biblatex files: every entry, its fields and its place, whatever is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bibtex_reading import from_bibtex
from tests.growth import grows_in_proportion

from refcheck.formats.bibtex.scanner import scan
from refcheck.model.document import MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    GroupName,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.readers.bibliography.bib import read_bib

RAJKUMAR = r"""@article{rajkumar2015,
  author = {Rajkumar, Ramamoorthy and van den Berg, J. and {A Study Group} and others},
  title = {Ketamine and {EEG}},
  subtitle = {a $\beta$ study},
  journal = pr # ", B",
  year = 2015, month = sep # "~5",
  volume = 99,
  number = {2},
  pages = {23--35},
  doi = {https://doi.org/10.1016/J.PHRS.2015.05.003},
  note = {PMID: 25982932}
}"""


def entries(text: str) -> tuple[MarkedReference, ...]:
    found = read_bib("a.bib", text.encode()).references
    assert found is not None
    return found


def record(text: str) -> BibliographicRecord:
    (reference,) = entries(text)
    assert reference.record is not None
    return reference.record


def test_an_entry_gives_its_fields_and_its_place() -> None:
    text = f'% a comment\r\n@string{{pr = "Pharmacol Res"}}\n\n{RAJKUMAR}\n'
    document = read_bib("a.bib", text.encode())
    assert document.references is not None
    (reference,) = document.references
    assert document.text[reference.start : reference.end] == RAJKUMAR
    assert document.span(reference.start, reference.end).line == 4
    assert reference.id == "rajkumar2015"
    found = reference.record
    assert found is not None
    assert found.authors == (
        PersonName(family="Rajkumar", given="Ramamoorthy"),
        PersonName(family="Berg", given="J.", particle="van den"),
        GroupName(name="A Study Group"),
    )
    assert not found.authors_complete
    assert found.title == "Ketamine and EEG: a β study"
    assert (found.container_title, found.volume, found.issue) == ("Pharmacol Res, B", "99", "2")
    assert found.issued == PartialDate(year=2015, month=9, day=5)
    assert (found.pages, found.doi) == ("23-35", "10.1016/j.phrs.2015.05.003")
    assert found.pmid == "25982932"
    assert reference.printed == (
        "Rajkumar Ramamoorthy, van den Berg J., A Study Group, et al. Ketamine and EEG: a β study. "
        "Pharmacol Res, B. 2015 Sep 5;99(2):23-35. doi:10.1016/j.phrs.2015.05.003. PMID: 25982932."
    )


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("@article{a, title={x}} @article{b, title={y}}", ["a", "b"]),
        ("@Article {a ,\n title = {x} }", ["a"]),
        ("@article(a, title={x})", ["a"]),
        ("@misc{a}", ["a"]),
        ("@misc{Smith 2010, title = {x}}", ["Smith 2010"]),
        ("@article{a, title={x}}\n@article{a, title={x}}", ["a", "a"]),
        ("@misc{, title = {x}}", [None]),
        ("@misc{title = {x}}", [None]),
        ("@misc{}", [None]),
        ('@comment{x}@preamble{"x"}@string{a = {b}}@xdata{x, title={y}}@set{s, a={b}}', []),
        ("%@article{a, title={x}}\n  % @misc{b}\n@misc{c}", ["c"]),
        ("write to me@uni.org about @this", []),
        ("@comment{never closed\n@misc{a}", ["a"]),
        ("", []),
    ],
)
def test_what_is_an_entry(text: str, keys: list[str | None]) -> None:
    assert [one.id for one in entries(text)] == keys


@pytest.mark.parametrize(
    "text",
    [
        "@article{a,\n author = {Fam, J,\n title = {Broken},\n year = 2010\n}\n@misc{b}",
        '@article{a,\n author = "Fam, J,\n title = {Broken},\n year = 2010\n}\n@misc{b}',
        "@article{a, author = {Fam, J} title = {Broken} year = 2010}\n@misc{b}",
        "@article{a, author = {Fam, J}, ???, title = {Broken}, year = 2010}\n@misc{b}",
        "@article{a, author = {Fam, J}, title = {Broken}, year = 2010\n@misc{b}",
        "@article{a,\n author = {Fam, J}\n title = {Broken}\n year = {2010\n@misc{b}",
    ],
)
def test_a_broken_entry_keeps_what_can_be_read_and_hurts_no_other(text: str) -> None:
    first, second = entries(text)
    assert first.record is not None
    assert first.record.authors == (PersonName(family="Fam", given="J"),)
    assert first.record.title == "Broken"
    assert first.record.issued == PartialDate(year=2010)
    assert second.id == "b"


def test_an_entry_of_which_nothing_can_be_read_is_a_reference_still() -> None:
    (reference,) = entries("@article{a, ???????? !!! never mind, abstract = {Some words")
    assert reference.record is None
    assert reference.printed == "Some words"


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("title={T}, date={2010-05-03/2010-06}", "issued", PartialDate(year=2010, month=5, day=3)),
        ("title={T}, date={May 2010}", "issued", PartialDate(year=2010, month=5)),
        ("title={T}, date={soon}", "issued", None),
        ("title={T}, year={2010}, month={soon}", "issued", PartialDate(year=2010, season="soon")),
        ("title={T?}, subtitle={U}", "title", "T? U"),
        ("title={T: U}, subtitle={U}", "title", "T: U"),
        ("title={T}, journaltitle={J}", "container_title", "J"),
        (r"title={T}, journal={\apj}", "container_title", "apj"),
        ("title={T}, eid={e31}", "pages", "e31"),
        ("title={T}, eprint={25982932}, eprinttype={pubmed}", "pmid", "25982932"),
        ("title={T}, eprint={PMC12}, archiveprefix={PMC}", "pmcid", "PMC12"),
        ("title={T}, eprint={hep-th/9901001v2}", "elocations", ("arXiv:hep-th/9901001",)),
        ("title={T}, eprint={1706.03762}", "type", WorkType.PREPRINT),
        ("title={T}, eprint={x}", "elocations", ()),
        (r"title={T}, howpublished={\url{https://a.org/b_c}}", "url", "https://a.org/b_c"),
        (r"title={T}, howpublished={\url{https://a.org/b_c}}", "container_title", None),
        ("title={T}, title={U}", "title", "T"),
        ("title={<i>T</i> &amp; p < 0.05}", "title", "T & p < 0.05"),
        ("title={T}, doi={10.1}", "doi", None),
        ("title={T}, isbn={978-3-16-148410-0, 3-16}", "isbn", ("9783161484100",)),
    ],
)  # fmt: skip
def test_the_words_of_biblatex_and_of_other_programs(fields: str, name: str, value: object) -> None:
    assert getattr(record(f"@misc{{k, {fields}}}"), name) == value


def test_a_malformed_identifier_is_still_printed() -> None:
    (reference,) = entries("@misc{k, title={T}, doi={10.1}, issn={1234-5678}}")
    assert reference.printed == "T. DOI: 10.1. ISSN 1234-5678."


def test_entries_inherit_from_each_other() -> None:
    text = (
        "@inproceedings{part, author={Fam, J}, title={On it}, crossref={WHOLE}}\n"
        "@inproceedings{other, author={Fam, J}, title={On}, eventtitle={The Event}}\n"
        "@article{art, title={A}, crossref={jour}, xdata={data, nothing}}\n"
        "@proceedings{whole, title={Proceedings}, year={2010}, publisher={ACM}}\n"
        "@periodical{jour, title={Journal}, year={2011}}\n@xdata{data, volume={7}}\n"
        "@book{circle, title={C}, crossref={circle}}\n"
        "@book{one, title={1}, crossref={two}}\n@book{two, title={2}, crossref={one}}\n"
    )
    found = {one.id: one.record for one in entries(text)}
    part, article = found["part"], found["art"]
    assert part is not None
    assert article is not None
    assert (part.title, part.container_title, part.publisher) == ("On it", "Proceedings", "ACM")
    assert (article.title, article.container_title, article.volume) == ("A", "Journal", "7")
    assert found["other"] is not None
    assert found["other"].container_title == "The Event"
    assert len(found) == 8


NAMES = st.text(st.characters(whitelist_categories=("Ll",), max_codepoint=0x17F), min_size=1)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=5))
def test_whole_files_are_read_as_bibtexparser_reads_them(pairs: list[tuple[str, str]]) -> None:
    text = "\n".join(
        f"@article{{key{index},\n  author = {{{name}, X}},\n  title = {{{title}}},\n}}"
        for index, (name, title) in enumerate(pairs)
    )
    theirs = [(key, record.title, record.authors) for key, record in from_bibtex(text)]
    ours = [(one.id, one.record.title, one.record.authors) for one in entries(text) if one.record]
    assert ours == theirs


@given(st.text(st.sampled_from('@{}()",=#%\n artile'), max_size=200))
def test_any_text_is_scanned_to_its_end(text: str) -> None:
    end = 0
    for one in scan(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("", "@a{"),
        ("@article{k,\n", "a={a\n"),
        ("", '@ab{k,t="}'),
        ("@article{k,title={x}", "\n, "),
        ("", "\n@comment{"),
        ("@ab{k,t=", "a#"),
    ],
)
def test_hostile_files_take_linear_time(before: str, piece: str) -> None:
    def read(times: int) -> None:
        assert sum(1 for _ in scan(before + piece * times)) <= times

    assert grows_in_proportion(read, 3_000)


# --- entries that would grow ----------------------------------------------------------------------


def multiplying(levels: int, times: int) -> str:
    """Macros of which each stands for the one before it, so many times over."""
    values = ['"mood and "', *(" # ".join([f"m{level}"] * times) for level in range(levels))]
    return "".join(f"@string{{m{level} = {value}}}" for level, value in enumerate(values))


@pytest.mark.parametrize(
    "value", ["m8", "m8 # m8", '"Ketamine " # m8', "m4 # " * 20 + "m4", "M8", "undefined # m8"]
)
def test_macros_that_multiply_are_not_filled_in(value: str) -> None:
    text = multiplying(8, 8) + f"@article{{k, title = {value}, author = {{X, Y}}, year = 2015}}"
    (reference,) = entries(text)
    assert reference.faults == (
        "The @string macros of its title stand for too long a text and were not filled in.",
    )
    assert reference.record is not None
    assert reference.record.title == value.replace('"', "").replace("  ", " ")
    assert reference.record.authors == (PersonName(family="X", given="Y"),)


def test_a_macro_of_a_sentence_may_be_used_again_and_again() -> None:
    text = multiplying(3, 8) + "@article{k, title = m2 # m3}"
    (reference,) = entries(text)
    assert reference.faults == ()
    assert reference.record is not None
    assert reference.record.title == ("mood and " * (64 + 512)).strip()


def test_many_entries_with_long_macros_are_bounded_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("refcheck.formats.bibtex.inheritance._MOST_ADDED", 50_000)
    entry = "@article{k, title = m, author = {X, Y}}"
    found = entries(f'@string{{m = "{"a" * 40_000}"}}' + entry * 10)
    assert [len(one.record.title or "") for one in found if one.record] == [40_000] * 2 + [1] * 8
    assert [len(one.faults) for one in found] == [0] * 2 + [1] * 8


@pytest.mark.parametrize("name", ["crossref", "xdata"])
def test_what_entries_inherit_is_bounded(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("refcheck.formats.bibtex.inheritance._MOST_ADDED", 50_000)
    parent = f"@book{{p, publisher = {{{'a' * 40_000}}}}}"
    children = (f"@inbook{{c{each}, {name} = {{p}}, author = {{X, Y}}}}" for each in range(10))
    found = entries("".join(children) + parent)
    inherited = [len(one.record.publisher or "") for one in found if one.record]
    assert inherited == [40_000] * 2 + [0] * 8 + [40_000]
    assert found[5].faults == (
        "What it inherits from other entries is too long and was not taken over.",
    )


@pytest.mark.parametrize("keys", ["a", "a,b,a,b", ",".join(["b"] * 50_000)])
def test_entries_that_inherit_from_each_other_come_to_an_end(keys: str) -> None:
    text = "".join(f"@book{{{one}, crossref = {{{keys}}}, note = {{{one}}}}}" for one in "ab")
    assert [one.faults for one in entries(text)] == [(), ()]

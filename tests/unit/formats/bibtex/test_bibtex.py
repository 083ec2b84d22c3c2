"""Entries as a whole: types, fields, files of other programs, files that are broken."""

from __future__ import annotations

import bibtexparser
import pytest
from tests.bibtex_reading import from_bibtex

from refcheck.formats.bibtex import carried, to_bibtex
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)


def dated(year: int, month: int | None = None, **rest: str | int) -> tuple[PublicationDate, ...]:
    date = PartialDate(year=year, month=month, **rest)  # type: ignore[arg-type]
    return (PublicationDate(kind=DateKind.PRINT, date=date),)


ARTICLE = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=(
        PersonName(family="Rajkumar", given="R"),
        PersonName(family="Fam", given="J"),
    ),
    authors_complete=False,
    title="Ketamine and suicidal ideation in depression: Jumping the gun?",
    container_title="Pharmacological research",
    container_variants=("Pharmacol Res",),
    dates=dated(2015, 9, day=3),
    volume="99",
    issue="2 Suppl 1",
    pages="23-35",
    doi="10.1002/(SICI)1<1::AID_X>3.0.CO;2-2",
    pmid="25982932",
    pmcid="PMC1",
    url="https://a.b/c_d%20e",
    issn=("1043-6618", "1096-1186"),
    language="eng",
    ahead_of_print=True,
)


def test_an_article() -> None:
    assert (
        to_bibtex([ARTICLE])
        == r"""@article{rajkumar2015ketamine,
  author = {Rajkumar, R and Fam, J and others},
  title = {Ketamine and suicidal ideation in depression: Jumping the gun?},
  journal = {Pharmacological research},
  shortjournal = {Pharmacol Res},
  year = {2015},
  month = sep,
  day = {3},
  volume = {99},
  number = {2 Suppl 1},
  pages = {23--35},
  doi = {10.1002/(SICI)1<1::AID_X>3.0.CO;2-2},
  pmid = {25982932},
  pmcid = {PMC1},
  issn = {1043-6618, 1096-1186},
  url = {https://a.b/c_d%20e},
  language = {eng},
  note = {Epub ahead of print},
}
"""
    )
    assert from_bibtex(to_bibtex([ARTICLE])) == [("rajkumar2015ketamine", ARTICLE)]


def test_a_chapter() -> None:
    chapter = BibliographicRecord(
        type=WorkType.CHAPTER,
        authors=(GroupName(name="World Health Organization"),),
        editors=(PersonName(family="Smith", given="A"),),
        title="Depression",
        container_title="Handbook of DNA & more",
        dates=dated(1998, season="Spring"),
        edition="2nd",
        publisher="Springer",
        publisher_place="Berlin",
        isbn=("9780000000000",),
        accessed=PartialDate(year=2020, month=5),
    )
    text = to_bibtex([chapter])
    assert text.startswith("@incollection{worldhealthorganization1998depression,\n")
    for line in (
        "author = {{World Health Organization}}",
        "editor = {Smith, A}",
        r"booktitle = {Handbook of DNA \& more}",
        "month = {Spring}",
        "urldate = {2020-05}",
    ):
        assert f"  {line},\n" in text
    assert from_bibtex(text)[0][1] == chapter


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        (WorkType.BOOK, "@book"),
        (WorkType.PAPER_CONFERENCE, "@inproceedings"),
        (WorkType.THESIS, "@phdthesis"),
        (WorkType.REPORT, "@techreport"),
        (WorkType.WEBPAGE, "@misc"),
        (WorkType.ARTICLE_NEWSPAPER, "@article"),
        (WorkType.DOCUMENT, "@misc"),
    ],
)
def test_entry_types(kind: WorkType, entry: str) -> None:
    text = to_bibtex([BibliographicRecord(type=kind, publisher="P", container_title="C")])
    assert text.startswith(entry + "{")
    assert from_bibtex(text)[0][1].type is kind


@pytest.mark.parametrize("kind", WorkType)
def test_every_type_comes_back(kind: WorkType) -> None:
    work = BibliographicRecord(type=kind, publisher="P", container_title="C", title="T")
    assert from_bibtex(to_bibtex([work]))[0][1] == work


@pytest.mark.parametrize(
    ("pages", "written", "read"),
    [
        ("23-35", "23--35", "23-35"),
        ("23–35", "23--35", "23-35"),
        ("S5--S9", "S5--S9", "S5-S9"),
        ("1, 5-7", "1, 5--7", "1, 5-7"),
        ("e31095", "e31095", "e31095"),
        ("CD-001-2", "CD-001-2", "CD-001-2"),
        ("23 & 25", r"23 \& 25", "23 & 25"),
    ],
)
def test_pages(pages: str, written: str, read: str) -> None:
    text = to_bibtex([BibliographicRecord(pages=pages)])
    assert f"  pages = {{{written}}},\n" in text
    assert from_bibtex(text)[0][1].pages == read


def test_the_printed_string_is_kept_where_no_title_was_read() -> None:
    text = to_bibtex([BibliographicRecord(), ARTICLE], raw=["100 % {unread", "x"])
    assert r"note = {100 \% {\ensuremath{\lbrace}}unread}" in text
    assert text.count("note") == 2


def test_keys_can_be_given() -> None:
    assert to_bibtex([ARTICLE], keys=["a"]).startswith("@article{a,\n")
    with pytest.raises(ValueError, match="shorter"):
        to_bibtex([ARTICLE], keys=[])


def test_unicode_leaves_letters() -> None:
    text = to_bibtex([BibliographicRecord(title="Étude & β")], unicode=True)
    assert r"title = {Étude \& β}" in text


def test_no_records_make_no_text() -> None:
    assert to_bibtex([]) == ""
    assert from_bibtex("") == []


def test_what_is_not_carried() -> None:
    early = PublicationDate(kind=DateKind.ELECTRONIC, date=PartialDate(year=2014))
    work = BibliographicRecord(
        dates=(early,), title_variants=("x",), elocations=("y",), nlm_id="z", authors_complete=False
    )
    assert carried(work) == BibliographicRecord(dates=dated(2014))


def test_a_file_of_another_program() -> None:
    text = r"""
% Encoding: UTF-8
@string{jad = "Journal of Affective Disorders"}
@Online{who, author = "{World Health Organization}", title = {{Depression}},
  date = {2020-03-04}, url = {https://who.int/a\_b}, urldate = {2021-01}}
@Article{naughton,
  Author = {Marie Naughton and O'Leary, Olivia F. and van der Berg, Jan},
  journaltitle = jad, Year = 2014, month = mar, issue = {3}, pages = {24-35},
}
@mastersthesis{t, title = "T", school = {U}, location = {Cork}, month = 5, year = {c. 1999}}
@unheardof{u, title = {X}, date = {undated}}
"""
    entries = dict(from_bibtex(text))
    who, naughton, thesis, other = entries.values()
    assert list(entries) == ["who", "naughton", "t", "u"]
    assert who.type is WorkType.WEBPAGE
    assert who.authors == (GroupName(name="World Health Organization"),)
    assert who.issued == PartialDate(year=2020, month=3, day=4)
    assert who.url == "https://who.int/a_b"
    assert who.accessed == PartialDate(year=2021, month=1)
    assert naughton.authors == (
        PersonName(family="Naughton", given="Marie"),
        PersonName(family="O'Leary", given="Olivia F."),
        PersonName(family="Berg", given="Jan", particle="van der"),
    )
    assert naughton.container_title == "Journal of Affective Disorders"
    assert naughton.issued == PartialDate(year=2014, month=3)
    assert (naughton.issue, naughton.pages) == ("3", "24-35")
    assert (thesis.type, thesis.publisher, thesis.publisher_place) == (WorkType.THESIS, "U", "Cork")
    assert thesis.issued == PartialDate(year=1999, month=5)
    assert (other.type, other.issued) == (WorkType.DOCUMENT, None)


def test_doubles_are_read_too() -> None:
    text = "@misc{a, title={A}}\n@misc{a, title={B}}\n@misc{c, title={C}, title={D}}\n"
    titles = [(key, record.title) for key, record in from_bibtex(text)]
    assert titles == [("a", "A"), ("a", "B"), ("c", "C")]


def test_a_broken_entry_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="line 2 cannot be read") as caught:
        from_bibtex("@misc{a, title={A}}\n@misc{b, title={B\n@misc{c, title={C}}\n")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""


def test_bibtexparser_reads_it_without_a_failed_block() -> None:
    hostile = BibliographicRecord(
        title='@article{x, a = {b} # " \\', doi="10.1/{", url="a\\", pages="1}", publisher="{"
    )
    library = bibtexparser.parse_string(to_bibtex([hostile, ARTICLE]))
    assert library.failed_blocks == []
    assert len(library.entries) == 2

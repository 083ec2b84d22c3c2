"""Files of PubMed's: real forms, and damaged, foreign and hostile ones."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from lxml import etree
from tests.nlm_files import RECORDS, article, book, deletion, write_file

from refcheck.errors import InputError
from refcheck.index.files.opening import raw_records
from refcheck.index.files.reading import Deleted, Read, Skipped, read_file
from refcheck.lookup.pubmed.xml import record_from_xml

MANY_ATTRIBUTES = "<PubmedArticle><a {} /></PubmedArticle>".format(
    " ".join(f"b{number}='1'" for number in range(40_000))
)


def test_a_record_is_read_as_the_e_utilities_give_it(tmp_path: Path) -> None:
    elements = [article(record) for record in RECORDS]
    path = write_file(tmp_path / "pubmed26n0001.xml.gz", elements)
    found = [each for each in read_file(path) if isinstance(each, Read)]
    assert [each.record for each in found] == [
        record_from_xml(etree.fromstring(element)) for element in elements
    ]
    assert {str(each.revised) for each in found} == {"2026-05-01"}


def test_identifiers_of_cited_works_are_not_its_own(tmp_path: Path) -> None:
    record = next(record for record in RECORDS if not record.doi)
    path = write_file(tmp_path / "a.xml", [article(record)])
    (found,) = read_file(path)
    assert isinstance(found, Read)
    assert found.record.doi is None
    assert found.record.pmid == record.pmid


@pytest.mark.parametrize("element", ["MedlineCitation", "PubmedArticle"])
def test_both_forms_of_bulk_files_are_read(tmp_path: Path, element: str) -> None:
    xml = article(RECORDS[0], version=3)
    if element == "MedlineCitation":
        xml = xml[xml.index("<MedlineCitation") : xml.index("<PubmedData>")]
    (found,) = read_file(write_file(tmp_path / "a.xml", [xml]))
    assert isinstance(found, Read)
    assert (found.record.pmid, found.version) == (RECORDS[0].pmid, 3)


def test_books_and_deletions(tmp_path: Path) -> None:
    path = write_file(
        tmp_path / "a.xml.gz", [book(21413306, "Writing", "Patrias"), deletion(3, 12345678)]
    )
    read, deleted = read_file(path)
    assert isinstance(read, Read)
    assert read.record.title == "Writing"
    assert deleted == Deleted(pmids=(3, 12345678))


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<PubmedArticle><MedlineCitation></PubmedArticle>", "broken XML"),
        ("<PubmedArticle>&outside;</PubmedArticle>", "broken XML"),
        ("<PubmedArticle><MedlineCitation/></PubmedArticle>", "no PMID"),
        (
            "<PubmedArticle><MedlineCitation><PMID>7</PMID></MedlineCitation></PubmedArticle>",
            "no title",
        ),
        (f"<PubmedArticle>{'<a>' * 300}{'</a>' * 300}</PubmedArticle>", "broken XML"),
        (MANY_ATTRIBUTES, "attributes"),
    ],
)
def test_a_record_that_cannot_be_used_is_left_out(tmp_path: Path, xml: str, reason: str) -> None:
    path = write_file(tmp_path / "a.xml", [xml, article(RECORDS[0])])
    skipped, read = read_file(path)
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason
    assert isinstance(read, Read)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not one of PubMed's files"),
        (b"%PDF-1.7", "not one of PubMed's files"),
        (b"<html><body/></html>", "not one of PubMed's files"),
        (b"\x1f\x8b\x08\x00damaged", "gzip file"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><PubmedArticleSet/>', "declares XML entities"),
        (b"<PubmedArticleSet><PubmedArticle><MedlineCitation>", "cut off in the middle"),
        (b"<PubmedArticleSet><PubmedArticle></PubmedArticle>", "not closed"),
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "pubmed26n0001.xml.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as raised:
        list(read_file(path))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_download_that_stopped_is_noticed(tmp_path: Path, part: float) -> None:
    whole = write_file(tmp_path / "whole.xml.gz", [article(record) for record in RECORDS])
    content = whole.read_bytes()
    for data in (content[: int(len(content) * part)], gzip.decompress(content)[: int(5e5 * part)]):
        cut = tmp_path / "cut.xml"
        cut.write_bytes(data)
        with pytest.raises(InputError, match=r"cut off|damaged gzip"):
            list(read_file(cut))


def test_a_file_of_several_gzip_members_is_one(tmp_path: Path) -> None:
    content = gzip.decompress(write_file(tmp_path / "a.xml.gz", map(article, RECORDS)).read_bytes())
    path = tmp_path / "b.xml.gz"
    path.write_bytes(gzip.compress(content[:5000]) + gzip.compress(content[5000:]) + b"\0" * 512)
    assert len(list(read_file(path))) == len(RECORDS)


def test_what_grows_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.index.files.opening._LARGEST_FILE", 1 << 23)
    path = tmp_path / "bomb.xml.gz"
    path.write_bytes(gzip.compress(b"<PubmedArticleSet>" + b" " * (1 << 25)))
    with pytest.raises(InputError, match="when unpacked"):
        list(raw_records(path))


def test_one_record_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.index.files.opening._LARGEST_RECORD", 1 << 20)
    path = tmp_path / "bomb.xml.gz"
    path.write_bytes(gzip.compress(b"<PubmedArticleSet><PubmedArticle>" + b"a" * (1 << 25)))
    with pytest.raises(InputError, match="a record of more than"):
        list(raw_records(path))

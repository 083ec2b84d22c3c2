"""Notices on other works that a reference prints: cut out, and known of it."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.formats.bibtex.fields import to_fields
from refcheck.formats.csl import to_csl
from refcheck.model.record import BibliographicRecord, NoticeKind
from refcheck.parsing import parse
from refcheck.parsing.notices import cut_notices_of_others

WORK = "Papi A, Brightling C. Asthma in adults{}. Lancet. 2018;391(10122):783-800{}"


def plain() -> dict[str, object]:
    """The fields of the work without any notice."""
    return fields(parse(WORK.format("", ".")).record)


def fields(record: BibliographicRecord) -> dict[str, object]:
    kept = {"title", "container-title", "issued", "volume", "issue", "page", "author", "type"}
    return {name: value for name, value in to_csl(record).items() if name in kept}


IN_BRACKETS = [
    ("published correction appears in Lancet. 2018;391(10130):1580", NoticeKind.ERRATUM_IN),
    ("published erratum appears in JAMA 1999;282(2):138", NoticeKind.ERRATUM_IN),
    ("Published errata appear in Lancet 2019;392:1 and Lancet 2019;393:2", NoticeKind.ERRATUM_IN),
    ("corrigendum: Nature 2011; 470: 144", NoticeKind.ERRATUM_IN),
    ("Author Correction in: Sci Rep. 2020;10(1):1234", NoticeKind.ERRATUM_IN),
    ("fe de erratas en: Gac Sanit 2011;25:144", NoticeKind.ERRATUM_IN),
    ("Erratum, JAMA 1999;282:1", NoticeKind.ERRATUM_IN),
    ("retracted", NoticeKind.RETRACTION_IN),
    ("Retracted article", NoticeKind.RETRACTION_IN),
    ("retracted in: Lancet. 2010;375(9713):445", NoticeKind.RETRACTION_IN),
    ("Retraction published 2010, Lancet, 375(9713), 445", NoticeKind.RETRACTION_IN),
    ("retracted and republished in: N Engl J Med. 2018;378(25):e34",
     NoticeKind.RETRACTED_AND_REPUBLISHED_IN),
    ("expression of concern in: Lancet. 2010;375(9713):445",
     NoticeKind.EXPRESSION_OF_CONCERN_IN),
    ("Comment in: Lancet 2019;393:12-3", NoticeKind.COMMENT_IN),
    ("see comments", NoticeKind.COMMENT_IN),
]  # fmt: skip


@pytest.mark.parametrize(("opened", "closed"), ["[]", "()"])
@pytest.mark.parametrize(("notice", "kind"), IN_BRACKETS)
def test_a_notice_in_brackets_is_none_of_the_fields(
    notice: str, kind: NoticeKind, opened: str, closed: str
) -> None:
    printed = opened + notice + closed
    for text in (
        WORK.format(f" {printed}", "."),
        WORK.format(f". {printed}", "."),
        WORK.format("", f" {printed}."),
        WORK.format("", f". {printed}"),
    ):
        record = parse(text).record
        assert fields(record) == plain()
        assert [each.kind for each in record.notices] == [kind]
        assert record.notes == (notice,)


@pytest.mark.parametrize(
    "notice",
    [
        "Erratum in: JAMA 2010;303(5):1234.",
        "Retraction in: Lancet. 2010 Feb 6;375(9713):445. Erratum in: Lancet. 2004;363(9411):750.",
        "Published correction appears in Lancet. 2018;391(10130):1580.",
        "Comment on: Lancet 2007;370:1-2.",
        "Retraction of: Feifel D, Perry W. J Clin Psychiatry. 2000;61(12):909-11.",
        "Cited in: Zimmerman M, et al. Severity of depression. J Affect Disord. 2013;150(2):384-8.",
        "Reprinted in: Readings in asthma, 2019.",
    ],
)
def test_a_notice_behind_the_place_needs_no_brackets(notice: str) -> None:
    record = parse(WORK.format("", f". {notice}")).record
    assert fields(record) == plain()
    assert ". ".join(record.notes) + "." == notice


def test_a_notice_before_the_place_needs_no_brackets() -> None:
    notice = "Published correction appears in Lancet. 2019;393(10):1580"
    record = parse(WORK.format(f". {notice}", ".")).record
    assert (fields(record), record.notes) == (plain(), (notice,))


@pytest.mark.parametrize(
    "tail",
    [
        "; author reply 801-2.", "; discussion 801.", ", discussion 801-5.", " (discussion 801).",
        ". Discussion 801-5.", "; quiz 801, 802-3.", "; authors' reply 801.",
    ],
)  # fmt: skip
def test_pages_of_an_answer_are_not_those_of_the_work(tail: str) -> None:
    assert fields(parse(WORK.format("", tail)).record) == plain()


def test_identifiers_of_a_notice_are_not_those_of_the_work() -> None:
    text = (
        "Wakefield AJ, Murch SH. Ileal hyperplasia. Lancet. 1998 Feb 28;351(9103):637-41. doi: "
        "10.1016/s0140-6736(97)11096-0. Retraction in: Lancet. 2010 Feb 6;375(9713):445. doi: "
        "10.1016/S0140-6736(10)60175-4. Erratum in: Lancet. 2004 Mar 6;363(9411):750. "
        "PMID: 9500320."
    )
    record = parse(text).record
    assert (record.doi, record.pmid) == ("10.1016/s0140-6736(97)11096-0", "9500320")
    assert record.pages == "637-41"
    inside = "[retracted in: Lancet 2010;375:445. doi:10.1016/retraction PMID: 20137807]"
    assert (parse(WORK.format(f" {inside}", ".")).record.pmid) is None
    assert parse(WORK.format(f" {inside}", ".")).record.notices[0].pmid == "20137807"
    own = WORK.format("", ". Erratum in: JAMA 2010;303:1. doi:10.1016/own")
    assert parse(own).record.doi == "10.1016/own"


@pytest.mark.parametrize(
    "text",
    [
        "Smith AB. Retraction of: Effects of sleep. Lancet 2008;371:1564-5.",
        "Smith AB. Erratum: Effects of sleep. Lancet 2008;371:1564-5.",
        "Smith AB. Comment on: Effects of sleep. Lancet 2008;371:1564-5.",
        "Smith AB. Myopia and its correction (correction in children). Lancet 2008;371:1564-5.",
        "Smith AB. Surgery of the eyelid (retracted lids). Lancet 2008;371:1564-5.",
        "Smith AB. Update in nephrology. Lancet 2008;371:1564-5.",
        "Smith AB. Discussion 12 years on. Lancet 2008;371:1564-5.",
    ],
)
def test_a_work_that_is_a_notice_itself_keeps_its_title(text: str) -> None:
    assert cut_notices_of_others(text).text == text


def test_the_notice_is_in_what_is_written() -> None:
    record = parse(WORK.format(" [retracted in: Lancet 2010;375:445]", ".")).record
    assert to_csl(record)["note"] == "retracted in: Lancet 2010;375:445"
    assert to_fields(record, key="papi").fields["note"] == "retracted in: Lancet 2010;375:445"


@pytest.mark.parametrize(
    "piece", ["[erratum in: 2 ", "Lancet 1:1. Erratum in: ", "(retracted 1;2("]
)
def test_hostile_lines_cost_linear_time(piece: str) -> None:
    assert grows_in_proportion(lambda size: cut_notices_of_others(piece * size), 5_000)


@pytest.mark.parametrize(
    ("printed", "electronic"),
    [
        ("published online ahead of print January 5, 2017", 2017),
        ("published online ahead of print, 2017 Jan 5", 2017),
        ("Epub 2017 Jan 5", 2017),
        ("Epub ahead of print", None),
        ("online first", None),
    ],
)
@pytest.mark.parametrize(("opened", "closed"), ["[]", "()"])
def test_ahead_of_print_in_brackets_is_a_second_date(
    printed: str, electronic: int | None, opened: str, closed: str
) -> None:
    text = WORK.format(f" {opened}{printed}{closed}", ".")
    item = to_csl(parse(text).record)
    date = item.get("available-date", {}).get("date-parts")
    assert date == ([[electronic, 1, 5]] if electronic else None)
    assert fields(parse(text).record) == plain()

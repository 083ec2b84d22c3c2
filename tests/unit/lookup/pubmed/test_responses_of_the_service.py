"""What each endpoint answers, read from real answers and from broken ones."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.standin.articles import AHEAD, KETAMINE, RESISTANT, article_set

from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError, midnight
from refcheck.lookup.http.errors import RejectedError, RetryableError, ServiceError
from refcheck.lookup.pubmed.queries import Endpoint, record_query
from refcheck.lookup.pubmed.responses import (
    CitationResponse,
    SearchResponse,
    cached_citation,
    cached_record,
    cached_search,
    read_cached,
)
from refcheck.lookup.pubmed.search import ecitmatch, efetch, esearch
from refcheck.lookup.query import Query

# --- ecitmatch ------------------------------------------------------------------------------------

LINES = [
    "proc natl acad sci u s a|1991|88|3248|mann bj",
    "science|1987|235|182|palmenberg ac",
    "fake journal|2000|1|1||".removesuffix("|"),
    "nature|2020|||zhang f",
]


def test_lines_get_keys_of_their_own_and_end_with_a_bar() -> None:
    fields = ecitmatch.match_fields(LINES[:2])
    assert fields["bdata"] == f"{LINES[0]}|r0001|\r{LINES[1]}|r0002|"
    assert fields["retmode"] == "xml"


def test_answers_are_found_by_key_in_any_order() -> None:
    body = (
        b"science|1987|235|182|palmenberg ac|r0002|3026048\n"
        b"proc natl acad sci u s a|1991|88|3248|mann bj|r0001|2014248\n"
        b"fake journal|2000|1|1||r0003|NOT_FOUND;INVALID_JOURNAL\n"
        b"nature|2020|||zhang f|r0004|AMBIGUOUS 33057196,32076266,32025019\n"
        b"lancet|2019|394|121|husain m|theirs|31189511\n\n"
    )
    assert ecitmatch.read_matches(body, LINES) == {
        LINES[0]: "2014248",
        LINES[1]: "3026048",
        LINES[2]: "NOT_FOUND;INVALID_JOURNAL",
        LINES[3]: "AMBIGUOUS 33057196,32076266,32025019",
    }


def test_a_line_that_lost_its_author_is_read_from_the_right() -> None:
    body = b"science|1987|235|182|r0002|NOT_FOUND\nnature|2020|||zhang f|r0004|\r\n"
    assert ecitmatch.read_matches(body, LINES) == {LINES[1]: "NOT_FOUND", LINES[3]: ""}


@pytest.mark.parametrize(
    "echo",
    [
        "science|1987|235|182|palmenberg ac",
        "Science|1987|235|182|Palmenberg AC",
        "science|1987|235|182|",
        "science |1987|235|182|palmenberg ac",
    ],
)
def test_an_answer_repeats_its_line(echo: str) -> None:
    assert ecitmatch.read_matches(f"{echo}|r0001|3026048\n".encode(), LINES[1:2])


@pytest.mark.parametrize(
    "echo",
    [
        LINES[0],
        "nature|1987|235|182|palmenberg ac",
        "science|1988|235|182|palmenberg ac",
        "science|1987|236|182|palmenberg ac",
        "science|1987|235|183|palmenberg ac",
        "science|1987|235|182|mann bj",
        "science|1987||182|palmenberg ac",
        "|||||",
        "",
    ],
)
def test_the_answer_to_another_line_is_none(echo: str) -> None:
    assert not ecitmatch.read_matches(f"{echo}|r0001|3026048\n".encode(), LINES[1:2])


def test_what_cannot_be_compared_is_left_aside() -> None:
    line = "医学|2014|1|2|"
    assert ecitmatch.read_matches(b"??|2014|1|2||r0001|NOT_FOUND\n", [line])
    line = "bone joint j & br|2014|1|2|"
    assert ecitmatch.read_matches(b"bone joint j &amp; br|2014|1|2||r0001|1\n", [line])


@pytest.mark.parametrize(
    "result",
    ["0", "012", "123456789", "AMBIGUOUS 1,123456789", "AMBIGUOUS 1,x", "MAYBE", "1,2", "-1"],
)
def test_what_ecitmatch_never_says(result: str) -> None:
    body = f"{LINES[1]}|r0001|{result}\n".encode()
    assert not ecitmatch.read_matches(body, LINES[1:2])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"science|1987|235|182|palmenberg ac|r0001|3026",  # cut off: the PMID may be longer
        b"science|1987|235|182|palmenberg ac|r0001|<html>\n",
        b"science|1987|235|182|palmenberg ac|r0001|123456789\n",
        b"r0001|1\n",
        b"science|1987|235|182|palmenberg ac|r9999|3026048\n",
        b"<eCitMatch><ERROR>Search Backend failed</ERROR></eCitMatch>\n",
        b"\xff|\xff|r0001|\xff\n",
    ],
)
def test_what_is_no_answer_counts_as_none(body: bytes) -> None:
    assert ecitmatch.read_matches(body, LINES[1:2]) == {}


@pytest.mark.parametrize(
    ("result", "pmids", "count", "listed"),
    [
        ("24388038", ("24388038",), 1, True),
        ("AMBIGUOUS 33057196,32076266", ("33057196", "32076266"), 2, True),
        ("AMBIGUOUS (783 citations)", (), 783, True),
        ("NOT_FOUND", (), 0, True),
        ("NOT_FOUND;INVALID_JOURNAL", (), 0, False),
        ("", (), 0, None),
    ],
)
def test_what_a_result_says(
    result: str, pmids: tuple[str, ...], count: int, listed: bool | None
) -> None:
    day = date(2026, 11, 20)
    cached = cached_citation(Query(Endpoint.CITATION, "a"), result, midnight(day))
    said = CitationResponse(pmids=pmids, retrieved=day, count=count, listed=listed)
    assert read_cached(cached) == said
    assert cached.short_lived is not bool(pmids)


# --- esearch --------------------------------------------------------------------------------------


def search(inside: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" "https://eutils.ncbi.nlm.nih.gov/x.dtd">
<eSearchResult>{inside}</eSearchResult>""".encode()


def test_hits_and_dropped_phrases() -> None:
    body = search(
        "<Count>5163</Count><RetMax>2</RetMax><IdList>\n<Id>10159545</Id>\n<Id>10159475</Id>"
        "</IdList><ErrorList><PhraseNotFound>fleegle[MeSH Terms]</PhraseNotFound></ErrorList>"
        "<WarningList><QuotedPhraseNotFound>x y</QuotedPhraseNotFound></WarningList>"
    )
    assert esearch.read_hits(body, 2) == esearch.Hits(
        count=5163,
        pmids=("10159545", "10159475"),
        ignored=("fleegle[MeSH Terms]", "x y"),
    )


def test_no_hit_is_an_answer() -> None:
    body = search(
        "<Count>0</Count><RetMax>0</RetMax><IdList/>"
        "<WarningList><OutputMessage>No items found.</OutputMessage></WarningList>"
    )
    assert esearch.read_hits(body, 20) == esearch.Hits(count=0, pmids=(), ignored=())


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<Count>3</Count><IdList><Id>1</Id></IdList>",
        "<Count>x</Count><IdList/>",
        "<Count>1</Count><IdList><Id>one</Id></IdList>",
        "<Count>1</Count><IdList><Id>123456789</Id></IdList>",
        "<Count>1</Count><IdList><Id>0</Id></IdList>",
        "<Count>2</Count><IdList><Id>1</Id><Id>1</Id></IdList>",
        "<Count>1</Count><IdList><Id>1</Id><Id>2</Id></IdList>",
        "<Count>0</Count><IdList><Id>1</Id></IdList>",
        "<Count>-1</Count><IdList/>",
        "<Count>99999999999999999999</Count><IdList><Id>1</Id></IdList>",
        "<ERROR>Search Backend failed: Exception: down</ERROR>",
    ],
)
def test_a_search_that_is_not_whole_is_worth_asking_again(inside: str) -> None:
    with pytest.raises(RetryableError):
        esearch.read_hits(search(inside), 20)


def test_an_error_inside_of_http_200() -> None:
    with pytest.raises(ServiceError) as caught:
        esearch.read_hits(search("<ERROR>Invalid db name specified: fleegle</ERROR>"), 20)
    assert not isinstance(caught.value, RetryableError)
    assert "fleegle" not in caught.value.reason


def test_another_answer_than_a_search() -> None:
    with pytest.raises(RetryableError):
        esearch.read_hits(b"<PubmedArticleSet/>", 20)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b'{"count":1}',
        b'{"count":"x","ids":[],"not_found":[]}',
        b'{"count":1,"ids":["123456789"],"not_found":[]}',
        b'{"count":1,"ids":[1],"not_found":[]}',
        b'{"count":0,"ids":["1"],"not_found":[]}',
        b'{"count":1,"ids":"1","not_found":7}',
    ],
)
def test_a_kept_search_that_is_damaged(payload: bytes) -> None:
    query = Query(Endpoint.SEARCH, "a")
    with pytest.raises(DamagedResponseError):
        read_cached(CachedResponse(query=query, payload=payload, retrieved=0.0, short_lived=False))


def test_a_kept_search() -> None:
    cached = cached_search(Query(Endpoint.SEARCH, "a"), 3, ["1"], ["b"], 0.0)
    assert read_cached(cached) == SearchResponse(
        count=3, pmids=("1",), ignored=("b",), retrieved=date(1970, 1, 1)
    )


# --- efetch ---------------------------------------------------------------------------------------


def test_records_are_found_by_pmid_and_others_left_out() -> None:
    body = article_set(RESISTANT, KETAMINE, AHEAD)
    found = efetch.read_records(body, ["24388038", "32862655"])
    assert {pmid: item.record.title for pmid, item in found.items()} == {
        "24388038": KETAMINE.title,
        "32862655": AHEAD.title,
    }
    assert found["32862655"].record.ahead_of_print
    assert b"somebody else" not in found["24388038"].xml


def test_of_two_versions_the_higher_counts() -> None:
    one, two = KETAMINE.xml(), KETAMINE.xml().replace("A review", "Another review")
    two = two.replace('Version="1"', 'Version="2"')
    for order in ((one, two), (two, one)):
        body = f"<PubmedArticleSet>{''.join(order)}</PubmedArticleSet>".encode()
        title = efetch.read_records(body, [KETAMINE.pmid])[KETAMINE.pmid].record.title
        assert title
        assert title.startswith("Another")
    odd = one.replace('Version="1"', 'Version="x"')
    assert efetch.read_records(
        f"<PubmedArticleSet>{odd}{one}</PubmedArticleSet>".encode(), [KETAMINE.pmid]
    )


def test_other_records_in_the_place_of_those_asked_for_are_no_answer() -> None:
    body = article_set(KETAMINE, RESISTANT)
    assert len(efetch.read_records(body, [KETAMINE.pmid])) == 1  # and one more than was asked for
    for asked in (["1"], [KETAMINE.pmid, "1"]):
        with pytest.raises(RetryableError, match="other records"):
            efetch.read_records(body, asked)


BOOK = """<PubmedBookArticle><BookDocument><PMID Version="1">5</PMID><Book>{book}</Book>{title}
</BookDocument></PubmedBookArticle>"""
HOLLOW = [
    re.sub("<ArticleTitle>.*</ArticleTitle>", "", KETAMINE.xml()),
    re.sub("<ArticleTitle>.*</ArticleTitle>", "<ArticleTitle> .</ArticleTitle>", KETAMINE.xml()),
    re.sub("<Article .*</Article>", "", KETAMINE.xml(), flags=re.DOTALL),
    re.sub(
        "<Title>.*</Title>|<ISOAbbreviation>.*</ISOAbbreviation>|<MedlineTA>.*</MedlineTA>",
        "",
        KETAMINE.xml(),
    ),
    BOOK.format(book="", title=""),
]
WHOLE = [
    re.sub("<MedlineTA>.*</MedlineTA>", "", KETAMINE.xml()),
    re.sub("<Title>.*</Title>", "", KETAMINE.xml()),
    re.sub("<AuthorList.*</AuthorList>", "", KETAMINE.xml()),
    re.sub(
        "<ArticleTitle>.*</ArticleTitle>",
        "<VernacularTitle>Ketamin und seine Geschichte</VernacularTitle>",
        KETAMINE.xml(),
    ),
    BOOK.format(book="<BookTitle>StatPearls</BookTitle>", title=""),
    BOOK.format(book="<BookTitle>StatPearls</BookTitle>", title="<ArticleTitle>A</ArticleTitle>"),
]


@pytest.mark.parametrize(
    ("xml", "hollow"), [(x, True) for x in HOLLOW] + [(x, False) for x in WHOLE]
)
def test_a_record_has_a_title_and_a_journal_or_book(xml: str, hollow: bool) -> None:
    pmid = "5" if "<Book>" in xml else KETAMINE.pmid
    body = f"<PubmedArticleSet>{xml}</PubmedArticleSet>".encode()
    assert efetch.read_records(body, [pmid])[pmid].hollow is hollow
    cached = cached_record(record_query(pmid), xml.encode(), 0.0)
    if hollow:
        with pytest.raises(DamagedResponseError, match="without a title or a journal"):
            read_cached(cached)
    else:
        assert read_cached(cached)


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.99])
def test_a_set_that_breaks_off_is_no_answer(cut: float) -> None:
    body = article_set(KETAMINE, RESISTANT)
    with pytest.raises(RetryableError):
        efetch.read_records(body[: int(len(body) * cut)], ["24388038"])


def test_another_answer_than_a_set() -> None:
    with pytest.raises(RetryableError):
        efetch.read_records(b"<eFetchResult><ERROR>x</ERROR></eFetchResult>", ["1"])


def test_an_empty_set_and_unknown_elements_hold_no_record() -> None:
    assert efetch.read_records(b"<PubmedArticleSet/>", ["1"]) == {}
    body = b"<PubmedArticleSet><DeleteCitation><PMID>1</PMID></DeleteCitation></PubmedArticleSet>"
    assert efetch.read_records(body, ["1"]) == {}


@pytest.mark.parametrize(
    "payload", [b"<PubmedArticle>", b"<PubmedArticle/>", KETAMINE.xml().encode()]
)
def test_a_kept_record_that_is_another_or_damaged(payload: bytes) -> None:
    with pytest.raises(DamagedResponseError):
        read_cached(cached_record(record_query("5"), payload, 0.0))


def test_far_more_records_than_were_asked_for_are_refused() -> None:
    body = b"<PubmedArticleSet>" + b"<PubmedArticle/>" * 50 + b"</PubmedArticleSet>"
    with pytest.raises(ServiceError, match="far more records than were asked for"):
        efetch.read_records(body, ["1"])
    with pytest.raises(RetryableError, match="other records"):
        efetch.read_records(body, ["1", "2", "3", "4", "5"])


def test_what_a_search_says_of_its_error_goes_along() -> None:
    for words, kind in (
        ("Search Backend failed: x", RetryableError),
        ("Invalid db name specified: fleegle", RejectedError),
    ):
        with pytest.raises(kind) as caught:
            esearch.read_hits(f"<eSearchResult><ERROR>{words}</ERROR></eSearchResult>".encode(), 1)
        assert caught.value.said == words

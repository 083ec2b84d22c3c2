"""Identifiers as articles print them, whole and spoilt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_in_proportion

from refcheck.text.works.identifiers import (
    find_identifiers,
    may_have_malformed_doi,
    may_have_malformed_pmid,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)

SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"

FOUND = [
    # text, kind, value, what is cut out
    ("x. doi: 10.1016/j.jad.2013.11.014.", "doi", "10.1016/j.jad.2013.11.014",
     "doi: 10.1016/j.jad.2013.11.014"),
    ("833–44.10.1016/j.cell.2010.01.037", "doi", "10.1016/j.cell.2010.01.037",
     "10.1016/j.cell.2010.01.037"),
    ("(doi:10.1000/abc(1)x)", "doi", "10.1000/abc(1)x", "doi:10.1000/abc(1)x"),
    ("<https://doi.org/10.1000/ABC>", "doi", "10.1000/abc", "https://doi.org/10.1000/ABC"),
    ("http://dx.doi.org/10.1111/j.1365-2990.x;", "doi", "10.1111/j.1365-2990.x",
     "http://dx.doi.org/10.1111/j.1365-2990.x"),
    ("DOI http://x.org doi:DOI: 10.1007/s1", "doi", "10.1007/s1", "doi:DOI: 10.1007/s1"),
    ("https://doi.org/" + SICI + ". PMID", "doi", SICI, "https://doi.org/" + SICI),
    ("10.1890/0012-9658(2006)87[1465:ATOFFS]2.0.CO;2.", "doi",
     "10.1890/0012-9658(2006)87[1465:atoffs]2.0.co;2",
     "10.1890/0012-9658(2006)87[1465:ATOFFS]2.0.CO;2"),
    ("doi:10.1038/ng.1.Epub 2011 Dec 5", "doi", "10.1038/ng.1", "doi:10.1038/ng.1"),
    ("10.1126/science.1[PubMed]", "doi", "10.1126/science.1", "10.1126/science.1"),
    ("https://doi. org/10.1111/j.1096-0031", "doi", "10.1111/j.1096-0031",
     "https://doi. org/10.1111/j.1096-0031"),
    ("doi: 10.1016/j.jad. 2013.11.014", "doi", "10.1016/j.jad.2013.11.014",
     "doi: 10.1016/j.jad. 2013.11.014"),
    ("(doi:10.1016/j. bandc.2008.01.008)", "doi", "10.1016/j.bandc.2008.01.008",
     "doi:10.1016/j. bandc.2008.01.008"),
    ("doi:10.1371/journal. pone.0012188.", "doi", "10.1371/journal.pone.0012188",
     "doi:10.1371/journal. pone.0012188"),
    ("pp. 2498–2513, doi: (2020). 10.1017/S0033291720003888", "doi", "10.1017/s0033291720003888",
     "10.1017/S0033291720003888"),
    ("241. doi:(c)10.1186/s12890-020-01259-8", "doi", "10.1186/s12890-020-01259-8",
     "10.1186/s12890-020-01259-8"),
    ("doi: 10 .1080/ 713843614", "doi", "10.1080/713843614", "doi: 10 .1080/ 713843614"),
    ("2009;4. PMID: 19451168", "pmid", "19451168", "PMID: 19451168"),
    ("[PubMed: 19451168]", "pmid", "19451168", "PubMed: 19451168"),
    ("PubMed PMID: 19451168;", "pmid", "19451168", "PubMed PMID: 19451168"),
    ("https://pubmed.ncbi.nlm.nih.gov/19451168/", "pmid", "19451168",
     "https://pubmed.ncbi.nlm.nih.gov/19451168/"),
    ("http://www.ncbi.nlm.nih.gov/pubmed/19451168", "pmid", "19451168",
     "http://www.ncbi.nlm.nih.gov/pubmed/19451168"),
    ("PMCID: PMC3180370.", "pmcid", "PMC3180370", "PMCID: PMC3180370"),
    ("PMC 3180370", "pmcid", "PMC3180370", "PMC 3180370"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3180370/", "pmcid", "PMC3180370",
     "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3180370/"),
    ("arXiv preprint arXiv:1203.4567v2", "arxiv", "1203.4567", "arXiv:1203.4567v2"),
    ("hep-th/9901234", "arxiv", "hep-th/9901234", "hep-th/9901234"),
    ("ISBN 978-3-16-148410-0.", "isbn", "9783161484100", "ISBN 978-3-16-148410-0"),
    ("ISSN: 0165-0327", "issn", "0165-0327", "ISSN: 0165-0327"),
    ("from http://www.who.int/ mediacentre/factsheets/fs104.html. Accessed", "url",
     "http://www.who.int/mediacentre/factsheets/fs104.html",
     "http://www.who.int/ mediacentre/factsheets/fs104.html"),
    ("see www.who.int/x/, and", "url", "www.who.int/x/", "www.who.int/x/"),
    ("(https:// www.R-project.org/).", "url", "https://www.R-project.org/",
     "https:// www.R-project.org/"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value", "cut"), FOUND)
def test_identifiers_are_cut_out_with_their_labels(
    text: str, kind: str, value: str, cut: str
) -> None:
    last = find_identifiers(text)[-1]
    assert (last.kind, last.value, text[last.start : last.end], last.valid) == (
        kind, value, cut, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("doi: 1016/j.jad.2013.11.014.", "doi", "1016/j.jad.2013.11.014"),
        ("doi:10.1016", "doi", "10.1016"),
        ("https://doi.org/abc123", "doi", "abc123"),
        ("PMID: 123456789", "pmid", "123456789"),
        ("PMID: PMC3180370", "pmid", "PMC3180370"),
        ("ISBN: 0-306-40615-3", "isbn", "0-306-40615-3"),
        ("ISSN 0165-0328", "issn", "0165-0328"),
        ("http://localhosts", "url", "http://localhosts"),
    ],
)
def test_malformed_identifiers_are_kept_as_printed(text: str, kind: str, value: str) -> None:
    (found,) = find_identifiers(text)
    assert (found.kind, found.value, found.valid) == (kind, value, False)


@pytest.mark.parametrize(
    "text",
    [
        "The DOI system: a review. Learned Publishing. 2010;23:9-14.",
        "doi: in press",
        "doi: (2020).",
        "Cells in the 10.5/12 range grew to PMC levels",
        "PMID",
        "doi:10.1000/)",
        "ISBN 12",
        "arXiv:none",
        "https://.",
    ],
)
def test_words_that_look_alike_are_no_identifiers(text: str) -> None:
    assert find_identifiers(text) == ()


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("https://doi.org/10.1101%2Flm.84005", "10.1101/lm.84005"),
        ("http://dx.doi.org/10.1101%2flm.84005.", "10.1101/lm.84005"),
        ("https://DOI.org/10.1016/S0140-6736%2805%2966545-5", "10.1016/s0140-6736(05)66545-5"),
        (
            "https://doi.org/10.1002/%28SICI%291097-0215%2819981023%2979%3A5%3C481%3A%3AAID-IJC6"
            "%3E3.0.CO%3B2-6",
            "10.1002/(sici)1097-0215(19981023)79:5<481::aid-ijc6>3.0.co;2-6",
        ),
        ("doi: 10.1101%2Flm.84005", "10.1101/lm.84005"),
        ("https://doi.org/10.1000/100%2512", "10.1000/100%12"),
        # What is no escape, or in no address, is part of the DOI.
        ("doi:10.1000/abc%2fdef", "10.1000/abc%2fdef"),
        ("10.1000/100%25", "10.1000/100%25"),
        ("https://doi.org/10.1000/100%zz", "10.1000/100%zz"),
        ("https://doi.org/10.1000/100%ff12", "10.1000/100%ff12"),
        ("https://doi.org/10.1000/a%20b", "10.1000/a%20b"),
        ("https://doi.org/10.1000/a%29", "10.1000/a"),
        ("https://doi.org/10.1000/%29", "10.1000/%29"),
    ],
)
def test_escapes_in_addresses_are_read(printed: str, doi: str) -> None:
    (found,) = find_identifiers(f"Gut. 2005. {printed}")
    assert (found.kind, found.value, found.valid) == ("doi", doi, True)
    assert normalise_doi(printed) == doi
    assert not may_have_malformed_doi(printed.casefold())


@pytest.mark.parametrize(
    "path", ["10.1002/%28SICI%291097-0215/abstract", "10.1002%2F%28SICI%291097-0215"]
)
def test_escapes_are_read_in_the_path_of_a_url(path: str) -> None:
    found = find_identifiers(f"https://www.example.org/doi/{path} accessed")
    assert [(one.kind, one.value) for one in found[1:]] == [("doi", "10.1002/(sici)1097-0215")]


def test_several_identifiers_come_in_order_of_place() -> None:
    text = "2014;156:24-35. doi:10.1016/j.jad.2013.11.014. PMID: 24388038. PMCID: PMC3180370"
    assert [found.kind for found in find_identifiers(text)] == ["doi", "pmid", "pmcid"]


def test_a_doi_within_the_path_of_a_url_is_given_too() -> None:
    text = "from http://www.tandfonline.com/doi/full/10.1080/19443994.2014.996008 Subscription"
    assert [found.value for found in find_identifiers(text)] == [
        "http://www.tandfonline.com/doi/full/10.1080/19443994.2014.996008",
        "10.1080/19443994.2014.996008",
    ]


def test_normal_forms() -> None:
    assert normalise_doi("https://doi.org/10.1016/J.JAD.2013.") == "10.1016/j.jad.2013"
    assert normalise_doi("no") is None
    assert normalise_doi("10.1000/.") is None
    assert normalise_pmid("PMID: 0024388038") == "24388038"
    assert normalise_pmid("123456789") is None
    assert normalise_pmcid("pmc3180370.2") == "PMC3180370"
    assert normalise_pmcid("3180370") == "PMC3180370"
    assert normalise_pmcid("x") is None
    assert normalise_isbn("0-306-40615-2") == "0306406152"
    assert normalise_isbn("978-0-306-40615-8") is None
    assert normalise_isbn("123") is None
    assert normalise_issn("0317-847x") is None
    assert normalise_issn("2434-561X") == "2434-561X"
    assert normalise_issn("1234") is None


@given(st.text(alphabet="doiPMCISBN:/.10 ()<>[]xhtp\u200b", max_size=300))
def test_any_text_gives_ordered_places(text: str) -> None:
    places = [(found.start, found.end) for found in find_identifiers(text) if found.kind != "doi"]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.text(max_size=200))
def test_normal_forms_are_stable(text: str) -> None:
    doi = normalise_doi(text)
    assert doi is None or normalise_doi(doi) == doi


@pytest.mark.parametrize(
    "piece", ["doi:", "10.1234/)", "10.1000/x(", "http://", "doi.org/", "PMID ", "\u200b", " "]
)
def test_hostile_lines_cost_linear_time(piece: str) -> None:
    assert grows_in_proportion(lambda size: find_identifiers(piece * size), 15_000)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("arXiv:1501.00001", "arxiv"), ("arxiv 1501.00001", "arxiv"), ("hep-th/9901001", "arxiv"),
        ("astro-ph/9901001", "arxiv"), ("quant-ph/9901001", "arxiv"), ("p-ISSN 0165-0327", "issn"),
        ("eISSN: 0165-0327", "issn"), ("europepmc.org/articles/PMC3180370", "pmcid"),
        ("ncbi.nlm.nih.gov/pmc/articles/PMC3180370", "pmcid"), ("PMC3180370", "pmcid"),
        ("Pubmed: 123", "pmid"), ("pmid 123", "pmid"), ("ISBN 0195002695", "isbn"),
        ("dx.doi.org/10.1000/x", "doi"), ("www.who.int", "url"), ("ftp://ftp.who.int/x", "url"),
    ],
)  # fmt: skip
def test_what_an_identifier_may_begin_with(text: str, kind: str) -> None:
    (found,) = find_identifiers(f"Sleep well. {text}.")
    assert found.kind == kind
    assert found.start == len("Sleep well. ")


PIECES_OF_DOIS = (
    "doi", "DOI", "doı", "DOİ", ":", "=", " ", ".org/", ". org /", "https://", "www.", "x", "(c)",
    "10.1000/", "10 . 1000 / ", "10.1/", "abc", "182", "(2020)", ".", "\u0307",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES_OF_DOIS), max_size=8).map("".join))
def test_where_every_label_leads_to_a_doi_none_is_malformed(text: str) -> None:
    malformed = [each for each in find_identifiers(text) if each.kind == "doi" and not each.valid]
    assert not malformed or may_have_malformed_doi(text.casefold())


@pytest.mark.parametrize(
    "text", ["doi: 10.1000/182", "https://doi.org/10.1000/182", "doi:10 . 1000/x, doi 1", "doi:"]
)
def test_labels_of_plain_dois_are_not_looked_into(text: str) -> None:
    assert not may_have_malformed_doi(text)


PIECES_OF_PMIDS = (
    "PMID", "PMİD", "pmıd", "PubMed", "pubmed.ncbi.nlm.nih.gov/", "PMCID", "PMC", ":", "#", " ",
    "/", "number", "no.", "0", "00", "12", "123456", "2438803", "٣", ".1", "id",
    "europepmc.org/articles/",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES_OF_PMIDS), max_size=8).map("".join))
def test_where_no_number_is_odd_no_pmid_is_malformed(text: str) -> None:
    kinds = {each.kind for each in find_identifiers(text) if not each.valid}
    assert kinds.isdisjoint({"pmid", "pmcid"}) or may_have_malformed_pmid(text.casefold())


@pytest.mark.parametrize(
    "text", ["pmid: 24388038", "pmid 1 pmcid: pmc3180370", "10.1016/j.jad.2013.11.014 pubmed"]
)
def test_plain_pmids_are_not_looked_into(text: str) -> None:
    assert not may_have_malformed_pmid(text)

"""What shows that an abstract of a meeting is cited, and what does not."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion
from tests.pairs import printed

from refcheck.compare.meeting_abstracts import AbstractSign, abstract_sign

BEFORE = "Fam J, Yeo EY. Ketamine in depression of older patients"


def sign(rest: str) -> AbstractSign | None:
    reference = printed(f"{BEFORE}{rest}")
    return abstract_sign(reference.record, reference.string.text)


@pytest.mark.parametrize(
    "rest",
    [
        " [abstract]. J Affect Disord. 2014;156:12.",
        " (Abstract). J Affect Disord. 2014;156:12.",
        " [meeting abstract]. J Affect Disord. 2014;156:12.",
        " [poster]. Congress of Psychiatry; 2014; Paris.",
        ". Blood 2014;124:Abstract 1234.",
        ". J Clin Oncol. 2014;32(suppl; abstr 9003).",
        ". Presented at: ASCO; 2014; Chicago, IL.",
        ". Poster session presented at: Psychiatry Days; 2014.",
        ". Poster No. 12, World Congress, Vienna 2014.",
        ". American Psychiatric Association Annual Meeting, 2014.",
        ". Présenté au congrès de psychiatrie, Paris 2014.",
        ". Poster P-123, DGPPN 2014.",
    ],
)
def test_it_is_said(rest: str) -> None:
    assert sign(rest) is AbstractSign.WORDS


@pytest.mark.parametrize(
    "rest",
    [
        ". Diabetologia. 2014;57(Suppl 1):S5-S6.",
        ". Diabetologia. 2014;57 Suppl 1:S12.",
        ". Crit Care. 2014;18(Suppl 2):P45.",
        ". Value Health. 2014;17(7):A680.",
        ". Value Health. 2014;17:A680-A681.",
        ". Ann Rheum Dis. 2014;73(Suppl 2):OP0034.",
        ". J Clin Oncol. 2014;32(15_suppl):9003.",
        ". Ann Oncol. 2014;25(suppl 4):iv12.",
    ],
)
def test_the_place_is_one_of_abstracts(rest: str) -> None:
    assert sign(rest) is AbstractSign.PLACE


@pytest.mark.parametrize(
    "rest",
    [
        ". J Affect Disord. 2014;156:24-35.",
        ". Diabetes Care. 2014;37(Suppl 1):S14-S80.",
        ". Diabetes. 2014;63 Suppl 1:124-35.",
        ". BMJ. 2014;348:g2545.",
        ". Nutrients. 2014;6(4):1077.",
        ". PLoS One. 2014;9:e31095.",
        ". Cochrane Database Syst Rev. 2014;5:CD004833.",
        ". J Affect Disord. 2014;156:24-35. [Article in Chinese; English abstract].",
        ": abstracts of trials and what becomes of them. J Affect Disord. 2014;156:24-35.",
        " and posters in waiting rooms. J Affect Disord. 2014;156:24-35.",
    ],
)
def test_an_article_shows_nothing_of_the_kind(rest: str) -> None:
    assert sign(rest) is None


@pytest.mark.parametrize("piece", ["presented as a ", "abstract ", "["])
def test_the_time_for_a_hostile_text_grows_with_its_length(piece: str) -> None:
    record = printed(f"{BEFORE}. J Med. 2014;1:2.").record
    assert grows_in_proportion(lambda size: abstract_sign(record, piece * size), 20_000)

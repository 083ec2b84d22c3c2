"""What people read: each message says the right value and the cited one once, and names the thing.

Findings of lists, citations and lookups have their messages in the tests of their rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from tests.pairs import CITED, RECORD, candidate, cited_as, dated, people, reference

from refcheck import checks
from refcheck.model.document import Span
from refcheck.model.finding import Finding
from refcheck.model.outcome import Via
from refcheck.model.record import BibliographicRecord, DateKind, Notice, NoticeKind, PartialDate
from refcheck.model.reference import Reference
from refcheck.model.report import Mention

check_record = partial(checks.check_record, source_name="PubMed")
check_reference = partial(checks.check_reference, source_name="PubMed")
check_mention = partial(checks.check_mention, source_name="PubMed")

OTHER = replace(RECORD, pmid="24388038", doi="10.1016/j.jad.2013.11.014", title="Of another.")
WRONG_DOI = "10.1016/j.phrs.2015.05.030"
NOTICE = Notice(kind=NoticeKind.RETRACTION_IN, source="Lancet. 2010 Feb 6.", pmid="20137807")


def against(record: BibliographicRecord = RECORD, **change: object) -> list[Finding]:
    return check_record(cited_as(**change), record, ())


def noticed(**change: object) -> list[Finding]:
    notice = replace(NOTICE, **change)  # type: ignore[arg-type]
    return against(replace(RECORD, notices=(notice,)))


def identified(text: str = "", links: str = "", *, stored: bool = False) -> Reference:
    """A reference with a wrong DOI in its text, in its links or in data that came with it."""
    cited = replace(CITED, doi=WRONG_DOI)
    one = reference(cited, text)
    string = replace(one.string, link_text=links, record=cited if stored else None)
    return replace(one, string=string)


MESSAGES: list[tuple[str, Callable[[], list[Finding]], str]] = [
    ("author-first", lambda: against(authors=people("Smith A, Fam J, Yeo EY, Dawe GS")),
     "The first author is Rajkumar R in PubMed, Smith A in the reference."),
    ("author-first", lambda: against(authors=people("Fam J, Yeo EY, Dawe GS")),
     "The first author in PubMed, Rajkumar R, is missing from the reference."),
    ("author-other", lambda: against(authors=people("Rajkumar R, Smith A, Yeo EY, Dawe GS")),
     "Author 2 is Fam J in PubMed, Smith A in the reference."),
    ("author-misspelt", lambda: against(authors=people("Rajkumer R, Fam J, Yeo EY, Dawe GS")),
     "The family name of author 1 is Rajkumar in PubMed, Rajkumer in the reference."),
    ("author-missing", lambda: against(authors=people("Rajkumar R, Yeo EY, Dawe GS")),
     "Missing author: PubMed also lists Fam J, and the reference has no “et al.”."),
    ("author-missing", lambda: against(authors=people("Rajkumar R, Dawe GS")),
     "2 missing authors: PubMed also lists Fam J and Yeo EY, and the reference has no “et al.”."),
    ("author-missing",
     lambda: against(authors=people("Rajkumar R, Yeo EY"), authors_complete=False),
     "Missing author: PubMed also lists Fam J, before authors that the reference does name."),
    ("author-added",
     lambda: against(authors=people("Rajkumar R, Fam J, Smith A, Yeo EY, Dawe GS")),
     "Extra author: PubMed does not list Smith A."),
    ("author-added",
     lambda: against(authors=people("Rajkumar R, Smith A, Jones B, Doe C, Fam J, Yeo EY, Dawe GS")),
     "3 extra authors: PubMed does not list Smith A, Jones B and Doe C."),
    ("author-order", lambda: against(authors=people("Rajkumar R, Yeo EY, Fam J, Dawe GS")),
     "The authors are in the wrong order: PubMed has Rajkumar R, Fam J, Yeo EY, Dawe GS."),
    ("author-initials", lambda: against(authors=people("Rajkumar B, Fam J, Yeo EY, Dawe GS")),
     "Author 1 is Rajkumar R in PubMed, Rajkumar B in the reference: the initials differ."),
    ("author-inverted",
     lambda: against(replace(RECORD, authors=people("Ali Mohammed")), authors=people("Mohammed A")),
     "Mohammed is the given name of author 1 in PubMed; the family name is Ali."),
    ("author-inverted",
     lambda: against(replace(RECORD, authors=people("Ali Mohammed, She Guangbiao")),
                     authors=people("Mohammed A, Guangbiao S")),
     "The given names of 2 authors are where the family names belong: PubMed has Ali Mohammed, She"
     " Guangbiao."),
    ("author-group",
     lambda: against(replace(RECORD, authors=people("{ACTT-2 Study Group}")),
                     authors=people("{ICM Shoulder Group}")),
     "The group is ACTT-2 Study Group in PubMed, ICM Shoulder Group in the reference."),
    ("title-mismatch", lambda: against(title="Statins and the risk of fracture in women"),
     "The title is “Ketamine and suicidal ideation in depression: Jumping the gun?” in PubMed."),
    ("title-wording",
     lambda: against(title="Ketamine and homicidal ideation in depression: jumping the gun?"),
     "The wording of the title differs: PubMed has “suicidal”, the reference “homicidal”."),
    ("title-wording",
     lambda: against(title="Ketamine and new suicidal ideation in depression: jumping the gun?"),
     "The wording of the title differs: “new” is not in the title in PubMed."),
    ("journal-mismatch", lambda: against(container_title="Lancet"),
     "PubMed gives the journal as Pharmacol Res, not Lancet."),
    ("journal-misspelt", lambda: against(container_title="Pharmocol Res"),
     "The journal is spelt Pharmacol Res in PubMed, not Pharmocol Res."),
    ("year-mismatch", lambda: against(dates=(dated(2012),)),
     "According to PubMed the work was published in print in 2015; the reference has 2012."),
    ("year-mismatch",
     lambda: against(
         replace(RECORD, dates=(dated(2015), replace(
             dated(2014, DateKind.ELECTRONIC), date=PartialDate(year=2014, month=12, day=3)))),
         dates=(dated(2012),)),
     "According to PubMed the work was published in print in 2015 and online on 3 December 2014;"
     " the reference has 2012."),
    ("year-electronic",
     lambda: against(replace(RECORD, dates=(dated(2015), dated(2014, DateKind.ELECTRONIC))),
                     dates=(dated(2014),)),
     "The year is that of the online publication: the work was published online in 2014 and in"
     " print in 2015."),
    ("year-electronic",
     lambda: against(
         replace(RECORD, dates=tuple(dated(year, DateKind.ELECTRONIC) for year in (2016, 2015))),
         dates=(dated(2015),)),
     "PubMed has two dates of online publication, 2015 and 2016."),
    ("volume-mismatch", lambda: against(volume="89"),
     "The volume is 99 in PubMed, 89 in the reference."),
    ("issue-mismatch", lambda: against(issue="3"), "The issue is 2 in PubMed, 3 in the reference."),
    ("pages-mismatch", lambda: against(pages="32-35"),
     "The pages are 23-35 in PubMed, 32-35 in the reference."),
    ("pages-mismatch", lambda: against(replace(RECORD, pages="23"), pages="32"),
     "The page is 23 in PubMed, 32 in the reference."),
    ("pages-mismatch", lambda: against(replace(RECORD, pages="e31095"), pages="41-48"),
     "The article number is e31095 in PubMed, 41-48 in the reference."),
    ("pages-last", lambda: against(pages="23-53"),
     "The pages are 23-35 in PubMed, 23-53 in the reference."),
    ("doi-mismatch", lambda: check_record(identified(f"Fam J. doi:{WRONG_DOI}"), RECORD, ()),
     f"The DOI is {RECORD.doi} in PubMed, {WRONG_DOI} in the reference."),
    ("doi-mismatch", lambda: check_record(identified("Fam J."), RECORD, ()),
     f"The DOI is {RECORD.doi} in PubMed, {WRONG_DOI} in the reference."),
    ("doi-mismatch",
     lambda: check_record(identified("Fam J.", f"[Full text] https://doi.org/{WRONG_DOI}"),
                          RECORD, ()),
     f"The DOI is {RECORD.doi} in PubMed, {WRONG_DOI} in a link of the reference."),
    ("doi-mismatch", lambda: check_record(identified("Fam J.", stored=True), RECORD, ()),
     f"The DOI is {RECORD.doi} in PubMed, {WRONG_DOI} in the data stored with the reference (not in"
     " its text)."),
    ("pmid-mismatch", lambda: against(pmid="25982923"),
     "The PMID is 25982932 in PubMed, 25982923 in the reference."),
    ("pmcid-mismatch",
     lambda: against(replace(RECORD, pmcid="PMC4506013"), pmcid="PMC4506031"),
     "The PMCID is PMC4506013 in PubMed, PMC4506031 in the reference."),
    ("identifier-elsewhere",
     lambda: check_record(cited_as(pmid="24388038"), RECORD,
                          [candidate(OTHER, Via.PMID, "24388038")]),
     "The PMID 24388038 leads to a different work: “Of another”."),
    ("identifier-elsewhere",
     lambda: check_record(identified("Fam J.", stored=True), RECORD,
                          [candidate(OTHER, Via.DOI, WRONG_DOI)]),
     f"The DOI {WRONG_DOI} in the data stored with the reference (not in its text) leads to a"
     " different work: “Of another”."),
    ("doi-malformed", lambda: check_reference(reference(CITED, "Fam J. 2015. doi:1016/j.phrs")),
     "“1016/j.phrs” is not a valid DOI."),
    ("doi-malformed",
     lambda: check_reference(reference(CITED, "Fam J. 2015. doi:1016/j.phrs"), RECORD),
     f"“1016/j.phrs” is not a valid DOI; PubMed has {RECORD.doi}."),
    ("pmid-malformed",
     lambda: check_reference(reference(CITED, "Fam J. Title. 2015. PMID: 123456789012")),
     "“123456789012” is not a valid PMID."),
    ("doi-available", against, f"The DOI {RECORD.doi} could be added to the reference."),
    ("retracted", noticed,
     "The work was retracted: see Lancet. 2010 Feb 6 (PMID 20137807)."),
    ("retracted", lambda: noticed(source=None), "The work was retracted: see PMID 20137807."),
    ("retracted", lambda: noticed(kind=NoticeKind.PARTIAL_RETRACTION_IN, pmid=None),
     "A part of the work was retracted: see Lancet. 2010 Feb 6."),
    ("retracted", lambda: against(replace(RECORD, publication_types=("Retracted Publication",))),
     "The work was retracted."),
    ("expression-of-concern", lambda: noticed(kind=NoticeKind.EXPRESSION_OF_CONCERN_IN, pmid=None),
     "The editors have expressed concern about the work: see Lancet. 2010 Feb 6."),
    ("corrected", lambda: noticed(kind=NoticeKind.ERRATUM_IN, pmid=None),
     "A correction to the work was published: see Lancet. 2010 Feb 6."),
    ("updated", lambda: noticed(kind=NoticeKind.UPDATE_IN, pmid=None),
     "A newer version of the work was published: see Lancet. 2010 Feb 6."),
    ("mention-unknown",
     lambda: check_mention(
         Mention(text="PMID 9", span=Span(start=0, end=6, line=1, column=1), ids=(("pmid", "9"),)),
         []),
     "The text gives PMID 9, which does not exist in PubMed."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "find", "message"), MESSAGES, ids=[m for _, _, m in MESSAGES])
def test_a_message_reads(rule: str, find: Callable[[], list[Finding]], message: str) -> None:
    assert [one.message for one in find() if one.rule == rule] == [message]


@pytest.mark.parametrize("reference", [identified("Fam J.", stored=True), identified("Fam J.")])
def test_nothing_is_said_to_be_printed_that_only_the_data_have(reference: Reference) -> None:
    findings = check_record(reference, RECORD, [candidate(OTHER, Via.DOI, WRONG_DOI)])
    assert findings
    assert not any("print" in finding.message for finding in findings)

"""What the authors of an article are asked about a finding, in polite and plain words.

A finding is written for an editor ("Possibly made up: ..."). Its query is what the editor sends on:
it says what was seen, asks for a check, and never says how a difference came about or whose it is.
Comments in Word, the letter to the authors and the HTML report use the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Final

from refcheck.model.finding import Finding
from refcheck.model.report import CheckedReference, DocumentReport, Lookup
from refcheck.text.spelling import choices
from refcheck.text.typography import on_one_line

__all__ = ["QUERIES", "Names", "names_of", "query"]

# The number that the article prints for each reference, by the number of the reference.
Names = Mapping[int, str]

_NO_NAMES: Final[Names] = MappingProxyType({})
_LONGEST_VALUE: Final = 300  # characters of a value that is quoted: a title has fewer
_MOST_VALUES: Final = 3


# What is asked, by rule: the first form whose values the finding has. {cited} is the value in the
# reference, {right} what the source has, {source} the name of the source, {others} further
# references that it is about, {indexed} the journal's place in the source.
QUERIES: Final[Mapping[str, tuple[str, ...]]] = {
    # --- the work -------------------------------------------------------------------------------
    "suspect": (
        "We could not find this article in {source}{indexed}. Please check it, or send us a copy.",
        "We could not find this article in {source}. Please check it, or send us a copy.",
    ),
    "not-found": (
        "We could not find this article in {source}{indexed}. Please check it, or send us a copy.",
        "We could not find this work in {source}, which does not list every work. Please check the"
        " details, or send us a link or a copy.",
    ),
    "unlisted": (
        "None of the sources that we searched lists this work. Please send us a link or a copy, if"
        " you have one.",
    ),
    "ambiguous": (
        "Several articles in {source} match this reference. Please add what tells them apart, such"
        " as the pages or the DOI.",
    ),
    "meeting-abstract": (
        "This seems to be a meeting abstract; the full paper is in {right}. Which of them would you"
        " like to cite?",
        "This seems to be a meeting abstract, and the full paper was published later. Which of them"
        " would you like to cite?",
    ),
    "published-elsewhere": (
        "{source} has this work in {right}; the reference has {cited}. Please check where it was"
        " published.",
    ),
    "correction-place": (
        "The place given here seems to be that of a correction to the work; the work itself is in"
        " {right}. Please check which of them you would like to cite.",
        "The place given here seems to be that of a correction to the work. Please check which of"
        " them you would like to cite.",
    ),
    # --- what became of it ----------------------------------------------------------------------
    "retracted": (
        "According to {source}, this work or a part of it has been retracted. Would you like to"
        " cite a different source, or say in the text that it was retracted?",
    ),
    "withdrawn": (
        "According to {source}, this work has been withdrawn. Would you like to cite a newer"
        " version or a different source?",
    ),
    "expression-of-concern": (
        "According to {source}, an expression of concern has been published about this work."
        " Please read it, and consider mentioning it in the text.",
    ),
    "corrected": (
        "According to {source}, a correction to this work has been published. Please check that"
        " what you cite is not affected.",
    ),
    "preprint-published": (
        "According to {source}, this preprint has been published as an article since. Would you"
        " like to cite that?",
    ),
    "updated": (
        "According to {source}, there is a newer version of this work. Would you like to cite that"
        " one?",
    ),
    # --- authors --------------------------------------------------------------------------------
    "author-first": (
        "{source} gives the first author as {right}; the reference has {cited}. Please check it.",
        "{source} gives the first author as {right}, whom we do not see in the reference. Please"
        " check it.",
    ),
    "author-other": ("{source} has {right} where the reference has {cited}. Please check it.",),
    "author-misspelt": ("{source} spells this name {right}; the reference has {cited}. Is it so?",),
    "author-missing": (
        "{source} also lists {right} as an author. Should the name be added?",
        "{source} lists an author whom we do not see in the reference. Please check it.",
    ),
    "author-added": (
        "We do not see {cited} among the authors in {source}. Please check it.",
        "The reference has an author whom {source} does not list. Please check it.",
    ),
    "author-order": (
        "{source} gives the authors in this order: {right}. Please check it.",
        "{source} gives the authors in a different order. Please check it.",
    ),
    "author-group": (
        "{source} gives {right} as the group that signs the work; the reference has {cited}. Please"
        " check it.",
        "{source} gives {right} as the group that signs the work. Please check it.",
    ),
    "author-initials": (
        "{source} gives this author as {right}; the reference has {cited}. Please check the"
        " initials.",
    ),
    "author-inverted": (
        "{source} gives this author as {right}; the reference has {cited}. Are the given name and"
        " the family name in their places?",
    ),
    "author-repeated": (
        "The reference names {cited} twice, and {source} once. Please check it.",
        "The reference names an author twice, and {source} once. Please check it.",
    ),
    # --- title and place ------------------------------------------------------------------------
    "title-mismatch": (
        "{source} gives the title of the work at this place as {right}. Please check the title, or"
        " tell us which work you cite.",
    ),
    "title-wording": ("{source} gives the title as {right}. Please check the wording.",),
    "journal-mismatch": (
        "{source} gives the journal as {right}; the reference has {cited}. Please check it.",
        "{source} gives the journal as {right}. Please check it.",
    ),
    "journal-misspelt": (
        "{source} spells the journal {right}; the reference has {cited}. Please check it.",
    ),
    "journal-missing": (
        "We do not see the name of a journal in the reference; {source} has {right}. Should it be"
        " added?",
    ),
    "year-mismatch": (
        "{source} gives the year as {right}; the reference has {cited}. Please check it.",
    ),
    "year-missing": (
        "We do not see a year in the reference; {source} has {right}. Should it be added?",
    ),
    "year-electronic": (
        "The work was published online and in print in different years ({right}; the reference has"
        " {cited}). Is this the year that you would like to give?",
        "The work was published online and in print in different years. Is this the year that you"
        " would like to give?",
    ),
    "volume-mismatch": (
        "{source} gives the volume as {right}; the reference has {cited}. Please check it.",
    ),
    "issue-mismatch": (
        "{source} gives the issue as {right}; the reference has {cited}. Please check it.",
    ),
    "pages-mismatch": (
        "{source} gives the pages or the article number as {right}; the reference has {cited}."
        " Please check them.",
    ),
    "pages-last": (
        "{source} gives the pages as {right}; the reference has {cited}. Please check the last"
        " page.",
    ),
    "other-form": (
        "{source} has {right} where the reference has {cited}. Both are correct: please keep the"
        " form that you use throughout the list.",
    ),
    # --- identifiers ----------------------------------------------------------------------------
    "identifier-elsewhere": (
        "The identifier {cited} leads to a different work; {source} has {right} for this one."
        " Please check it.",
        "The identifier {cited} leads to a different work. Please check it.",
    ),
    "doi-mismatch": (
        "{source} gives the DOI as {right}; the reference has {cited}. Please check it.",
    ),
    "doi-unknown": (
        "The DOI {cited} does not lead anywhere: doi.org does not have it. Please check it, or send"
        " us a link.",
    ),
    "doi-malformed": (
        "The DOI {cited} does not lead anywhere in this form; {source} has {right}. Please check"
        " it.",
        "The DOI {cited} does not have the form of a DOI (it begins with 10.). Please check it.",
    ),
    "doi-available": ("The work has the DOI {right}. Would you like to add it?",),
    "pmid-mismatch": (
        "{source} gives the PMID as {right}; the reference has {cited}. Please check it.",
    ),
    "pmid-malformed": (
        "The number {cited} does not have the form of a PMID or PMCID; {source} has {right}. Please"
        " check it.",
        "The number {cited} does not have the form of a PMID or PMCID. Please check it.",
    ),
    "trial-unknown": (
        "ClinicalTrials.gov does not know the trial number {cited}. Please check it.",
    ),
    "link-dead": (
        "The page {cited} does not seem to be there any more; the Internet Archive has a copy:"
        " {right}. Could you give its new address, or that of the copy?",
        "The page {cited} does not seem to be there any more. Could you give its new address?",
    ),
    "trial-elsewhere": (
        "ClinicalTrials.gov has another trial under the number {cited}. Please check it.",
    ),
    "isbn-invalid": (
        "The last digit of the ISBN {cited} does not fit the others. Please check it.",
    ),
    "pmcid-mismatch": (
        "{source} gives the PMCID as {right}; the reference has {cited}. Please check it.",
    ),
    "mention-unknown": (
        "We could not find the PMID {cited}, which the text gives, in {source}. Please check it.",
    ),
    # --- the list -------------------------------------------------------------------------------
    "reference-incomplete": (
        "Readers may not find the work with what is given here. Please complete the reference, for"
        " instance with its authors, title, journal or publisher, and year.",
    ),
    "list-duplicate": (
        "This seems to be the same work as {others}. Should one of them go, and the citations of it"
        " be renumbered?",
        "This work seems to be listed twice. Should one of the entries go?",
    ),
    "key-duplicate": (
        "The citation key {cited} is also that of {others}. Please give each entry a key of its"
        " own.",
        "The citation key {cited} is used twice. Please give each entry a key of its own.",
    ),
    "list-gap": (
        "A number is missing in the list before this reference. Is there a reference that we do"
        " not have, or should the list be renumbered?",
    ),
    "list-repeat": (
        "The number {cited} is in the list twice. Which of the works do the citations in the text"
        " mean?",
    ),
    "list-disorder": (
        "The number {cited} is not in its order in the list. Please check the numbering, and the"
        " citations in the text with it.",
    ),
    "list-incomplete": (
        "The end of the reference list seems to be missing. Please send us the complete list.",
    ),
    "list-missing": (
        "We did not find the reference list that the text announces. Please send it to us.",
    ),
    "entry-doubtful": (
        "This entry does not look like exactly one reference. Please check where it begins and"
        " ends.",
    ),
    "entry-malformed": (
        "BibTeX cannot read this entry as it is written. Please check its braces, commas and key.",
    ),
    "entry-type-unknown": (
        "The type of this entry, {cited}, is not one that BibTeX knows. Please check it.",
        "The type of this entry is not one that BibTeX knows. Please check it.",
    ),
    "field-repeated": (
        "This entry has two values for {cited}. Which of them is right?",
        "This entry has two values for one field. Which of them is right?",
    ),
    "macro-undefined": (
        "The abbreviation {cited} is not defined in this file. Please write its value out.",
        "An abbreviation in this entry is not defined. Please write its value out.",
    ),
    "entry-unread": ("We could not read a part of this entry. Please check how it is written.",),
    "suppression-unused": (
        "A remark in the file sets a finding aside that is not there any more. Please remove the"
        " remark.",
    ),
    "suppression-expired": (
        "A remark in the file sets a finding aside until a date that has passed. Please look at the"
        " finding again.",
    ),
    "suppression-invalid": (
        "A remark in the file sets a finding aside in a form that we cannot apply. Please check the"
        " remark.",
    ),
    # --- citations in the text ------------------------------------------------------------------
    "citation-unlisted": (
        "The text cites {cited}, which we do not see in the reference list. Please add the work to"
        " the list, or check the citation.",
        "We do not see the work that the text cites here in the reference list. Please check it.",
    ),
    "citation-year": (
        "The text cites {cited}, and the reference list has the year {right}. Which of them is it?",
    ),
    "citation-name": (
        "The text cites {cited}, and the reference list has {right}. Which spelling is it?",
    ),
    "citation-order": (
        "Reference {cited} is cited here before a lower number is. Should the references be"
        " renumbered in the order of their citation?",
    ),
    "citation-range": ("The range {cited} runs backwards. Which references do you mean?",),
    "reference-uncited": (
        "We do not see where the text cites this reference. Please cite it, or remove it from the"
        " list.",
    ),
}
_UNKNOWN: Final = (
    "{source} has {right}; the reference has {cited}. Please check it.",
    "Please check it.",
)


def query(finding: Finding, lookup: Lookup | None = None, names: Names = _NO_NAMES) -> str:
    """Returns what the authors are asked about a finding, in one to three sentences of plain text.

    `lookup` is that of the reference, for the name of the source; `names` what the article itself
    calls its references (`names_of`). Control characters of the article are left out.

    >>> from refcheck.model.finding import Field, Severity
    >>> one = Finding(rule="citation-range", field=Field.CITATION, severity=Severity.WARNING,
    ...               message="The range 9-5 runs backwards.", cited="9-5")
    >>> query(one)
    'The range “9-5” runs backwards. Which references do you mean?'
    """
    values = _values(finding, lookup, names)
    for form in (*QUERIES.get(finding.rule, _UNKNOWN), *_UNKNOWN[-1:]):
        if _needed(form) <= values.keys():
            text = form.format_map(values)
            return text[:1].upper() + text[1:]
    raise AssertionError(finding.rule)  # the last form needs nothing


def names_of(report: DocumentReport) -> Names:
    """Returns what the article calls each of its references: the number or name that it prints."""
    return {one.reference.string.number: _name(one) for one in report.references}


def _name(checked: CheckedReference) -> str:
    string = checked.reference.string
    return (string.label or "").strip(" .[]()\t") or str(string.number)


def _values(finding: Finding, lookup: Lookup | None, names: Names) -> dict[str, str]:
    """Returns what a query can say, by its name in the forms; what is not known is left out."""
    values = {"source": lookup.source_name if lookup is not None else "the database"}
    if finding.cited:
        values["cited"] = _quoted(finding.cited)
    right = [one for one in finding.expected if one][:_MOST_VALUES]
    if right:
        values["right"] = choices([_quoted(one) for one in right])
    others = [names.get(number, str(number)) for number in finding.references[:_MOST_VALUES]]
    if finding.references and len(others) > 1:
        values["others"] = f"reference {_clean(others[0])}"
    if lookup is not None and lookup.exhaustive:
        values["indexed"] = ", although the journal is indexed there"
    return values


@cache
def _needed(form: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(form) if name)


def _quoted(value: str) -> str:
    value = _clean(value)
    cut = value[:_LONGEST_VALUE].rstrip()
    return f"“{cut}…”" if len(value) > _LONGEST_VALUE else f"“{value}”"


def _clean(value: str) -> str:
    return on_one_line(value)

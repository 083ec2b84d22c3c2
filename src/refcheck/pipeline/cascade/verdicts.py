"""What it means that nobody lists a work: not found, not listed, or not to be said.

Only articles and papers of meetings are registered as a rule, so only of these is it worth a
warning that nobody has one. A source that could not be asked might have had it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from refcheck import checks
from refcheck.compare.locators import page_ranges
from refcheck.compare.meeting_abstracts import abstract_sign
from refcheck.compare.papers import is_meeting_paper
from refcheck.journals.authority import is_without_index
from refcheck.model.record import BibliographicRecord, GroupName, WorkType
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus, SourceOutcome, SourceStatus
from refcheck.pipeline.cascade.answers import Answer
from refcheck.pipeline.cascade.weighing import is_by_number
from refcheck.text.folding import folded
from refcheck.text.patterns import lazy_regex

__all__ = ["concluded"]

_UNANSWERED: Final = frozenset({SourceStatus.UNAVAILABLE, SourceStatus.NOT_CACHED})
# Of the articles outside PubMed from before this year, few were ever registered.
_FIRST_YEAR = 1970
_MOST_ABSTRACT_PAGES = 2
# What is not published yet, and titles that registries have in another language.
_NOT_YET: Final = lazy_regex(
    r"\b(?:in press|forthcoming|submitted|in preparation|unpublished|accepted for publication"
    r"|im druck|en prensa|no prelo|sous presse)\b",
    re.IGNORECASE,
)
_TRANSLATED: Final = lazy_regex(
    r"[\[(](?:(?:article|original|text) )?in [a-z]+(?:[,;:][^\])]{0,60})?[\])]", re.IGNORECASE
)
# A trial is registered, and no article.
_REGISTRY: Final = lazy_regex(
    r"\bclinicaltrials\.gov\b|\btrials? regist(?:er|ry|ration)\b|\bISRCTN|\bNCT\s?\d{8}"
    r"|\bEudraCT\b|\bPROSPERO\b",
    re.IGNORECASE,
)
_TALK: Final = lazy_regex(r"\babstr|\bposter|\bpresented\b|\boral\b|\bkeynote\b", re.IGNORECASE)


def concluded(lookup: Lookup, reference: Reference, answers: Sequence[Answer]) -> Lookup:
    """Returns the lookup of a reference that no source has decided, with what that comes to.

    What PubMed has found out stands, except that a work is not called made up while a source could
    not be asked that might have it.
    """
    main, *behind = lookup.sources
    failed = [each for each in behind if each.status in _UNANSWERED]
    if lookup.status is LookupStatus.NOT_FOUND:
        if failed and checks.is_suspect(reference, lookup):
            return _could_not_be_asked(lookup, failed)
        return lookup
    searched = [each for each in answers if each.status is SourceStatus.NOT_FOUND]
    if lookup.status is not LookupStatus.OUT_OF_SCOPE or not searched:
        return lookup
    if any(each.status is SourceStatus.FOUND for each in behind):  # its DOI exists
        return lookup
    if any(is_by_number(each.candidate) for each in lookup.candidates):  # so does its number
        return lookup
    names = [each.name for each in searched]
    if main.status is SourceStatus.NOT_FOUND:
        names.insert(0, main.name)
    reason = _reason(lookup, reference.record)
    lookup = replace(lookup, reason=reason, unlisted_by=tuple(dict.fromkeys(names)))
    is_told = (
        not failed
        and len(lookup.unlisted_by) > 1  # a search that ranks proves nothing by itself
        and any(each.lists_whole for each in searched)
        and _is_registered_kind(reference)
        and not any(checks.comes_near(reference, each) for each in lookup.candidates)
    )
    return replace(lookup, status=LookupStatus.NOT_FOUND) if is_told else lookup


def _reason(lookup: Lookup, cited: BibliographicRecord) -> str | None:
    """Returns why the main source does not list a work, with what NLM's list of journals says."""
    journal = cited.container_title
    if cited.type is WorkType.ARTICLE_JOURNAL and journal and is_without_index(journal):
        known = "NLM knows the journal, and neither MEDLINE nor PubMed Central takes it"
        return f"{lookup.reason}; {known}" if lookup.reason else known
    return lookup.reason


def _could_not_be_asked(lookup: Lookup, failed: Sequence[SourceOutcome]) -> Lookup:
    """Returns the lookup as one without an answer, which names the sources that gave none."""
    offline = all(each.status is SourceStatus.NOT_CACHED for each in failed)
    names = ", ".join(dict.fromkeys(each.name for each in failed))
    reason = (
        f"offline, and no answer of {names} is cached, which may list what {lookup.source_name}"
        " does not"
        if offline
        else f"{names} could not be asked, which may list what {lookup.source_name} does not"
    )
    status = LookupStatus.NOT_CACHED if offline else LookupStatus.UNAVAILABLE
    return replace(lookup, status=status, reason=reason, exhaustive=False)


def _is_registered_kind(reference: Reference) -> bool:
    """Returns whether a work like this is registered as a rule: an article or a paper, published
    since registration began, under the title that is cited."""
    cited, text = reference.record, reference.string.text
    is_kind = _is_paper if is_meeting_paper(cited) else _is_article
    if not is_kind(cited, text):
        return False
    if not cited.authors or cited.issued is None or cited.issued.year < _FIRST_YEAR:
        return False
    is_translated = (cited.title or "").startswith("[") or _TRANSLATED.search(text)
    return not is_translated and not _NOT_YET.search(text)


def _is_article(cited: BibliographicRecord, text: str) -> bool:
    """Returns whether an article is cited, and no abstract of a meeting and no registered trial."""
    if cited.type is not WorkType.ARTICLE_JOURNAL or abstract_sign(cited, text):
        return False
    rest = text.replace(cited.title or "", "")
    return not _is_from_its_author(cited) and _REGISTRY.search(rest) is None


def _is_from_its_author(cited: BibliographicRecord) -> bool:
    """Returns whether the body that signs also stands where a journal would: a report is read as an
    article ("Statistics Canada, Health reports, Statistics Canada, Ottawa, 2012")."""
    signed = {folded(name.name) for name in cited.authors if isinstance(name, GroupName)}
    return folded(cited.container_title or "") in signed


def _is_paper(cited: BibliographicRecord, text: str) -> bool:
    """Returns whether a paper in proceedings is cited, not a talk or its abstract: "Annual Meeting
    of the Society; Kyoto. p. 12-20" is longer than an abstract."""
    if _TALK.search(text.replace(cited.title or "", "")):
        return False
    if abstract_sign(cited, text) is None:
        return True
    ranges = page_ranges(cited.pages) if cited.pages else []
    first, last = (ranges[0].first, ranges[0].last) if ranges else ("", None)
    if not first.isdecimal() or last is None or not last.isdecimal():
        return False
    return int(last) - int(first) >= _MOST_ABSTRACT_PAGES

"""ECitMatch: a line "journal|year|volume|first page|author|key|" answered with a PMID or a reason.

Journal, volume and page decide; a wrong year or author is tolerated. They help only where volume or
page is missing, or where several articles begin on the page.
"""

from __future__ import annotations

from .index import Hits, Index, journal_key, named

__all__ = ["answer_lines"]

_LISTED = 3  # more candidates are only counted


def answer_lines(index: Index, text: str) -> str:
    """The answer to a whole request. It stops at the first line without a journal that misses."""
    answers = []
    for line in text.split("\r"):
        fields = [part.strip() for part in line.split("|")]
        if len(fields) < 6:
            continue
        journal, year, volume, page, author, key = fields[:6]
        result = _result(index, journal, year, volume, page, author)
        if not journal and not result.isdecimal():
            break
        author = "" if result.startswith("NOT_FOUND") else author
        answers.append("|".join((journal, year, volume, page, author, key, result)))
    return "".join(f"{line}\n" for line in answers)


def _result(index: Index, journal: str, year: str, volume: str, page: str, author: str) -> str:
    if not journal or journal_key(journal) not in index.titled:
        return "NOT_FOUND;INVALID_JOURNAL"
    titled = index.journals.get(journal_key(journal), set())
    found = _placed(index, titled, year, volume, page, author)
    if not found:
        return "NOT_FOUND"
    pmids = [index.records[hit].pmid for hit in sorted(found)]
    if len(pmids) == 1:
        return pmids[0]
    if len(pmids) > _LISTED:
        return f"AMBIGUOUS ({len(pmids)} citations)"
    return f"AMBIGUOUS {','.join(pmids)}"


def _placed(index: Index, titled: Hits, year: str, volume: str, page: str, author: str) -> Hits:
    found = titled
    for tag, value in (("vi", volume), ("pg", page)):
        if value:
            found = found & index.exact.get((tag, value.lower()), set())
    decided = bool(volume and page)
    if decided and len(found) < 2:
        return found
    for hits in (
        index.exact.get(("dp", year), set()) if year else None,
        named(index.authors, author, whole=False) if author else None,
    ):
        narrowed = found if hits is None else found & hits
        if narrowed or not decided:
            found = narrowed
    return found

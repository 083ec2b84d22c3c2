"""Works outside PubMed as lists of references print them, in three styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ..printing import compact, family_first, given_first, listed
from ..records import Name
from .works import Work

__all__ = ["STYLES", "printed"]

STYLES: Final = ("vancouver", "apa", "elsevier")


def printed(work: Work, style: str) -> str:
    """Returns the line that a list in this style prints."""
    line = _LINES[work.kind](work, style)
    if work.prints_doi:
        line += f" https://doi.org/{work.doi}" if style == "apa" else f" doi:{work.doi}"
    return " ".join(line.split())


def _signed(names: tuple[Name, ...], style: str) -> str:
    match style:
        case "apa":
            return listed([family_first(name) for name in names], ", & ")
        case "elsevier":
            return ", ".join(given_first(name) for name in names)
        case _:
            return ", ".join(map(compact, names))


def _opening(work: Work, style: str, marked: str = "") -> tuple[str, str]:
    """Returns authors and title, and the year where it is still due."""
    signed = (_signed(work.names, style) or work.body).rstrip(".")
    if style == "apa":
        return f"{signed}. ({work.year}). {work.title}{marked}.", ""
    between = ", " if style == "elsevier" else ". "
    return f"{signed}{between}{work.title}{marked}{'.' if style == 'vancouver' else ','}", str(
        work.year
    )


def _pages(work: Work) -> str:
    return f"{work.first}-{(work.first or 0) + 8}"


def _article(work: Work, style: str) -> str:
    head, due = _opening(work, style)
    match style:
        case "apa":
            return f"{head} {work.container}, {work.volume}(2), {_pages(work)}."
        case "elsevier":
            return f"{head} {work.container} {work.volume} ({due}) {_pages(work)}."
        case _:
            return f"{head} {work.container}. {due};{work.volume}(2):{_pages(work)}."


def _paper(work: Work, style: str) -> str:
    head, due = _opening(work, style)
    match style:
        case "apa":
            return f"{head} In {work.container} (pp. {_pages(work)}). {work.place}."
        case "elsevier":
            return f"{head} in: {work.container}, {work.place}, {due}, pp. {_pages(work)}."
        case _:
            return f"{head} In: {work.container}; {work.place}; {due}. p. {_pages(work)}."


def _book(work: Work, style: str) -> str:
    head, due = _opening(work, style)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(work.edition, "th")
    edition = f" {work.edition}{ending} ed." if work.edition > 1 else ""
    isbn = f" ISBN {work.isbn}." if work.isbn else ""
    match style:
        case "apa":
            edition = f" ({edition.strip()})" if edition else ""
            return f"{head.removesuffix('.')}{edition}. {work.publisher}.{isbn}"
        case "elsevier":
            edition = f"{edition.removesuffix('.')}.," if edition else ""
            return f"{head}{edition} {work.publisher}, {work.place}, {due}.{isbn}"
        case _:
            return f"{head}{edition} {work.place}: {work.publisher}; {due}.{isbn}"


def _chapter(work: Work, style: str) -> str:
    head, due = _opening(work, style)
    match style:
        case "apa":
            editors = listed([given_first(name) for name in work.editors], ", & ")
            mark = "Eds." if len(work.editors) > 1 else "Ed."
            book = f"In {editors} ({mark}), {work.container} (pp. {_pages(work)})"
            return f"{head} {book}. {work.publisher}."
        case "elsevier":
            editors = ", ".join(given_first(name) for name in work.editors)
            book = f"in: {editors} (Eds.), {work.container}, {work.publisher}, {work.place}"
            return f"{head} {book}, {due}, pp. {_pages(work)}."
        case _:
            editors = _signed(work.editors, style)
            book = f"In: {editors}, editors. {work.container}. {work.place}: {work.publisher}"
            return f"{head} {book}; {due}. p. {_pages(work)}."


def _report(work: Work, style: str) -> str:
    head, due = _opening(work, style)
    if style == "apa":
        return f"{head} {work.place}: {work.publisher}."
    if style == "elsevier":
        return f"{head} {work.publisher}, {work.place}, {due}."
    return f"{head} {work.place}: {work.publisher}; {due}."


def _thesis(work: Work, style: str) -> str:
    if style == "apa":
        head, _ = _opening(work, style, " (Doctoral dissertation)")
        return f"{head} {work.publisher}, {work.place}."
    head, due = _opening(work, style, " [dissertation]")
    if style == "elsevier":
        return f"{head} {work.publisher}, {work.place}, {due}."
    return f"{head} {work.place}: {work.publisher}; {due}."


def _web_page(work: Work, style: str) -> str:
    match style:
        case "apa":
            return (
                f"{work.body}. ({work.year}). {work.title}. Retrieved March 3, {work.year}, from"
                f" {work.url}"
            )
        case "elsevier":
            return f"{work.body}, {work.title}. {work.url}, {work.year} (accessed 3 March 2024)."
        case _:
            dated = f"{work.year} [cited 2024 Mar 3]"
            return f"{work.body}. {work.title} [Internet]. {dated}. Available from: {work.url}"


def _preprint(work: Work, style: str) -> str:
    head, due = _opening(work, style)
    number = work.doi.rpartition("arxiv.")[2]
    server = f"arXiv preprint arXiv:{number}" if work.container == "arXiv" else work.container
    match style:
        case "apa":
            return f"{head} {server}."
        case "elsevier":
            return f"{head} {server}, {due}."
        case _:
            preprint = "" if work.container == "arXiv" else " [Preprint]"
            return f"{head} {server}{preprint}. {due}."


def _data_set(work: Work, style: str) -> str:
    head, due = _opening(work, style, " [Data set]" if style == "apa" else " [dataset]")
    return f"{head} {work.publisher}{f', {due}' if due else ''}."


def _software(work: Work, style: str) -> str:
    head, due = _opening(work, style, " [Computer software]" if style == "apa" else " [software]")
    parts = ", ".join(filter(None, (work.publisher, due)))
    return f"{head} {parts}{'.' if parts else ''} {work.url}"


def _trial(work: Work, style: str) -> str:
    if style == "apa":
        return f"{work.body}. ({work.year}). {work.title}. ClinicalTrials.gov, {work.nct}."
    address = f"https://clinicaltrials.gov/study/{work.nct}"
    return f"{work.body}. {work.title}. ClinicalTrials.gov {work.nct}. {work.year}. {address}"


_LINES: Final[Mapping[str, Callable[[Work, str], str]]] = {
    "article": _article,
    "paper": _paper,
    "book": _book,
    "chapter": _chapter,
    "report": _report,
    "thesis": _thesis,
    "web page": _web_page,
    "preprint": _preprint,
    "data set": _data_set,
    "software": _software,
    "trial": _trial,
}

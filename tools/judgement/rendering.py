"""A cited record as a line of text, in one of the usual styles."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from refcheck.model.record import BibliographicRecord, PersonName

__all__ = ["render"]


def _short(name: PersonName, dot: str, gap: str) -> str:
    parts = re.findall(r"\w+", name.given or "")
    letters = "".join(part if part.isupper() and len(part) < 4 else part[0] for part in parts)
    return gap.join(letter + dot for letter in letters)


def _listed(cited: BibliographicRecord, one: Callable[[PersonName], str], last: str) -> str:
    names = [one(each) if isinstance(each, PersonName) else each.name for each in cited.authors]
    if not cited.authors_complete:
        return ", ".join([*names, "et al"])
    if last and len(names) > 1:
        return ", ".join(names[:-1]) + last + names[-1]
    return ", ".join(names)


def _vancouver(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family} {_short(each, '', '')}".strip(), "")
    parts = (
        names,
        cited.title,
        cited.container_title,
        f"{year};{cited.volume or ''}{issue}{':' if pages else ''}{pages}",
    )
    return ". ".join(part.strip(". ") for part in parts if part)


def _apa(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {_short(each, '.', ' ')}", ", & ")
    place = ", ".join(part for part in (f"{cited.volume or ''}{issue}", pages) if part)
    return f"{names.rstrip('.')}. ({year}). {cited.title}. {cited.container_title}, {place}"


def _harvard(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {_short(each, '.', '')}", " and ")
    volume = f", vol. {cited.volume}" if cited.volume else ""
    number = f", no. {issue[1:-1]}" if issue else ""
    place = f", pp. {pages}" if pages else ""
    return f"{names} ({year}) '{cited.title}', {cited.container_title}{volume}{number}{place}"


def _ieee(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{_short(each, '.', ' ')} {each.full_family}", " and ")
    volume = f", vol. {cited.volume}" if cited.volume else ""
    number = f", no. {issue[1:-1]}" if issue else ""
    place = f", pp. {pages}" if pages else ""
    text = f"{names}, \u201c{cited.title},\u201d {cited.container_title}"
    return f"{text}{volume}{number}{place}, {year}"


def _nature(cited: BibliographicRecord, _issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {_short(each, '.', ' ')}", " & ")
    place = ", ".join(part for part in (cited.volume, pages) if part)
    return f"{names} {cited.title}. {cited.container_title} {place} ({year})"


def _chicago(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {each.given or ''}", ", and ")
    number = f", no. {issue[1:-1]}" if issue else ""
    place = f": {pages}" if pages else ""
    text = f"{names.rstrip('.')}. \u201c{cited.title}.\u201d {cited.container_title}"
    return f"{text} {cited.volume or ''}{number} ({year}){place}"


_STYLES = (_vancouver, _vancouver, _vancouver, _apa, _harvard, _ieee, _nature, _chicago)


def render(cited: BibliographicRecord, rng: random.Random) -> str:
    """The reference as a line of text, in one of the usual styles."""
    issued = cited.issued
    style = rng.choice(_STYLES) if cited.title else _vancouver
    issue = f"({cited.issue})" if cited.issue else ""
    text = style(cited, issue, str(issued.year) if issued else "", cited.pages or "")
    tail = [f"doi:{cited.doi}"] if cited.doi else []
    tail += [f"PMID: {cited.pmid}"] if cited.pmid else []
    return ". ".join(part.strip(". ") for part in (text, *tail)) + "."

"""How a list writes its references, measured on those that are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from refcheck.fixes.agreement import agreed
from refcheck.fixes.authors.names import NameForm, form_of_names, without_accents
from refcheck.fixes.authors.printed import AuthorList, find_authors
from refcheck.fixes.journals.forms import JournalForm, abbreviation_of, journal_form
from refcheck.fixes.pages import PageForm, page_form
from refcheck.fixes.places import find_value
from refcheck.frozen import dataclass
from refcheck.model.finding import Field, Severity
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.model.report import CheckedReference

__all__ = ["IdentifierForm", "ListStyle", "NameStyle", "list_styles", "style_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierForm:
    """What a list prints before and after an identifier: "doi:" and "", "[PMID: " and "]"."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStyle:
    """How a list writes its authors; None: not seen.

    `first` is the form of the first author, `rest` that of the others. `separator` is between two
    names, `last` before the last of three or more, `pair` between the two of a pair, where the list
    is complete. `shown` is how many come before "et al."; `accents` whether diacritics are there.
    """

    first: NameForm | None = None
    rest: NameForm | None = None
    separator: str | None = None
    last: str | None = None
    pair: str | None = None
    shown: int | None = None
    accents: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStyle:
    """How a list writes its references; None: not seen, or not always alike.

    `journals` are the names of journals as they are in the list, by NLM's abbreviation;
    `journal_stop` is whether a full stop comes after a name that does not end with one.
    """

    names: NameStyle = field(default_factory=NameStyle)
    journal: JournalForm | None = None
    journal_stop: bool | None = None
    journals: Mapping[str, str] = field(default_factory=dict)
    pages: PageForm = field(default_factory=PageForm)
    doi: IdentifierForm | None = None
    pmid: IdentifierForm | None = None


def list_styles(references: Sequence[CheckedReference]) -> dict[int, ListStyle]:
    """Returns the style of each list of a document, by its number."""
    lists: dict[int, list[CheckedReference]] = {}
    for checked in references:
        lists.setdefault(checked.reference.string.list_number, []).append(checked)
    return {number: style_of(each) for number, each in lists.items()}


def style_of(references: Iterable[CheckedReference]) -> ListStyle:
    """Returns how the references of one list are written."""
    printed = [one for one in references if one.reference.string.record is None]
    journals = list(_journals(printed))
    pages = [
        page_form(pages)
        for one in printed
        if (pages := one.reference.record.pages) and not _is_wrong(one, Field.PAGES)
    ]
    texts = [one.reference.string.raw for one in printed]
    return ListStyle(
        names=_names(printed),
        journal=agreed(form for _, _, form, _ in journals),
        journal_stop=agreed(stop for _, _, _, stop in journals),
        journals={short: name for short, name, _, _ in reversed(journals)},
        pages=PageForm.common(pages),
        doi=agreed(map(_doi_form, texts)),
        pmid=agreed(map(_pmid_form, texts)),
    )


def _is_wrong(checked: CheckedReference, about: Field) -> bool:
    return any(one.field is about and one.severity is not Severity.INFO for one in checked.findings)


def _record_of(checked: CheckedReference) -> BibliographicRecord | None:
    return checked.lookup.record if checked.lookup else None


# --- authors --------------------------------------------------------------------------------------


def _names(printed: Sequence[CheckedReference]) -> NameStyle:
    pairs = [(one, _authors(one, None)) for one in printed]
    dots = agreed(name.form.dots for _, each in pairs if each for name in each.names)
    lists = [each for one, _ in pairs if (each := _authors(one, dots)) is not None]
    firsts = [each.names[0].form for each in lists if _is_person(each, 0)]
    rests = [
        name.form
        for each in lists
        for at, name in enumerate(each.names)
        if at and _is_person(each, at)
    ]
    rest = form_of_names(rests)
    first = form_of_names(firsts, rest)
    cut = [len(each.names) for each in lists if each.et_al and not each.has_gap]
    return NameStyle(
        first=first,
        rest=rest or first,
        separator=agreed(_line(each.separator) for each in lists),
        last=agreed(_line(each.last_separator) for each in lists),
        pair=agreed(_line(each.pair_separator) for each in lists),
        shown=agreed(cut) if len(cut) > 1 else None,
        accents=_has_accents(printed),
    )


def _authors(checked: CheckedReference, dots: bool | None) -> AuthorList | None:
    return find_authors(checked.reference.string.raw, checked.reference.record, dots)


def _is_person(authors: AuthorList, at: int) -> bool:
    return isinstance(authors.names[at].name, PersonName)


def _line(text: str | None) -> str | None:
    """Returns what is between two names on one line."""
    return text if text is None else re.sub(r"\s+", " ", text)


def _has_accents(printed: Sequence[CheckedReference]) -> bool:
    """Returns whether the list writes diacritics; where no name has any, it may."""
    kept = lost = 0
    for checked in printed:
        record = _record_of(checked)
        for name, right in zip(
            checked.reference.record.authors, record.authors if record else (), strict=False
        ):
            if not isinstance(name, PersonName) or not isinstance(right, PersonName):
                continue
            bare = without_accents(right.family)
            if bare != right.family:
                kept += name.family.casefold() == right.family.casefold()
                lost += name.family.casefold() == bare.casefold()
    return lost <= kept


# --- journals and identifiers ---------------------------------------------------------------------


def _journals(
    printed: Sequence[CheckedReference],
) -> Iterator[tuple[str, str, JournalForm | None, bool | None]]:
    """Yields NLM's abbreviation of each journal that is right, its name as it is printed, the form
    of that, and whether a full stop comes after it."""
    for checked in printed:
        record, cited = _record_of(checked), checked.reference.record.container_title
        short = abbreviation_of(record) if record else None
        if record is None or short is None or not cited or _is_wrong(checked, Field.JOURNAL):
            continue
        text = checked.reference.string.raw
        place = find_value(text, cited, Field.JOURNAL)
        if place is None:
            continue
        after = text[place[1] : place[1] + 1] == "."
        form = journal_form(text[slice(*place)], record, text[place[1] : place[1] + 1])
        name = text[slice(*place)]
        if form is JournalForm.DOTTED and after:
            name += "."
        is_cut = form is JournalForm.DOTTED and name.split()[-1] not in _full_words(record)
        is_same = form is None and after and name.split()[-1:] != [record.container_title]
        yield short, name, form, None if is_cut or is_same else after


def _full_words(record: BibliographicRecord) -> set[str]:
    """Returns the words of the full name, with a dot: "Psychiatry." is not cut short."""
    return {f"{word}." for word in re.findall(r"\w+", (record.container_title or "").title())}


_DOI = re.compile(
    r"(?P<before>(?:(?:available from|available at|doi)[:\s]{0,3})?"
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?)10\.\d{4,9}/[^\s\]>;,]{1,200}",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"(?P<before>(?:\[|\(|PubMed\s)?PMID[:\s]{1,3})\d{1,8}(?P<after>\]|\)|\.|;)?", re.IGNORECASE
)


def _doi_form(text: str) -> IdentifierForm | None:
    found = _DOI.search(text)
    if not found:
        return None
    return IdentifierForm(before=found["before"], after="." if found[0].endswith(".") else "")


def _pmid_form(text: str) -> IdentifierForm | None:
    found = _PMID.search(text)
    if not found:
        return None
    after = found["after"] or ""
    return IdentifierForm(before=found["before"], after="." if after == ";" else after)

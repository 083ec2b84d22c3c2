"""The edit that replaces the name of a journal."""

from __future__ import annotations

from rapidfuzz import fuzz

from refcheck.fixes.changes import Change, Edit
from refcheck.fixes.journals.forms import JournalForm, abbreviation_of, journal_in_form
from refcheck.fixes.list_style import ListStyle

__all__ = ["journal_edits"]


def journal_edits(
    text: str, place: tuple[int, int], change: Change, style: ListStyle
) -> tuple[Edit, ...]:
    """Returns the edit that puts the record's journal at `place`: as the list names it elsewhere,
    else in the list's form, else in the form that is nearest to the cited one."""
    start, end = place
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1  # "Nutr Metab (Lond)"
    cited = text[start:end]
    new = _name(cited, text[end : end + 1], change, style)
    if new is None:
        return ()
    if cited.isupper() and len(cited) > 10:
        new = new.upper()
    dotted = "." in cited
    following = text[end : end + 1] == "."
    if following and new.endswith("."):
        new = new[:-1]
    elif following and dotted and style.journal_stop is False:
        end += 1  # the full stop is that of an abbreviation: "J. Affect. Disord. 2013" for "Lancet"
    elif not following and new.endswith(".") and not dotted and style.journal is None:
        new = new[:-1]
    elif not following and not new.endswith(".") and style.journal_stop:
        new += "."
    if new == text[start:end]:
        return ()
    return (Edit(start=start, end=end, text=new, changes=(change,)),)


def _name(cited: str, after: str, change: Change, style: ListStyle) -> str | None:
    record = change.record
    short = abbreviation_of(record)
    if short and short in style.journals:
        return style.journals[short]
    if style.journal is not None:
        return journal_in_form(record, style.journal)
    forms = [name for form in JournalForm if (name := journal_in_form(record, form))]
    forms += [change.value]
    dotted = f"{cited}{after}" if after == "." and "." in cited else cited
    return max(forms, key=lambda name: _likeness(dotted, name), default=None)


def _likeness(cited: str, name: str) -> tuple[bool, float]:
    """Returns how alike two names are: first in their form, then in their letters."""
    return ("." in cited) == ("." in name), fuzz.ratio(cited, name)

"""Authors that the reading, not the article, has wrong: lost, cut apart, or taken from elsewhere.

A mismatch that the parser has made is no mistake of the author's, and gives no alarm.
"""

from __future__ import annotations

from dataclasses import replace

from refcheck.checks.comparison import Comparison, persons
from refcheck.compare.authors import AuthorPair
from refcheck.compare.names import NameAgreement, compare_names, same_group
from refcheck.model.record import GroupName, PersonName
from refcheck.text.folding import folded, squashed, words
from refcheck.text.names import full_forms, initial_forms, written

__all__ = [
    "is_literal",
    "is_misread",
    "is_no_group",
    "is_no_name",
    "is_printed",
    "is_title_start",
]

# So many letters of the title as read tell where in the whole title it begins.
_READ = 12


def is_printed(comparison: Comparison, name: PersonName) -> bool:
    """Whether a recorded name that has no partner stands in the text all the same.

    Then the reading has lost it. It must stand there once more than in the names that have found
    their partners ("Monk" stands in "Monk-Cunliffe", too).
    """
    stands = _count(name, comparison.author_text)
    if not stands:
        return False
    doubtful = {place for place, _ in comparison.authors.added} | {
        pair.place
        for pair in comparison.authors.changed
        if pair.agreement is not NameAgreement.INITIALS
    }
    names = enumerate(persons(comparison.cited), start=1)
    sure = (written(each) for place, each in names if place not in doubtful)
    return stands > sum(_count(name, each) for each in sure)


def is_misread(pair: AuthorPair) -> bool:
    """Whether a part of the family name was read into the given names ("Silva Rocha, T. M.")."""
    if (pair.cited.given or "").isupper():
        return False  # "De Souza DE" has the initials D. and E.
    given, family = words(pair.cited.given or ""), words(pair.cited.full_family)
    rest = [word for word in given if len(word) == 1 or word not in family]
    if len(rest) == len(given):
        return False
    mended = replace(pair.cited, given=" ".join(rest).upper() or None)
    return compare_names(mended, pair.recorded) is NameAgreement.SAME


def is_title_start(comparison: Comparison, pair: AuthorPair) -> bool:
    """Whether the title's beginning was read as initials: "Graber L. T.M. “Tom” Graber: ..."."""
    given, title = squashed(pair.cited.given or ""), squashed(comparison.record.title or "")
    begins = (given[at:] for at in range(1, len(given)))
    read = squashed(comparison.cited.title or "")
    return bool(read) and any(title.startswith(begin + read[:_READ]) for begin in begins)


def is_literal(comparison: Comparison, pair: AuthorPair) -> bool:
    """Whether a recorded name that was read in other parts stands in the text as it is.

    Where the family name is the same, only if the initials that were read do not stand beside it:
    "vohra r" stands in "M. Vohra, R. Singh", too.
    """
    if words(pair.cited.full_family) == words(pair.recorded.full_family):
        text = f" {folded(comparison.author_text)} "
        return _stands_beside(pair.recorded, text) and not _stands_beside(pair.cited, text)
    return f" {folded(written(pair.recorded))} " in f" {folded(comparison.author_text)} "


def _stands_beside(name: PersonName, text: str) -> bool:
    """Whether a family name and its initials stand side by side, in either order."""
    family = folded(name.full_family)
    letters = {form for form in initial_forms(name) if form}
    spelt = {" ".join(form) for form in letters} | letters
    return bool(family) and any(
        f" {family} {each} " in text or f" {each} {family} " in text for each in spelt
    )


def _count(name: PersonName, text: str) -> int:
    """How often a family name stands in a text, in any of its forms."""
    forms, found = full_forms(name), words(text)
    size = len(words(name.full_family))
    sizes = {max(size - 1, 1), size, size + 1}
    windows = (found[at : at + length] for length in sizes for at in range(len(found)))
    return sum(
        "".join(window) in forms
        for window in windows
        # "Moradia, N" is not "Moradian"
        if len(window) == size or min(map(len, window)) > 1
    )


def is_no_name(comparison: Comparison, name: PersonName) -> bool:
    """Whether what was read as a name is a piece of a name, of the title or of the journal."""
    read, title = words(written(name)), words(comparison.record.title or "")
    part, record_persons = words(name.full_family), persons(comparison.record)
    groups = (group.name for group in comparison.record.authors if isinstance(group, GroupName))
    if any(same_group(written(name), group) for group in groups):
        return True
    if all(len(word) == 1 for word in read):
        return True  # initials alone: "F. A." of "Mendelsohn Curanaj, F. A."
    if set(read) <= set(title) or (len(part) > 1 and set(part) <= set(title)):
        return True
    if any(_is_end(name, each) for each in record_persons):
        return True
    if any(_count(name, written(each)) for each in record_persons):
        return comparison.is_other_field(" ".join(read), journal=False)
    return len(read) > 1 and comparison.is_other_field(" ".join(read))


def _is_end(name: PersonName, whole: PersonName) -> bool:
    """Whether a name is the end of a longer one: "Ferrer BC" of "Serdà I Ferrer BC"."""
    parts, family = words(name.full_family), words(whole.full_family)
    is_end = len(parts) < len(family) and family[-len(parts) :] == parts
    return is_end and squashed(written(whole)).endswith(squashed(written(name)))


def is_no_group(comparison: Comparison, group: GroupName) -> bool:
    """Whether what was read as a group is a piece of another field."""
    record = comparison.record
    texts = (record.title, record.container_title, *map(written, persons(record)))
    return any(squashed(group.name) in squashed(text) for text in texts if text)

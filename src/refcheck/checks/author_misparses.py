"""Author differences that the parser made, not the article.

It lost a name, cut one apart, or took one from a different field. Such a difference is not the
author's mistake, and gives no alarm. The parser's own doubt cannot say so: what was measured is in
`docs/development/parsing.md`.
"""

from __future__ import annotations

from refcheck.checks.comparison import Comparison
from refcheck.compare.authors import AuthorPair
from refcheck.compare.names import NameAgreement, same_group
from refcheck.model.record import GroupName, PersonName
from refcheck.text.folding import folded, squashed, words
from refcheck.text.people.names import full_forms, initial_forms, written

__all__ = [
    "family_name_is_in_text",
    "is_not_a_group",
    "is_not_a_name",
    "recorded_form_is_in_text",
]


def family_name_is_in_text(comparison: Comparison, name: PersonName) -> bool:
    """Returns whether the family name of an author without a counterpart is in the text all the
    same.

    Then the parser has lost it. It must be there once more than in the names that have found their
    counterparts ("Monk" is in "Monk-Cunliffe", too).
    """
    times = _count(name, comparison.author_text)
    if not times:
        return False
    unsure = {place for place, _ in comparison.authors.added} | {
        pair.place
        for pair in comparison.authors.changed
        if pair.agreement is not NameAgreement.INITIALS
    }
    names = enumerate(comparison.cited.persons, start=1)
    sure = (written(each) for place, each in names if place not in unsure)
    return times > sum(_count(name, each) for each in sure)


def recorded_form_is_in_text(comparison: Comparison, pair: AuthorPair) -> bool:
    """Returns whether a recorded name that was parsed into other parts is in the text as it is.

    Where the family name is the same, only if the parsed initials are not next to it: "vohra r" is
    in "M. Vohra, R. Singh", too.
    """
    if words(pair.cited.full_family) == words(pair.recorded.full_family):
        text = f" {folded(comparison.author_text)} "
        return _is_next_to_initials(pair.recorded, text) and not _is_next_to_initials(
            pair.cited, text
        )
    return f" {folded(written(pair.recorded))} " in f" {folded(comparison.author_text)} "


def _is_next_to_initials(name: PersonName, text: str) -> bool:
    """Returns whether a family name and its initials are next to each other, in either order."""
    family = folded(name.full_family)
    letters = {form for form in initial_forms(name) if form}
    spelt = {" ".join(form) for form in letters} | letters
    return bool(family) and any(
        f" {family} {each} " in text or f" {each} {family} " in text for each in spelt
    )


def _count(name: PersonName, text: str) -> int:
    """Returns how often a family name is in a text, in any of its forms."""
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


def is_not_a_name(comparison: Comparison, name: PersonName) -> bool:
    """Returns whether what was parsed as a name is a piece of a name, of the title or of the
    journal."""
    parsed, title = words(written(name)), words(comparison.record.title or "")
    part, record_persons = words(name.full_family), comparison.record.persons
    groups = (group.name for group in comparison.record.authors if isinstance(group, GroupName))
    if any(same_group(written(name), group) for group in groups):
        return True
    if all(len(word) == 1 for word in parsed):
        return True  # initials alone: "F. A." of "Mendelsohn Curanaj, F. A."
    if set(parsed) <= set(title) or (len(part) > 1 and set(part) <= set(title)):
        return True
    if any(_is_end_of(name, each) for each in record_persons):
        return True
    if any(_count(name, written(each)) for each in record_persons):
        return comparison.is_from_other_fields(" ".join(parsed), journal=False)
    return len(parsed) > 1 and comparison.is_from_other_fields(" ".join(parsed))


def _is_end_of(name: PersonName, whole: PersonName) -> bool:
    """Returns whether a name is the end of a longer one: "Ferrer BC" of "Serdà I Ferrer BC"."""
    parts, family = words(name.full_family), words(whole.full_family)
    is_end = len(parts) < len(family) and family[-len(parts) :] == parts
    return is_end and squashed(written(whole)).endswith(squashed(written(name)))


def is_not_a_group(comparison: Comparison, group: GroupName) -> bool:
    """Returns whether what was parsed as a group is a piece of a different field."""
    record = comparison.record
    texts = (record.title, record.container_title, *map(written, record.persons))
    return any(squashed(group.name) in squashed(text) for text in texts if text)

"""Which references the suppressions in the settings are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from refcheck.model.report import CheckedReference
from refcheck.model.suppression import Suppression
from refcheck.text.folding import squeeze

__all__ = ["EntryIndex"]


class EntryIndex:
    """Entries of the settings by what they name: a citation key, a DOI, a PMID, a piece of text.

    An entry that names several things is about the references that have all of them.
    """

    def __init__(self, entries: Sequence[Suppression]) -> None:
        self._entries = entries
        self._named: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._texts: list[tuple[int, str]] = []
        for place, entry in enumerate(entries):
            names = _names(entry)
            if names:
                self._named[names[0]].append(place)
            elif entry.text:
                self._texts.append((place, _plain(entry.text)))

    def about(self, checked: CheckedReference) -> list[int]:
        """Returns the places of the entries that are about a reference, in order."""
        if not self._entries:
            return []
        names = _names_of(checked)
        text = _plain(checked.reference.string.text)
        found = [
            place
            for name in names
            for place in self._named.get(name, ())
            if names.issuperset(_names(self._entries[place]))
            and _plain(self._entries[place].text or "") in text
        ]
        found += [place for place, piece in self._texts if piece in text]
        return sorted(set(found))


def _names(entry: Suppression) -> list[tuple[str, str]]:
    named = (("key", entry.key), ("doi", entry.doi), ("pmid", entry.pmid))
    return [(kind, value.lower() if kind == "doi" else value) for kind, value in named if value]


def _names_of(checked: CheckedReference) -> set[tuple[str, str]]:
    """Returns what a reference is called: its keys, and its identifiers as cited and as matched."""
    string = checked.reference.string
    names = {("key", value) for value in (checked.key, string.key, string.source_id) if value}
    matched = checked.lookup.record if checked.lookup else None
    for record in (checked.reference.record, matched):
        if record is not None and record.doi:
            names.add(("doi", record.doi.lower()))
        if record is not None and record.pmid:
            names.add(("pmid", record.pmid))
    return names


def _plain(text: str) -> str:
    return squeeze(text).casefold()

"""The journals of an index: what each record has of its journal, stored once, and the names that a
journal is found by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import orjson

from refcheck.frozen import dataclass
from refcheck.index.records.atoms import journal_hash
from refcheck.index.records.hashes import hash_of
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold

__all__ = ["JOURNAL_BYTES", "JournalForm", "Journals", "form_key", "journals_of"]

JOURNAL_BYTES: Final = 6  # 48 bits: of 100,000 forms no two are the same but once in 50,000 indexes
_MARKS: Final = ("\n", ":", " = ", " (", " / ")
_SMALL: Final = frozenset({"and", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalForm:
    """What a record says of its journal: its names, ISSNs and NLM's number."""

    title: str | None
    variants: tuple[str, ...]
    issn: tuple[str, ...]
    nlm_id: str | None

    @classmethod
    def of(cls, record: BibliographicRecord) -> JournalForm:
        """Returns the form that a record has."""
        return cls(
            title=record.container_title,
            variants=record.container_variants,
            issn=record.issn,
            nlm_id=record.nlm_id,
        )

    def packed(self) -> bytes:
        """Returns the form as bytes."""
        return orjson.dumps([self.title, self.variants, self.issn, self.nlm_id])

    @classmethod
    def unpacked(cls, form: bytes) -> JournalForm:
        """Returns what was packed. Raises `ValueError` where it is damaged."""
        title, variants, issn, nlm_id = orjson.loads(form)
        return cls(title=title, variants=tuple(variants), issn=tuple(issn), nlm_id=nlm_id)

    @property
    def journal(self) -> int:
        """The hash that keys know the journal by; 0 where a record names none."""
        return _journal(self)

    @property
    def names(self) -> Iterator[str]:
        """The names that it is found by, as `form_key` makes them."""
        for name in (self.title, *self.variants):
            for mark in _MARKS if name else ():
                if key := form_key((name or "").split(mark, maxsplit=1)[0]):
                    yield key
        for issn in self.issn:
            yield form_key(issn)


@lru_cache(maxsize=1 << 16)
def _journal(form: JournalForm) -> int:
    name = next(iter((*form.variants[:1], form.title or "")), "")
    return journal_hash(form.nlm_id, name) if form.nlm_id or name else 0


@lru_cache(maxsize=1 << 15)
def form_key(name: str) -> str:
    """Returns a journal's name as it is looked up: "The Lancet" is "lancet", "&" is "and"."""
    folded = fold(name[:300])
    return " ".join(word for word in folded.split() if word not in _SMALL) or folded


class Journals:
    """The forms of all journals of a segment or of an index."""

    def __init__(self) -> None:
        self._numbers: dict[JournalForm, bytes] = {}
        self._forms: dict[bytes, JournalForm] = {}
        self._named: dict[str, tuple[int, ...]] | None = None

    def number(self, form: JournalForm) -> bytes:
        """Returns the bytes that a record has in the place of the form."""
        known = self._numbers.get(form)
        if known is None:
            known = self._add(form)
        return known

    def _add(self, form: JournalForm) -> bytes:
        known = hash_of(form.packed().decode()).to_bytes(8, "little")[:JOURNAL_BYTES]
        self._forms[known] = form
        self._numbers[form] = known
        self._named = None
        return known

    def form(self, number: bytes) -> JournalForm:
        """Returns the form with a number. Raises `KeyError`."""
        return self._forms[number]

    def add_all(self, others: Journals) -> None:
        """Take in the forms of another segment."""
        for number, form in others._forms.items():
            self._forms.setdefault(number, form)
            self._numbers.setdefault(form, number)
        self._named = None

    def named(self, key: str) -> tuple[int, ...]:
        """Returns the journals that a name is of (see `form_key`), as keys know them."""
        if self._named is None:
            named: defaultdict[str, dict[int, None]] = defaultdict(dict)
            for form in self._forms.values():
                for name in form.names:
                    named[name][form.journal] = None
            self._named = {name: tuple(found) for name, found in named.items()}
        return self._named.get(key, ())

    def __len__(self) -> int:
        return len({form.journal for form in self._forms.values()})

    def packed(self) -> bytes:
        """Returns all forms as bytes."""
        return b"\n".join(
            number.hex().encode() + form.packed() for number, form in sorted(self._forms.items())
        )

    @classmethod
    def unpacked(cls, content: bytes) -> Journals:
        """Returns what was packed. Raises `ValueError` where it is damaged."""
        journals = cls()
        for line in content.split(b"\n") if content else ():
            number = bytes.fromhex(line[: 2 * JOURNAL_BYTES].decode())
            form = JournalForm.unpacked(line[2 * JOURNAL_BYTES :])
            journals._forms[number] = form
            journals._numbers[form] = number
        return journals


def journals_of(segments: Iterable[Journals]) -> Journals:
    """Returns the journals of several segments."""
    whole = Journals()
    for journals in segments:
        whole.add_all(journals)
    return whole

"""The journals of an index: what each record has of its journal, stored once, and the names that a
journal is found by.

All of PubMed has some 35,000 journals, of which records say what they are called in two or three
forms. Whoever builds an index has them all as `Journals`; whoever searches it, in many processes,
has them as they are stored (`PackedJournals`), and their names as hashes (`JournalNames`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from mmap import mmap
from typing import Final

import numpy as np
import orjson

from refcheck.frozen import dataclass
from refcheck.index.records.atoms import journal_hash
from refcheck.index.records.hashes import hash_of
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import fold

__all__ = [
    "JOURNAL_BYTES",
    "JournalForm",
    "JournalNames",
    "Journals",
    "PackedJournals",
    "form_key",
    "journals_of",
]

JOURNAL_BYTES: Final = 6  # 48 bits: of 100,000 forms no two are the same but once in 50,000 indexes
_MARKS: Final = ("\n", ":", " = ", " (", " / ")
_SMALL: Final = frozenset({"and", "the"})
_LINE_END: Final = ord("\n")
_MOST_READ: Final = 8192
_MOST_NAMED: Final = 8192


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
        name = next(iter((*self.variants[:1], self.title or "")), "")
        return journal_hash(self.nlm_id, name) if self.nlm_id or name else 0

    @property
    def names(self) -> Iterator[str]:
        """The names that it is found by, as `form_key` makes them, each once."""
        names = (name for name in (self.title, *self.variants) if name)
        whole = (name.split(mark, maxsplit=1)[0] for name in names for mark in _MARKS)
        keys = map(_form_key, dict.fromkeys((*whole, *self.issn)))
        yield from dict.fromkeys(key for key in keys if key)


def _form_key(name: str) -> str:
    """Returns a journal's name as it is looked up: "The Lancet" is "lancet", "&" is "and"."""
    folded = fold(name[:300])
    return " ".join(word for word in folded.split() if word not in _SMALL) or folded


form_key: Final = lru_cache(maxsize=1 << 14)(_form_key)


class Journals:
    """The forms of all journals of a segment or of an index, for whoever writes one."""

    def __init__(self) -> None:
        self._numbers: dict[JournalForm, bytes] = {}
        self._forms: dict[bytes, JournalForm] = {}

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
        return known

    def form(self, number: bytes) -> JournalForm:
        """Returns the form with a number. Raises `KeyError`."""
        return self._forms[number]

    def add_all(self, others: Journals) -> None:
        """Take in the forms of another segment."""
        for number, form in others._forms.items():
            self._forms.setdefault(number, form)
            self._numbers.setdefault(form, number)

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


class PackedJournals:
    """The forms of a segment's journals as they are stored. Each is read when it is asked for.

    Raises `ValueError` and `TypeError` where they are damaged.
    """

    def __init__(self, content: mmap | bytes) -> None:
        self._content = content
        ends = np.flatnonzero(np.frombuffer(content, dtype=np.uint8) == _LINE_END)
        bounds = [-1, *ends.tolist(), len(content)] if len(content) else []
        self._bounds = np.array(bounds, dtype=np.int64)
        numbers = [int(content[end + 1 : end + 1 + 2 * JOURNAL_BYTES], 16) for end in bounds[:-1]]
        self._numbers = np.array(numbers, dtype=np.uint64)
        self.form = lru_cache(maxsize=_MOST_READ)(self._form)

    def _form(self, number: bytes) -> JournalForm:
        """Returns the form with a number. Raises `KeyError`."""
        wanted = np.uint64(int.from_bytes(number, "big"))
        at = int(np.searchsorted(self._numbers, wanted))
        if at == len(self._numbers) or self._numbers[at] != wanted:
            raise KeyError(number)
        return self._read(*self._bounds[at : at + 2].tolist())

    def __iter__(self) -> Iterator[JournalForm]:
        for before, end in pairwise(self._bounds.tolist()):
            yield self._read(before, end)

    def _read(self, before: int, end: int) -> JournalForm:
        return JournalForm.unpacked(self._content[before + 1 + 2 * JOURNAL_BYTES : end])


class JournalNames:
    """The journals that a name is of. Names are there as hashes alone, in one sorted array."""

    def __init__(self, forms: Iterable[JournalForm]) -> None:
        names, journals = array("Q"), array("Q")
        for form in forms:
            journal = form.journal
            for name in form.names:
                names.append(hash_of(name))
                journals.append(journal)
        found = np.array(names, dtype=np.uint64)
        order = np.argsort(found, kind="stable")
        self._names = found[order]
        self._journals = np.array(journals, dtype=np.uint64)[order]
        self.named = lru_cache(maxsize=_MOST_NAMED)(self._named)

    def _named(self, key: str) -> tuple[int, ...]:
        """Returns the journals that a name is of (see `form_key`), as keys know them, in the order
        of the forms."""
        wanted = np.uint64(hash_of(key))
        first = np.searchsorted(self._names, wanted)
        after = np.searchsorted(self._names, wanted, side="right")
        return tuple(dict.fromkeys(self._journals[first:after].tolist()))


def journals_of(segments: Iterable[Journals]) -> Journals:
    """Returns the journals of several segments."""
    whole = Journals()
    for journals in segments:
        whole.add_all(journals)
    return whole

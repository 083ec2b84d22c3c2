"""Which journal a name is of: looked up in the table that is built in, in a list that the user has
imported, and among the names that are written by hand. Everything is loaded when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from refcheck.compare.journals.abbreviations import is_abbreviated
from refcheck.compare.journals.forms import cited_forms, form_of, has_one_form
from refcheck.compare.thresholds import JOURNAL_LENGTH
from refcheck.journals.imported import forget_imported, imported_table
from refcheck.journals.names import written_journals
from refcheck.journals.table import Journal, Table, journal_key, read_table, whole_key
from refcheck.text.folding import folded
from refcheck.text.patterns import lazy_regex

__all__ = [
    "aliased",
    "built_in_table",
    "find_journals",
    "is_known_journal",
    "is_short_for_no_other",
    "is_without_index",
    "possible_journals",
    "query_name",
]

_BUILT_IN: Final = Path(__file__).with_name("nlm.table")
# "G3: Genes|Genomes|Genetics", "Medicine, Baltimore", "J. Clin. Oncol. Off. J. Am. Soc. ..."
_HEAD: Final = lazy_regex(r"\s?[:;,(\[/=|–—]\s?|\s-\s|\s(?=Off(?:icial\s|\.))")
# Names of more words have no other journal that they could be short for, and of one word too many.
_LEAST_WORDS, _MOST_WORDS = 2, 8


@lru_cache(maxsize=1)
def built_in_table() -> Table:
    """Returns the table that is built in. Of its file only what is looked at is loaded."""
    with _BUILT_IN.open("rb") as file:
        return read_table(mmap(file.fileno(), 0, access=ACCESS_READ))


@lru_cache(maxsize=1)
def _tables() -> tuple[Table, ...]:
    imported = imported_table()
    return (built_in_table(), imported) if imported else (built_in_table(),)


def find_journals(name: str) -> tuple[Journal, ...]:
    """Returns the journals that a name is of, in full or abbreviated, with or without a small word,
    "&", a place in brackets or a subtitle; none where it is not known. Those found by their whole
    name come first, and of these the ones in use."""
    return _find(name[:JOURNAL_LENGTH])


@lru_cache(maxsize=8192)
def _find(name: str) -> tuple[Journal, ...]:
    for key in _keys(name):
        found = {journal.name: journal for journal in _of(key)}
        if len(found) == 1:
            return tuple(found.values())
        if found:
            return tuple(sorted(found.values(), key=lambda each: (not each.whole, not each.in_use)))
    return ()


def is_journal_to_the_letter(name: str) -> bool:
    """Returns whether a journal has all words of a name, with no subtitle or place left out.

    >>> is_journal_to_the_letter("J. Biol. Chem."), is_journal_to_the_letter("Sleep: what mood is")
    (True, False)
    """
    key = whole_key(name[:JOURNAL_LENGTH])
    return any(journal.whole for journal in _of(key))


def _keys(name: str) -> Iterator[str]:
    """Yields the keys that a cited name can have, the one of all its words first."""
    first = whole_key(name)
    if first:
        yield first
    if has_one_form(name):
        return
    keys = map(journal_key, cited_forms(name))
    yield from dict.fromkeys(key for key in keys if key and key != first)


def _of(key: str) -> Iterator[Journal]:
    for name in written_journals(key):
        yield Journal(name, in_use=True)
    for table in _tables():
        yield from table.find(key)


def possible_journals(name: str) -> frozenset[str]:
    """Returns the names of all journals that any form of a name is of, not only those of its best
    form."""
    keys = _keys(name[:JOURNAL_LENGTH])
    return frozenset(journal.name for key in keys for journal in _of(key))


def aliased(name: str) -> tuple[str, ...]:
    """Returns the journals that are written by hand to be called by a name."""
    keys = _keys(name[:JOURNAL_LENGTH])
    return tuple(found for key in keys for found in written_journals(key))


def is_without_index(name: str) -> bool:
    """Returns whether a name is of a journal that NLM knows, and that neither MEDLINE nor PubMed
    Central takes."""
    found = [journal for journal in find_journals(name) if journal.whole]
    return bool(found) and not any(journal.in_use for journal in found)


def is_known_journal(name: str) -> bool:
    """Returns whether a name is of a journal, however it is written: also one with a subtitle that
    no list has ("Circulation, the journal of ..."), and abbreviated in part ("J Clinical
    Oncol")."""
    name = name[:JOURNAL_LENGTH]
    if find_journals(name):
        return True
    heads = (name[: mark.start()] for mark in _HEAD.finditer(name))
    if any(len(head) > 1 and find_journals(head) for head in heads):
        return True
    return _is_abbreviated_in_part(name)


@lru_cache(maxsize=4096)
def _is_abbreviated_in_part(name: str) -> bool:
    return any(True for _ in _like(name, whole=True))


def is_short_for_no_other(name: str, journals: tuple[str, ...]) -> bool:
    """Returns whether a name can be short for no journal in use but these: for none whose words it
    abbreviates, in their order and from the first on, and perhaps leaves out ("Int J Mol" can be
    short for Int J Mol Sci and Int J Mol Med)."""
    return _is_short_for_no_other(name[:JOURNAL_LENGTH], journals)


@lru_cache(maxsize=4096)
def _is_short_for_no_other(name: str, journals: tuple[str, ...]) -> bool:
    return all(found in journals for found in _like(name, whole=False))


def _like(name: str, *, whole: bool) -> Iterator[str]:
    """Yields the journals whose words a name abbreviates: all of them, or some."""
    words = form_of(folded(name).split()).core
    if not _LEAST_WORDS <= len(words) <= _MOST_WORDS:
        return
    pattern = _with_initials(words, whole=whole)
    for table in _tables():
        for key, journals in table.matching(words[0][0], pattern):
            if _fits(words, key.split()):
                yield from (each.name for each in journals if each.in_use or whole)


def _with_initials(words: Sequence[str], *, whole: bool) -> re.Pattern[bytes]:
    """Returns what a key has to look like whose words begin, in their order, with the letters of
    `words`: all of its words, or some."""
    between, end = (" ", r"\t") if whole else (r" (?:[^ \t\n]++ )*?", r"(?=[ \t])")
    letters = (f"{re.escape(word[0])}[^ \\t\\n]*+" for word in words)
    return re.compile(rf"\n{between.join(letters)}{end}".encode())


def _fits(words: Sequence[str], key: Sequence[str]) -> bool:
    if len(words) == len(key):
        return all(map(_is_shortened, words, key))
    left = iter(key)
    return is_abbreviated(words[0], next(left)) and all(
        any(len(word) <= len(each) and is_abbreviated(word, each) for each in left)
        for word in words[1:]
    )


def _is_shortened(word: str, known: str) -> bool:
    """Returns whether one word abbreviates the other; a single letter none but "journal"."""
    return (len(known) > 1 or known in (word, "j")) and is_abbreviated(word, known)


@lru_cache(maxsize=4096)  # each stage of a search asks
def query_name(name: str) -> str:
    """Returns the name to ask a source for: NLM's own, where a name is of one journal alone; else
    the name itself ("The Lancet": Lancet)."""
    found = find_journals(name)
    whole = [journal for journal in found if journal.whole] or list(found)
    if any(folded(journal.name) == folded(name) for journal in found):
        return name
    used = [journal for journal in whole if journal.in_use] or found
    return used[0].name if len(used) == 1 else name


def forget() -> None:
    """Load everything anew when it is asked for next: a list has been imported."""
    forget_imported()
    for cached in (
        _tables,
        _find,
        _is_abbreviated_in_part,
        _is_short_for_no_other,
        query_name,
    ):
        cached.cache_clear()

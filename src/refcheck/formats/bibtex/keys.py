"""The keys of entries: the source's own, else family, year and first telling word of the title.

A key that the source has (a .bib file, CSL-JSON) stays as it is; a second entry with the same key
gets a suffix. Keys that are made (`rajkumar2012ketamine`) are unique without regard to case (BibTeX
wants that), ASCII, and made of the reference itself. Where several share the three parts, the first
in the list keeps the bare key and the others get a suffix made from their own content, so that
references added after them rename none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from refcheck.model.record import BibliographicRecord, Contributor, GroupName, PersonName
from refcheck.text.folding import fold, folded
from refcheck.text.patterns import lazy_regex
from refcheck.text.typography import without_controls

__all__ = ["KeyRing", "entry_keys", "is_key"]

_LONGEST_NAME = 24
_NOT_ASCII = lazy_regex(r"[^a-z0-9]+")
# What ends a key or a field, or is a command of TeX, cannot be in one; nor can white space.
_KEY = lazy_regex(r"""[^\s,{}()"#%~\\'=^$&]+""")
# Articles, prepositions and the like, which say nothing of a title.
_SMALL_WORDS = frozenset(
    word
    for language in (
        "a an the of on in at by for from to and or with without is are was were does do can how "
        "what why when which who its their this that as into between among toward towards",
        "der die das den dem des ein eine einer eines und von vom zu zur zum im am bei mit",
        "le la les un une de du des et en au aux dans sur pour par",
        "el los las una unas unos del y con para por sobre",
        "o os as um uma do da dos das no na nos nas e em",
        "il lo gli uno di della dei delle nel nella per su sul sulla",
    )
    for word in language.split()
)


def is_key(text: str) -> bool:
    """Returns whether BibTeX and Biber accept a text as a citation key."""
    return _KEY.fullmatch(text) is not None and without_controls(text) == text


def entry_keys(
    records: Sequence[BibliographicRecord], given: Sequence[str | None] | None = None
) -> list[str]:
    """Returns one key per record, in order, no two alike (without regard to case).

    `given` are the keys that the source has, None for a record without one.
    """
    own = list(given) if given is not None else [None] * len(records)
    ring = KeyRing(reserved=(key for key in own if key))
    return [ring.take(record, key) for record, key in zip(records, own, strict=True)]


class KeyRing:
    """Gives out keys one after the other, where the records come as a stream.

    `reserved` keys are of records to come that have a key of their own.
    """

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._reserved = {key.lower() for key in reserved}
        self._taken: set[str] = set()  # in lower case
        self._given: set[str] = set()  # as the source has them: Biber tells "Fam" from "fam"
        self._twins: dict[str, int] = {}  # suffixed key -> the highest number given to it

    def take(self, record: BibliographicRecord, given: str | None = None) -> str:
        """Returns the next record's key, unlike all before it: the `given` one, if it is free."""
        if given and given not in self._given:
            key = given
            self._given.add(given)
        else:
            key = self._free(given or _bare(record), record)
        self._taken.add(key.lower())
        return key

    def _free(self, bare: str, record: BibliographicRecord) -> str:
        """Returns the bare key, else one with a suffix from the record; a third twin gets a
        number."""
        if not self._used(bare):
            return bare
        suffixed = f"{bare}-{_fingerprint(record)}"
        key = suffixed
        while self._used(key):
            # Counted, not searched for: a list may print one work 100,000 times.
            self._twins[suffixed] = self._twins.get(suffixed, 1) + 1
            key = f"{suffixed}-{self._twins[suffixed]}"
        return key

    def _used(self, key: str) -> bool:
        return key.lower() in self._taken or key.lower() in self._reserved


def _bare(record: BibliographicRecord) -> str:
    issued = record.issued
    year = str(issued.year) if issued else ""
    return (_name(record) or "anon") + year + _title_word(record)


def _name(record: BibliographicRecord) -> str:
    """Returns the first author's (else editor's) family name, or the telling words of a group's
    name."""
    first: Contributor | None = next(iter(record.authors or record.editors), None)
    match first:
        case PersonName():
            words = _words(first.full_family)
        case GroupName():
            words = [word for word in _words(first.name) if word not in _SMALL_WORDS][:3]
        case None:
            words = []
    # A key that begins with a digit is not a name in XML, and to some programs no key.
    return "".join(words).lstrip("0123456789")[:_LONGEST_NAME]


def _title_word(record: BibliographicRecord) -> str:
    """Returns the first word of the title that is not a small word, number or single letter."""
    words = _words(record.title or record.container_title or "")
    telling = (
        word
        for word in words
        if len(word) > 1 and not word.isdecimal() and word not in _SMALL_WORDS
    )
    return next(telling, "")[:_LONGEST_NAME]


def _words(text: str) -> list[str]:
    text = folded(text)
    if text.isascii():
        return text.split()
    return [plain for word in text.split() if (plain := _NOT_ASCII.sub("", word))]


def _fingerprint(record: BibliographicRecord) -> str:
    """Four letters from what tells the work from others by the same author in the same year."""
    issued = record.issued
    content = [
        *(_full_name(author) for author in record.authors),
        str(issued.year) if issued else "",
        *(record.title or "", record.container_title or "", record.publisher or ""),
        *(record.volume or "", record.issue or "", record.pages or "", record.edition or ""),
        *(record.doi or "", record.pmid or "", record.url or ""),
    ]
    folded = "\n".join(fold(part) for part in content)
    number = int.from_bytes(hashlib.blake2s(folded.encode(), digest_size=8).digest())
    letters = []
    for _ in range(4):
        number, index = divmod(number, 26)
        letters.append(chr(ord("a") + index))
    return "".join(letters)


def _full_name(contributor: Contributor) -> str:
    match contributor:
        case PersonName():
            return f"{contributor.full_family} {contributor.given or ''}"
        case GroupName():
            return contributor.name

"""The authors in an entry of tagged lines: a block of lines for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from refcheck.fixes.changes import Change
from refcheck.model.document import MarkedReference
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.revisions.author_lists import AuthorListError, author_slots, given_names, styled
from refcheck.revisions.entries import CannotWriteError, EntryFile
from refcheck.revisions.tagged.lines import TagFormat, TaggedLine

__all__ = ["TaggedAuthors"]

Piece = tuple[int, int, str]

_LAST_INITIALS: Final = re.compile(r"\s[A-Z]{1,4}$")  # "Fam JK", "World Health Organization"


class TaggedAuthors:
    """The authors of one file, and how it writes their names; `values` are some of them."""

    def __init__(self, file: EntryFile, tags: TagFormat, values: Sequence[str]) -> None:
        self._text, self._tags, self._values = file.text, tags, values
        self._given = given_names(file.references)

    def edits(
        self, entry: MarkedReference, lines: Sequence[TaggedLine], changes: Sequence[Change]
    ) -> Iterator[Piece]:
        """Yields the pieces to replace for the changes of the authors of an entry.

        Raises `CannotWriteError`.
        """
        authors = entry.record.authors if entry.record else ()
        blocks = list(self._author_blocks(lines))
        try:
            slots = author_slots(authors, changes)
        except AuthorListError:
            raise CannotWriteError("the names could not be told apart") from None
        if len(blocks) != len(authors):
            raise CannotWriteError("the names could not be told apart")
        if not blocks:
            raise CannotWriteError("the entry has no authors to take the form of names from")
        new: list[str] = []
        for slot in slots:
            if slot.right is None:
                new.append(self._block(blocks[slot.index or 0]))
                continue
            cited = authors[slot.index] if slot.index is not None else None
            model = blocks[slot.index if slot.index is not None else 0]
            right = styled(slot.right, cited, authors, self._given)
            new.append(self._with_name(model, right, slot.right, whole=slot.index is not None))
        old = [self._block(block) for block in blocks]
        yield from _differences(blocks, old, new)

    def _author_blocks(self, lines: Sequence[TaggedLine]) -> Iterator[list[TaggedLine]]:
        """Yields the lines of each author: those of the name, and what is said of its owner."""
        full, short = self._tags.authors, self._tags.short_authors
        block: list[TaggedLine] = []
        for line in lines:
            tag = line.tag.upper()
            repeated = any(each.tag.upper() == tag for each in block)
            alone = tag in short and (not block or repeated)
            if alone or (tag in full and line.value < line.end):
                if block:
                    yield block
                block = [line]
            elif block and (tag in short or tag in self._tags.about_author):
                block.append(line)
            elif block:
                yield block
                block = []
        if block:
            yield block

    def _block(self, block: Sequence[TaggedLine]) -> str:
        return self._text[block[0].start : block[-1].after]

    def _with_name(
        self, block: Sequence[TaggedLine], name: Contributor, right: Contributor, *, whole: bool
    ) -> str:
        """Returns the lines of an author with another name in them; without what is said of its
        owner, unless the name is `whole` the same person's."""
        pieces: list[str] = []
        for line in block:
            tag = line.tag.upper()
            if tag in self._tags.about_author:
                pieces += [self._text[line.start : line.after]] if whole else []
                continue
            short = tag in self._tags.short_authors
            value = _short(right) if short else self._written(name)
            head, tail = self._text[line.start : line.value], self._text[line.end : line.after]
            pieces.append(f"{head}{value}{tail}")
        return "".join(pieces)

    def _written(self, name: Contributor) -> str:
        match name:
            case GroupName():
                return name.name
            case PersonName():
                given = name.given or name.initials or ""
                order, mark = self._order
                names = [name.full_family, given][::order]
                suffix = name.suffix if mark.startswith(",") else None
                return mark.join(part for part in (*names, suffix or "") if part)

    @cached_property
    def _order(self) -> tuple[int, str]:
        """Whether the family name comes first (1) or last (-1), and what is between the two."""
        values = self._values
        commas = sum("," in value for value in values)
        if values and commas * 2 < len(values):
            turned = sum(_LAST_INITIALS.search(value) is not None for value in values)
            return (1 if turned * 2 > len(values) else -1), " "
        compact = sum(re.search(r",\S", value) is not None for value in values)
        return 1, "," if compact * 2 > max(commas, 1) else ", "


def _differences(
    blocks: Sequence[Sequence[TaggedLine]], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:
    """Yields the edits that make the blocks of lines `old` the lines `new`."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        begin = blocks[start][0].start if start < len(blocks) else blocks[-1][-1].after
        stop = blocks[end - 1][-1].after if end > start else begin
        yield begin, stop, "".join(new[first:last])


def _short(name: Contributor) -> str:
    """ "Rajkumar R", as PubMed's "AU" has it."""
    if isinstance(name, GroupName):
        return name.name
    letters = name.initials or "".join(
        part[0] for part in re.split(r"[\s.-]+", name.given or "") if part
    )
    return " ".join(part for part in (name.full_family, letters, name.suffix or "") if part)

"""The entries of a .bib file with their places, whatever is wrong with them.

bibtexparser gives neither the place of an entry in the text nor the fields of one that is broken,
and leaves `jan # " 5"` as it is. Here nothing is refused: an unclosed brace ends its value where
the next field begins, an unclosed entry where the next one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.formats.bibtex import patterns
from refcheck.formats.bibtex.entry_types import WORK_TYPES
from refcheck.formats.bibtex.inheritance import Allowance
from refcheck.formats.bibtex.macros import MacroName, Macros
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.frozen import dataclass
from refcheck.model.document import DefectKind, EntryDefect, SuppressionComment

__all__ = ["ScannedEntry", "scan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedEntry:
    """One entry and its place in the text; `whole` is false where something had to be repaired.

    `unfilled` are the fields whose macros stay as they are, because their text is far too long;
    `suppressions` the fields `refcheck`, which are comments, from the start of the text.
    `defects` say what BibTeX would stumble over, with places from the start of the entry.
    """

    start: int
    end: int
    entry: BibEntry
    whole: bool = True
    unfilled: tuple[str, ...] = ()
    suppressions: tuple[SuppressionComment, ...] = ()
    defects: tuple[EntryDefect, ...] = ()


_NO_ENTRIES: Final = frozenset({"comment", "preamble"})
_SUPPRESSION: Final = "refcheck"  # the field that contains a comment on suppressed findings
# Fields that programs write more than once and no style prints.
_OFTEN_REPEATED: Final = frozenset(
    {
        *(
            "keywords",
            "keyword",
            "file",
            "abstract",
            "annote",
            "annotation",
            "note",
            "url",
            "owner",
        ),
        *("owner", "groups", "timestamp", "mendeley-tags", "mendeley-groups"),
        *("date-added", "date-modified"),
    }
)
_MOST_DEFECTS: Final = 3  # of one entry: the others often follow from the first
_MOST_SHOWN: Final = 20  # characters of what is in the wrong place
_COMMENT: Final = 200  # characters; what comes later after a `%` was meant to be read
_MOST_UNCLOSED: Final = 3  # values in one entry; after that its braces tell nothing any more


def scan(text: str, allowance: Allowance | None = None) -> Iterator[ScannedEntry]:
    """Yields every entry of a .bib file in order, `@string` macros put in; none is left out.

    Of `@comment`, `@preamble` and `@string` none is given, nor what is on a line after a `%`.
    """
    macros = Macros(allowance or Allowance(text))
    place = limit = 0
    while begin := patterns.BEGIN.search(text, place):
        place = begin.end()
        before = text[max(0, begin.start() - _COMMENT) : begin.start()]
        if before.rpartition("\n")[2].lstrip()[:1] == "%":
            continue
        kind = (begin[1] or begin[3] or begin[4]).lower()
        if not begin[2] and kind not in WORK_TYPES:
            continue
        if limit <= begin.start():
            limit = _limit(text, begin.end())
        scanner = _Scanner(text, begin, limit, macros)
        if kind == "string":
            for name, pieces in scanner.fields():
                macros.define(name, pieces)
        elif kind in _NO_ENTRIES:
            scanner.skip()
        else:
            found = scanner.entry(kind)
            if not found.whole:
                scanner = _Scanner(text, begin, limit, macros, repairing=True)
                found = scanner.entry(kind)
            yield found
        place = max(place, scanner.place)


def _limit(text: str, place: int) -> int:
    found = patterns.NEXT.search(text, place)
    return found.start() if found else len(text)


def _closing(text: str, place: int, limit: int) -> int | None:
    """Returns the place after the brace that closes the one before `place`."""
    depth = 1
    for brace in patterns.BRACE.finditer(text, place, limit):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return None


class _Scanner:
    """Reads one block, from after its opening brace to no further than the next block."""

    def __init__(
        self,
        text: str,
        begin: re.Match[str],
        limit: int,
        macros: Macros,
        *,
        repairing: bool = False,
    ) -> None:
        self._text = text
        self._start = begin.start() + len(begin[0]) - len(begin[0].lstrip())
        self._closer = ")" if begin[2] == "(" else "}"
        self._macros = macros
        self._repairing = repairing
        self._unclosed = 0
        self._whole = True
        self._suppressions: list[SuppressionComment] = []
        self._defects: list[EntryDefect] = []
        self._name = ""  # of the field that is read
        self._field_start = 0
        self._resumed = False  # after what is not a field
        self.place = begin.end()
        self.limit = limit
        kind = begin[3] or begin[4]
        if begin[3]:
            self._tell(self._start, f"The brace after @{kind} is missing.", kind)
        elif begin[4]:
            self._tell(
                self._start,
                f"The @ before {kind} is missing, so that BibTeX skips the entry.",
                kind,
            )

    def skip(self) -> None:
        """Leave the block out; all up to the next one where it is not closed."""
        self.place = _closing(self._text, self.place, self.limit) or self.limit

    def _tell(
        self,
        place: int,
        message: str,
        cited: str | None = None,
        kind: DefectKind = DefectKind.SYNTAX,
    ) -> None:
        """Take down what is wrong at a place."""
        if kind is DefectKind.SYNTAX and len(self._defects) >= _MOST_DEFECTS:
            return
        start = min(place, self.limit) - self._start
        self._defects.append(
            EntryDefect(kind=kind, message=message, start=start, end=start + 1, cited=cited)
        )

    def entry(self, kind: str) -> ScannedEntry:
        key = self._key()
        fields: dict[str, str] = {}
        unfilled: list[str] = []
        for name, pieces in self.fields():
            lower = name.lower()
            value = self._macros.filled(pieces)
            if value is None:
                unfilled.append(lower)
            whole = " # ".join(pieces) if value is None else value
            for macro in self._macros.undefined(pieces):
                self._tell(
                    self._field_start, f"The macro {macro} is not defined.", macro, DefectKind.MACRO
                )
            if fields.setdefault(lower, whole) != whole and lower not in _OFTEN_REPEATED:
                self._tell(
                    self._field_start,
                    f"The entry has two values of {lower}.",
                    lower,
                    DefectKind.REPEATED_FIELD,
                )
        return ScannedEntry(
            start=self._start,
            end=self.place,
            entry=BibEntry(type=kind, key=key, fields=fields),
            whole=self._whole,
            unfilled=tuple(unfilled),
            suppressions=tuple(self._suppressions),
            defects=tuple(self._defects),
        )

    def _key(self) -> str:
        found = patterns.KEY[self._closer].match(self._text, self.place, self.limit)
        if found is not None:
            self.place = found.end()
            key = found[1] or ""
            if not key:
                self._tell(self._start, "The entry has no citation key.")
            elif any(map(str.isspace, key)):
                self._tell(
                    found.start(1), f"The citation key “{key}” cannot have a space in it.", key
                )
            return key
        found = patterns.KEY_WITHOUT_COMMA.match(self._text, self.place, self.limit)
        if found is not None:
            self.place = found.end()
            self._tell(found.end(1), "The comma after the citation key is missing.", found[1])
            return found[1]
        self._whole = False  # "@article{title = {...}"
        self._tell(self._start, "The entry has no citation key.")
        return ""

    def fields(self) -> Iterator[tuple[str, list[str]]]:
        """Yields the fields of the block, values in pieces; `place` is after the block at the
        end."""
        while True:
            found = patterns.FIELD.match(self._text, self.place, self.limit)
            if found is None and (
                found := patterns.FIELD_WITHOUT_EQUALS.match(self._text, self.place, self.limit)
            ):
                self._whole = False
                self._tell(found.start(1), f"The = after {found[1]} is missing.", found[1])
            if found is not None:
                self._look_at_commas(found.start(1), found[1])
                self._name, self._field_start = found[1], found.start(1)
                self.place = found.end()
                pieces = self._pieces()
                self._resumed = False
                if found[1].lower() != _SUPPRESSION:
                    yield found[1], pieces
                    continue
                place, text = found.start(1), " ".join(pieces).replace("{", "").replace("}", "")
                comment = SuppressionComment(start=place, end=self.place, text=text)
                self._suppressions.append(comment)
            elif not self._go_on():
                return

    def _look_at_commas(self, end: int, name: str) -> None:
        """Tell of a comma that is missing or too many between here and the next field."""
        commas = self._text.count(",", self.place, end)
        if self._resumed:
            return
        if commas > bool(self._name):
            self._tell(end, f"There is a comma too many before {name}.", name)
        elif self._name and not commas:
            self._tell(self.place, f"The comma after {self._name} is missing.", self._name)

    def _go_on(self) -> bool:
        """Step over what is not a field; whether another field may follow."""
        space = patterns.SPACE.match(self._text, self.place, self.limit)
        place = space.end() if space else self.place
        if self._text[place : place + 1] == self._closer and place < self.limit:
            self._name = self._name or "the key"
            self.place = place + 1
            early = patterns.EARLY.match(self._text, self.place, self.limit)
            if early is None:
                return False
            self._tell(place, f"A brace too many closes the entry before {early[1]}.", early[1])
            self.place, self._resumed = early.start(1), True
            return True
        if comment := patterns.COMMENT_LINE.match(self._text, place, self.limit):
            self._tell(place, "BibTeX knows no comments within an entry.", "%")
            self.place, self._resumed = comment.end(), True
            return True
        self._whole = False
        later = patterns.LATER_FIELD.search(self._text, place, self.limit)
        self._tell_of_rest(place)
        if later is not None:
            self.place, self._resumed = later.end(), True
            return True
        self.place = place + len(self._text[place : self.limit].rstrip())
        return False

    def _tell_of_rest(self, place: int) -> None:
        """Tell of what is in the place of a comma or the end."""
        rest = self._text[place : min(place + _MOST_SHOWN, self.limit)].partition("\n")[0].strip()
        if rest:
            after = self._name or "the key"
            self._tell(
                place, f"After {after}, BibTeX expects a comma or the end, not “{rest}”.", rest
            )
        elif not self._unclosed:
            self._tell(self._start, "The entry is not closed: its last brace is missing.")

    def _pieces(self) -> list[str]:
        pieces = [self._piece()]
        while (joint := patterns.JOIN.match(self._text, self.place, self.limit)) is not None:
            self.place = joint.end()
            pieces.append(self._piece())
        return pieces

    def _piece(self) -> str:
        """Returns a piece of a value; a macro's as its name, a `MacroName`."""
        opener = self._text[self.place : self.place + 1]
        if opener == "{":
            return self._enclosed(_closing(self._text, self.place + 1, self.limit))
        if opener == '"':
            return self._enclosed(self._quote_end())
        if odd := patterns.ODD_QUOTES.match(self._text, self.place, self.limit):
            self._tell(
                self.place,
                f"The value of {self._name} is in quotation marks that BibTeX does not know.",
                self._name,
            )
            self.place = odd.end()
            return odd[1]
        bare = patterns.BARE.match(self._text, self.place, self.limit)
        if bare is None:
            self._tell(self.place, f"The field {self._name} has no value.", self._name)
            return ""
        words = patterns.WORDS.match(self._text, self.place, self.limit)
        if words is not None and len(words[0].split()) > 1:
            self._tell(
                self.place,
                f"The value of {self._name} has neither braces nor quotation marks.",
                self._name,
            )
            self.place = words.end()
            return words[0].strip()
        self.place = bare.end()
        return MacroName(bare[0])

    def _ends_value(self, place: int) -> bool:
        """Returns whether a value may end here: a comma, a # or the end of the entry follows."""
        return patterns.AFTER_VALUE.match(self._text, place, self.limit) is not None

    def _step_over_stray_brace(self, end: int) -> None:
        """Go to the end of a value that a brace within it ends too early: "{Sleep} and dreams}"."""
        rest = patterns.REST_OF_VALUE.match(self._text, end, self.limit)
        if rest is not None:
            self._tell(end - 1, f"{self._name} has a closing brace too many.", self._name)
            self.place = rest.end()

    def _quote_end(self) -> int | None:
        """Returns the place after the quotation mark that ends the value: one outside of all
        braces.

        In an entry that has to be repaired it is one that a comma or the end follows.
        """
        depth = within = 0
        for found in patterns.QUOTE_OR_BRACE.finditer(self._text, self.place + 1, self.limit):
            if found[0] == '"' and depth <= 0:
                if self._repairing and not self._ends_value(found.end()):
                    within = within or found.start()
                    continue
                if depth < 0:
                    self._tell(
                        found.start(), f"{self._name} has a closing brace too many.", self._name
                    )
                elif within:
                    self._tell(
                        within,
                        f"A quotation mark within {self._name} ends it: it has to be in braces.",
                        self._name,
                    )
                return found.end()
            depth += {"{": 1, "}": -1}.get(found[0], 0)
        return None

    def _enclosed(self, end: int | None) -> str:
        start = self.place + 1
        found = None
        if self._repairing or end is None:
            found = patterns.NEXT_FIELD.search(self._text, start, end or self.limit)
        if end is not None and found is None:
            self.place = end
            if self._repairing and not self._ends_value(end):
                self._step_over_stray_brace(end)
            return self._text[start : self.place - 1]
        self._whole = False
        self._unclosed += 1
        mark = "quotation mark" if self._text[start - 1] == '"' else "brace"
        self._tell(start - 1, f"The {mark} that opens {self._name} is not closed.", self._name)
        if found is not None and self._unclosed <= _MOST_UNCLOSED:
            self.place = found.start()
        else:
            self.place = start + len(self._text[start : self.limit].rstrip())
        return self._text[start : self.place].rstrip('}" \t\r\n,')

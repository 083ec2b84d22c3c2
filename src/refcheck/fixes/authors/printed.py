"""The authors of a reference as they are printed: where each name is, and what is between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refcheck.fixes.authors.names import NameForm, has_full_given
from refcheck.frozen import dataclass
from refcheck.model.record import BibliographicRecord, Contributor, PersonName

__all__ = ["AuthorList", "PrintedName", "find_authors"]

_MOST_NAMES = 200  # a longer list is not taken apart
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"\w+")
# What is between two names: ", ", "; ", ", and ", " & ", "., and ", ", . . . "
_BETWEEN = re.compile(
    r"[\s,;.&…·]{0,10}(?:(?:and|und|y|e|et|en|og|och|i)\b[\s,]{0,3})?", re.IGNORECASE
)
_BEFORE = re.compile(r"[\W_]{0,6}")
_ET_AL = re.compile(
    r"[\s,;.]{0,4}(?:(?:and|&|et)\s)?\b(?:et\.?\s?al(?:ii|\.)?|and others|u\.\s?a\.|others)\b\.?"
    r"|[\s,;.]{0,4}(?:…|\.\s?\.\s?\.)",
    re.IGNORECASE,
)
_GAP = re.compile(r"…|\.\s?\.\s?\.")
_DASHES = "-‐‑–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """A name at `start` to `end` of a text; its family name is at `family`, the given name at
    `given` (None: there is none)."""

    name: Contributor
    start: int
    end: int
    form: NameForm
    family: tuple[int, int]
    given: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorList:
    """All names of a reference in order. `between` is the text before each name but the first.

    `et_al` is what says that the list is cut ("", ", et al"); `has_gap` that names are left out
    before the last one ("A, B, ... Z").
    """

    names: tuple[PrintedName, ...]
    between: tuple[str, ...]
    et_al: str
    has_gap: bool = False

    @property
    def separator(self) -> str | None:
        """What is between two names that are not the last of a complete list."""
        inner = self.between if self.et_al else self.between[:-1]
        return inner[0] if inner and len(set(map(_folded, inner))) == 1 else None

    @property
    def last_separator(self) -> str | None:
        """What is before the last name of a complete list of three or more."""
        return self.between[-1] if len(self.names) > 2 and not self.et_al else None

    @property
    def pair_separator(self) -> str | None:
        """What is between the names of a complete list of two."""
        return self.between[0] if len(self.names) == 2 and not self.et_al else None


def _folded(text: str) -> str:
    return " ".join(text.split())


def find_authors(
    text: str, record: BibliographicRecord, dots: bool | None = None
) -> AuthorList | None:
    """Returns the authors of a record as they are printed in a text, which they begin; None where
    one of them is not found in its place.

    `dots` says whether the list has dots after initials, where its own names do not show it: a
    single author "Smith J. Title".
    """
    if not record.authors or len(record.authors) > _MOST_NAMES:
        return None
    matches: list[re.Match[str]] = []
    between: list[str] = []
    place = 0
    for name in record.authors:
        match = _next(text, place, name, is_first=not matches)
        if match is None:
            return None
        between.append(text[place : match.start()])
        matches.append(match)
        place = match.end()
    between = between[1:]
    dotted = _has_dots(text, matches, record.authors)
    dotted = dots if dotted is None else dotted
    names: list[PrintedName] = []
    for at, (name, match) in enumerate(zip(record.authors, matches, strict=True)):
        printed = _printed(text, name, match, dotted)
        if at < len(between) and printed.end > match.end():
            between[at] = between[at][printed.end - match.end() :]
        names.append(printed)
    tail = _ET_AL.match(text, names[-1].end)
    return AuthorList(
        names=tuple(names),
        between=tuple(between),
        et_al=tail.group() if tail and not record.authors_complete else "",
        has_gap=any(map(_GAP.search, between)),
    )


def _next(text: str, place: int, name: Contributor, *, is_first: bool) -> re.Match[str] | None:
    """Returns the next name, if it is the one that is meant."""
    gap = (_BEFORE if is_first else _BETWEEN).match(text, place)
    if gap is None:
        return None
    for pattern in _patterns(name):
        for start in range(gap.end(), place - 1, -1):
            if match := pattern.match(text, start):
                return match
    return None


def _patterns(name: Contributor) -> list[re.Pattern[str]]:
    if not isinstance(name, PersonName):
        return [re.compile(rf"(?P<family>{_literal(name.name)})(?P<given>)(?!\w)", re.IGNORECASE)]
    family = rf"(?P<family>{_literal(name.full_family)})(?!\w)"
    suffix = rf"(?:,?\s{{0,2}}{_literal(name.suffix.rstrip('.'))}\b\.?)?" if name.suffix else ""
    letters = _WORD.findall(name.given or "")
    if not letters:
        return [re.compile(rf"{family}(?P<given>){suffix}", re.IGNORECASE)]
    body = r"[\s.\-‐‑–]{0,3}".join(map(re.escape, letters))
    given = rf"(?P<given>{body})(?![^\W\d_])"
    first = rf"{family}(?P<mark>,?\s{{1,3}}|,){given}{_with_dot(suffix)}"
    last = rf"{given}[\s.,]{{1,3}}{family}{suffix}"
    return [re.compile(first, re.IGNORECASE), re.compile(last, re.IGNORECASE)]


def _with_dot(suffix: str) -> str:
    return rf"(?:\.?{suffix[3:]}" if suffix else ""


def _literal(text: str) -> str:
    """Returns a pattern of a name, however its words are divided."""
    words = [re.escape(word) for word in _WORDS.findall(text)]
    return r"[\W_]{1,3}".join(words)


def _has_dots(
    text: str, matches: Sequence[re.Match[str]], names: Sequence[Contributor]
) -> bool | None:
    """Returns whether initials have dots; None where no name shows it."""
    for at, match in enumerate(matches):
        given = match["given"]
        if not given or not isinstance(names[at], PersonName):
            continue
        inner = len(_WORD.findall(given)) > 1
        if inner and "." in given:
            return True
        is_last = at + 1 == len(matches)
        if not is_last and len(given.split()[-1].strip(".")) == 1:
            return text[match.end("given") : match.end("given") + 1] == "."
        if not has_full_given(given) and not inner and len(given) > 1:
            return False  # "JA"
        if match.end("given") < match.start("family"):
            return text[match.end("given") : match.end("given") + 1] == "."
    return None


def _printed(
    text: str, name: Contributor, match: re.Match[str], dotted: bool | None
) -> PrintedName:
    end = match.end()
    given = match.span("given") if match["given"] else None
    if given and end == given[1] and dotted and _is_initial(match["given"], text, end):
        end += 1
        given = given[0], end
    family_first = given is None or match.start("family") < match.start("given")
    if given and not family_first and text[given[1] : given[1] + 1] == ".":
        given = given[0], given[1] + 1
    return PrintedName(
        name=name,
        start=match.start(),
        end=end,
        form=_form(name, match, dotted, family_first=family_first),
        family=match.span("family"),
        given=given,
    )


def _is_initial(given: str, text: str, end: int) -> bool:
    """Returns whether a dot follows that belongs to the last initial."""
    last = re.split(r"[\s.\-‐‑–]+", given)[-1]
    return text[end : end + 1] == "." and len(last) == 1


def _form(
    name: Contributor, match: re.Match[str], dotted: bool | None, *, family_first: bool
) -> NameForm:
    given, family = match["given"], match["family"]
    letters = _WORD.findall(given)
    full = has_full_given(given)
    gaps = re.findall(r"(?<=[^\W\d_])[\s.\-‐‑–]+(?=[^\W\d_])", given)
    spaces = [gap for gap in gaps if not any(dash in gap for dash in _DASHES)]
    gap = None
    if not full and isinstance(name, PersonName):
        if spaces:
            gap = " " if " " in spaces[0] else ""
        elif len(letters) == 1 and len(given) > 1:
            gap = ""
    shows = sum(map(str.isalpha, family)) > 2  # "LI" may be either
    return NameForm(
        family_first=family_first,
        comma=family_first and bool(given) and "," in (match.groupdict().get("mark") or ""),
        dots=dotted,
        gap=gap,
        hyphen=True if any(dash in one for one in gaps for dash in _DASHES) and not full else None,
        full=full,
        capitals=family.isupper() if shows else None,
    )

"""The source of a LaTeX document: what of it counts, what it cites, its text without commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from refcheck.formats.bibtex.latex import decode as from_latex
from refcheck.model.document import SuppressionComment
from refcheck.readers.suppression_comments import directive
from refcheck.text.folding import squeeze

__all__ = [
    "CiteCommand",
    "braced",
    "bracketed",
    "cite_commands",
    "masked",
    "suppression_comments",
    "untexed",
]


class CiteCommand(NamedTuple):
    """A command that cites: its place in the source, and the keys."""

    start: int
    end: int
    name: str
    keys: tuple[str, ...]


# Comments, and what is printed as it is.
_HIDDEN: Final = re.compile(
    r"(?<!\\)(?:\\\\){0,20}(?P<comment>%[^\n]*)"
    r"|\\begin\s{0,5}\{(?P<verbatim>verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}"
    r"|\\verb\*?(?P<quote>[^\sA-Za-z*\\{])"
)
_NO_LINE_END: Final = re.compile(r"[^\n]")
_CITE: Final = re.compile(r"\\([A-Za-z]{0,20}[Cc]ite[A-Za-z]{0,20})\*?")
_NO_CITES: Final = frozenset(
    (
        *("citestyle", "setcitestyle", "citetext", "defcitealias", "citereset", "bibcite"),
        *("newcite", "citeindextrue", "citeindexfalse", "citenamefont", "citename", "citation"),
    )
)
_SPACE: Final = re.compile(r"[ \t]*\n?[ \t]*")
_KEY: Final = re.compile(r"[^\s,{}\\#%\[\]]{1,200}")
_BRACKETS: Final = re.compile(r"\\.|[][{}()<>]", re.S)
_LONGEST_OPTION: Final = 500  # characters
_DEEPEST_OPTION: Final = 10  # brackets within brackets


def masked(text: str) -> str:
    """Returns the source with blanks for comments and for what is printed verbatim; places stay as
    is."""
    pieces: list[str] = []
    place = 0
    for start, end, _ in _hidden(text):
        pieces += [text[place:start], _blank(text[start:end])]
        place = end
    return "".join([*pieces, text[place:]])


def suppression_comments(text: str) -> Iterator[SuppressionComment]:
    """Yields the comments `% refcheck: ...`, which are not printed verbatim."""
    if "refcheck" not in text.lower():
        return
    for start, end, is_comment in _hidden(text):
        said = directive(text[start:end].lstrip("%")) if is_comment else None
        if said is not None:
            yield SuppressionComment(start=start, end=end, text=said)


def _hidden(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yields where comments and what is printed verbatim begin and end, and which are comments."""
    place = 0
    while found := _HIDDEN.search(text, place):
        start, end = found.span()
        if found["comment"] is not None:
            start = found.start("comment")
        elif found["verbatim"] is not None:
            closing = text.find("\\end{" + found["verbatim"] + "}", end)
            end = closing if closing >= 0 else len(text)
        else:
            line_end = text.find("\n", end)
            closing = text.find(found["quote"], end, line_end if line_end >= 0 else len(text))
            end = closing + 1 if closing >= 0 else end
        yield start, end, found["comment"] is not None
        place = end


def _blank(text: str) -> str:
    return _NO_LINE_END.sub(" ", text)


def bracketed(
    text: str, place: int, opener: str = "[", closer: str = "]", limit: int | None = None
) -> int | None:
    """Returns the place after the bracket that closes the one at `place`; those in braces do not
    count.

    It is looked for up to `limit`, or as far as an option is long.
    """
    depth = braces = 0
    until = place + _LONGEST_OPTION if limit is None else limit
    for found in _BRACKETS.finditer(text, place, until):
        char = found[0]
        if char in "{}":
            braces += 1 if char == "{" else -1
        elif braces == 0 and char == opener:
            depth += 1
            if depth > _DEEPEST_OPTION:
                return None
        elif braces == 0 and char == closer:
            depth -= 1
            if depth == 0:
                return found.end()
    return None


_BRACES: Final = re.compile(r"\\.|[{}]", re.S)


def braced(text: str, place: int, limit: int | None = None) -> int | None:
    """Returns the place after the brace that closes the one at `place`."""
    depth = 0
    for found in _BRACES.finditer(text, place, len(text) if limit is None else limit):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return found.end()
    return None


def cite_commands(source: str) -> Iterator[CiteCommand]:
    """Yields every command that cites (`\\cite`, `\\citep`, `\\parencite`, `\\autocites`,
    `\\nocite`)."""
    for found in _CITE.finditer(source):
        name = found[1]
        if name in _NO_CITES or name.startswith(("Declare", "new", "renew", "provide")):
            continue
        keys: list[str] = []
        end = found.end()
        while (group := _group(source, end)) is not None:
            end, inside = group
            keys += [key.strip() for key in inside.split(",")]
            if not name.lower().endswith("s"):  # \autocites[12]{a}[34]{b}
                break
        if name == "citeproc" and source[end : end + 1] == "{":  # \citeproc{ref-doe}{Doe 2010}
            end = braced(source, end, end + _LONGEST_OPTION) or end
        keys = [key for key in keys if key]
        if keys and all(_KEY.fullmatch(key) for key in keys):
            yield CiteCommand(found.start(), end, name, tuple(keys))


def _group(source: str, place: int) -> tuple[int, str] | None:
    """Returns the next `{keys}` after any options: where it ends, and what it has."""
    for _ in range(5):
        space = _SPACE.match(source, place)
        place = space.end() if space else place
        opener = source[place : place + 1]
        if opener == "{":
            end = source.find("}", place, place + 5000)
            return (end + 1, source[place + 1 : end]) if end >= 0 else None
        closing = None
        if opener == "[":
            closing = bracketed(source, place)
        elif opener in ("(", "<"):
            closing = bracketed(source, place, opener, ")" if opener == "(" else ">")
        if closing is None:
            return None
        place = closing
    return None


# Commands whose first argument is not printed, and those that print nothing at all.
_FIRST_UNSEEN: Final = re.compile(
    r"\\(?:bibinfo|bibfield|href|Eprint|eprint|textcolor|bibAnnoteFile|hyperlink)(?:@noop)?\s{0,3}"
    r"\{([^{}]{0,2000})\}\s{0,3}(?=\{)"
)
_UNSEEN: Final = re.compile(
    r"\\(?:BibitemOpen|BIBentry\w{1,40}|newblock|penalty\s?-?\d{1,5}|relax|urlprefix|noopsort|"
    r"hskip[^\\{}\n]{0,60}|bibrangessep|BibitemShut\s{0,3}\{\w{0,20}\}|label\{[^{}]{0,200}\}|"
    r"providecommand\*?\s{0,3}\{?\\\w{1,30}\}?(?:\[\d\])?)(?![A-Za-z@])|\\(?:bibrangedash)\s?"
)
_LINK: Final = re.compile(r"\\(?:href|[Ee]print)(?![A-Za-z])\s{0,3}")
_DASH: Final = re.compile(r"\\bibrangedash\s{0,2}|\\textendash\s{0,2}")
_DOI_BASE: Final = re.compile(r"\\(?:doibase|doi)\s{0,3}(?=\{?10\.|/?10\.)")
_COMMAND: Final = re.compile(r"\\[A-Za-z@]{1,40}\*?\s{0,3}|\\(?=[&%$#_])|[{}]")
_LONGEST: Final = 20_000  # characters; no reference is longer, and reading LaTeX takes its time


def untexed(source: str, *, quickly: bool = False) -> tuple[str, str]:
    """Returns a piece of LaTeX as plain text, and the addresses that it links to without printing
    them.

    `quickly`: commands are left out and not looked up, so that accents are lost.
    """
    addresses: list[str] = []

    def unseen(found: re.Match[str]) -> str:
        if "://" in found[1] or "10." in found[1]:
            addresses.append(_DOI_BASE.sub("https://doi.org/", found[1]).replace(" ", ""))
        return ""

    text = _DASH.sub("–", source)
    for _ in range(4):  # \href {\doibase 10.1000/1} {\bibfield {journal} {...}}
        text, count = _FIRST_UNSEEN.subn(unseen, text)
        if not count:
            break
    text = _UNSEEN.sub(" ", _LINK.sub("", text))
    text = _DOI_BASE.sub("doi:", text)
    if quickly or len(text) > _LONGEST:
        text = _COMMAND.sub("", text).replace("~", " ").replace("--", "–")
        return squeeze(text), " ".join(addresses)
    return squeeze(from_latex(text)), " ".join(addresses)

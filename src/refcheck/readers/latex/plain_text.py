"""A LaTeX document as it is read: what its commands print, on the lines of the source.

For documents whose list no command marks: it was typed by hand, or a word processor's file was
converted. One pass, in linear time; what a package defines stays without effect.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from refcheck.model.document import Document, Link, Places, SuppressionComment
from refcheck.readers.latex.source import masked

__all__ = ["printed_document"]

_PREAMBLE: Final = re.compile(r"\\begin\s{0,5}\{document\}")
_GROUP: Final = r"\s{0,3}\{[^{}]{0,400}\}"
_TOKEN: Final = re.compile(
    r"\\begin\s{0,3}\{(?P<begin>[^{}\n]{1,40})\}(?:\[[^\]\n]{0,200}\])?"
    r"|\\end\s{0,3}\{(?P<end>[^{}\n]{1,40})\}"
    r"|(?P<item>\\item(?![A-Za-z])\s{0,3}(?:\[(?P<label>[^\]\n]{0,80})\])?\s{0,20})"
    rf"|\\setcounter\s{{0,3}}\{{enum[iv]{{1,3}}\}}\s{{0,3}}\{{(?P<counter>\d{{1,4}})\}}"
    r"|\\def\s{0,3}\\[A-Za-z]{1,30}[^\n]{0,200}"
    r"|\\(?P<accent>[`'^\"~=.]|[uvHtcdbkr](?![A-Za-z]))\s?(?:\{\s?(?P<grouped>\\?[A-Za-z])\s?\}|\\?(?P<letter>[A-Za-z]))"
    r"|\\href\s{0,3}\{(?P<address>[^{}\n]{1,2000})\}(?=\s{0,3}\{)"
    r"|\\url\s{0,3}\{(?P<url>[^{}\n]{1,2000})\}"
    r"|(?:\\textsuperscript\s{0,3}\{|\$\s?\^\s?\{?)(?P<raised>[\d,; –-]{1,80})(?:\}\s?\$|\}|\$)"
    rf"|\\(?:label|ref|eqref|pageref|vspace|hspace|includegraphics|bibliographystyle|pagestyle"
    rf"|thispagestyle|hypertarget|hyperlink|phantomsection|texorpdfstring)\*?(?:\[[^\]\n]{{0,200}}\])?{_GROUP}"
    rf"|\\(?:addcontentsline|setlength|addtolength|providecommand|newcommand|renewcommand)(?:{_GROUP}){{1,3}}"
    r"|\\[A-Za-z]{1,30}(?:\s?=\s?|(?<=skip)\s?|(?<=indent)\s?|(?<=kern)\s?)-?[\d.]{1,8}\s?(?:[cem]m|pt|in|ex)"
    r"|\\(?P<name>[A-Za-z@]{1,40})\*?[ \t]?"
    r"|\\\\(?:\[[^\]\n]{0,20}\])?"
    r"|\\(?P<sign>[^A-Za-z\n])"
    r"|(?P<plain>---?|``|''|[{}~$])"
)
_MARKS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_PRINTED: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textquotesingle": "'",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textasciitilde": "~", "textbackslash": "\\", "S": "§", "copyright": "©", "textregistered": "®",
    "alpha": "α", "beta": "β", "gamma": "γ", "mu": "µ", "textmu": "µ", "times": "×", "pm": "±",
    "degree": "°", "textdegree": "°", "bullet": "•", "textbullet": "•",
}  # fmt: skip
_PLAIN: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_BREAKING: Final = frozenset({" ", ",", ";", ":", "!", "/", "-", "(", ")", "[", "]"})


def printed_document(
    path: str,
    text: str,
    parts: tuple[tuple[int, str], ...],
    comments: Sequence[SuppressionComment] = (),
) -> Document:
    """Returns the document that the source prints; `parts` tells where the included ones begin.

    `comments` are those on suppressed findings, with their places in the source.
    """
    starts = [0, *(start for start, _ in parts), len(text)]
    printer = _Printer()
    places = Places()
    for number, (start, end) in enumerate(pairwise(starts)):
        if number:
            places.add(printer.length, parts[number - 1][1])
        printer.take(masked(text[start:end]))
    printed = "".join(printer.pieces)
    return Document(
        path=path,
        text=printed,
        places=places,
        is_joined=True,
        links=tuple(printer.links),
        superscripts=tuple(printer.superscripts),
        suppressions=tuple(_printed_places(comments, text, printed)),
    )


def _printed_places(
    comments: Sequence[SuppressionComment], source: str, printed: str
) -> Iterator[SuppressionComment]:
    """Yields the comments at the ends of their lines as these are printed: lines stay as they
    are."""
    if not comments:
        return
    ends = [found.start() for found in re.finditer(r"\n|\Z", printed)]
    line = done = 0
    for one in comments:
        line += source.count("\n", done, one.start)
        done = one.start
        place = ends[min(line, len(ends) - 1)]
        yield SuppressionComment(start=place, end=place, text=one.text)


class _Printer:
    """What has been printed so far: the text in pieces, links to addresses, superscripts."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.links: list[Link] = []
        self.superscripts: list[tuple[int, int]] = []
        self._counters: list[int | None] = []  # of the lists that are open; None: without numbers

    def take(self, source: str) -> None:
        """Print a piece of source."""
        preamble = _PREAMBLE.search(source)
        place = preamble.end() if preamble else 0
        self._print("\n" * source.count("\n", 0, place))
        for token in _TOKEN.finditer(source, place):
            self._print(source[place : token.start()])
            self._token(token)
            place = token.end()
        self._print(source[place:])

    def _print(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def _token(self, token: re.Match[str]) -> None:
        self._print("\n" * token[0].count("\n"))  # before the number of an item
        kind = token.lastgroup or ""
        make = self._MAKERS.get(kind)
        if kind == "item":
            self._item(token["label"])
        elif kind in ("grouped", "letter"):
            letter = token[kind].strip("\\")
            self._print(unicodedata.normalize("NFC", letter + _MARKS[token["accent"]]))
        elif make is not None:
            make(self, token[kind])

    def _begin(self, name: str) -> None:
        self._counters.append(0 if name.startswith("enumerate") else None)

    def _end(self, _name: str) -> None:
        if self._counters:
            self._counters.pop()

    def _item(self, label: str | None) -> None:
        counter = self._counters[-1] if self._counters else None
        if label is None and counter is not None:
            self._counters[-1] = counter + 1
            label = f"{counter + 1}."
        self._print(f"{label} " if label else "")

    def _count(self, number: str) -> None:
        if self._counters and self._counters[-1] is not None:
            self._counters[-1] = int(number)

    def _raised(self, numbers: str) -> None:
        self.superscripts.append((self.length, self.length + len(numbers)))
        self._print(numbers)

    def _address(self, address: str) -> None:
        # The words that are linked follow; the link is one of no length before them.
        self.links.append(
            Link(start=self.length, end=self.length + 1, targets=(_unescaped(address),))
        )

    def _url(self, address: str) -> None:
        self._print(_unescaped(address))

    def _named(self, name: str) -> None:
        printed = _PRINTED.get(name)
        if printed is not None:
            self._print(printed)
        elif name == "par":
            self._print(" ")

    def _sign(self, sign: str) -> None:
        self._print(" " if sign in _BREAKING else sign)

    def _plain(self, signs: str) -> None:
        self._print(_PLAIN.get(signs, ""))

    _MAKERS: Final[dict[str, Callable[[_Printer, str], None]]] = {
        "begin": _begin,
        "end": _end,
        "counter": _count,
        "raised": _raised,
        "address": _address,
        "url": _url,
        "name": _named,
        "sign": _sign,
        "plain": _plain,
    }


def _unescaped(address: str) -> str:
    return re.sub(r"\\([_%&#$~])", r"\1", address)

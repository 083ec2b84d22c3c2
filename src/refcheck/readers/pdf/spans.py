"""The characters of a page, put together to pieces of lines.

PDFium gives the characters in the order in which they are painted, each with its place. A piece is
a stretch of a line that no wide gap parts, with the superscripts next to its words.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from refcheck.readers.pdf.lost_ligatures import LOST, with_ligatures
from refcheck.text.typography import LIGATURES

__all__ = ["FARTHEST", "Piece", "read_pieces"]

FARTHEST: Final = 1e5  # points; what is farther out is a damaged number

# In parts of the size of the type:
_LEVEL: Final = 0.08  # how far the baseline of a run may waver
_BACK: Final = 0.45  # how far a letter may be left of where the one before it began
_OVER: Final = 0.3  # how far an accent may begin from where the letter below it does
_WIDE: Final = 0.85  # a gap that may part columns; words are set 0.2 to 0.6 apart
_CLOSE: Final = 0.13  # below this gap no space is between two runs
_SMALL: Final = 0.88  # type of this size next to other type is raised or lowered type
_RAISED: Final = 0.12
_HIGHEST: Final = 0.75

# Accents that TeX's old fonts set as letters of their own, over the next letter.
_ACCENTS: Final = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
    "ˇ": "\u030c",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "˝": "\u030b",
    "˚": "\u030a",
    "˛": "\u0328",
}
_DOTLESS: Final = {"ı": "i", "ȷ": "j"}
_TRANSLATED: Final = {
    **LIGATURES,
    # Bullets of Word's Symbol and Wingdings
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "•",
    "\uf0fc": "•",
}
_VOWELS: Final = frozenset("aeiouyAEIOUY")
_VOWEL_SHARE: Final = 0.27  # of Latin letters; 0.35 to 0.5 in all languages written so
_HYPHEN: Final = "\x02"  # what PDFium gives for a hyphen that ends a line, if not U+FFFE
_SPACES: Final = frozenset(" \t\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f")
_BREAKS: Final = frozenset("\r\n\x0b\x0c")


@dataclass(slots=True)
class Piece:
    """A stretch of a line: its text, from where to where it reaches, its baseline and its size.

    `xs` is where each character begins. `superscripts` and `links` (start, end, target) are
    offsets in the text.
    """

    text: str
    xs: list[float]
    right: float
    base: float
    size: float
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where the piece begins."""
        return self.xs[0]

    @property
    def width(self) -> float:
        """How wide the piece is."""
        return self.right - self.xs[0]


def read_pieces(
    raw: Any, text: Any, characters: str, box: tuple[float, float, float, float]
) -> list[Piece]:
    """Returns the pieces of a page in the order in which they are painted.

    `raw` is PDFium, `text` its page of text, `characters` one for each that it counts; `box` is
    what can be seen of the page: left, bottom, right, top.
    """
    return _Reader(raw, text, characters, box).pieces()


class _Reader:
    """Puts the characters of a page together to pieces."""

    def __init__(
        self, raw: Any, text: Any, characters: str, box: tuple[float, float, float, float]
    ) -> None:
        self._raw = raw
        self._text = text
        self._characters = characters
        self._box = box
        self._matrix = raw.FS_MATRIX()
        self._loose = raw.FS_RECTF()
        self._turn = self._main_direction()
        self._cos, self._sin = math.cos(self._turn), math.sin(self._turn)

    def pieces(self) -> list[Piece]:
        """Returns the pieces of the page in the order in which they are painted."""
        pieces: list[Piece] = []
        for run in self._runs():
            run = _with_accents(run)
            if not run.text:
                continue
            if run.text in _ACCENTS and any(_crown(piece, run) for piece in pieces[:-4:-1]):
                continue
            if not (pieces and _join(pieces[-1], run)):
                pieces.append(run)
        return pieces

    def _main_direction(self) -> float:
        """Returns the angle at which most of the text runs; pages may be turned."""
        count = len(self._characters)
        angles: Counter[int] = Counter()
        for index in range(0, count, max(1, count // 60)):
            if not self._characters[index].isspace():
                angle = self._angle(index)
                if angle is not None:
                    angles[round(math.degrees(angle))] += 1
        if not angles:
            return 0.0
        best, number = angles.most_common(1)[0]
        return math.radians(best) if number > angles[0] else 0.0

    def _angle(self, index: int) -> float | None:
        """Returns the direction of a character's line; None where it has none. Fills `_matrix`."""
        matrix = self._matrix
        if not self._raw.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix)):
            return None
        a, b = matrix.a, matrix.b
        if not (math.isfinite(a) and math.isfinite(b)) or (a == 0 and b == 0):
            return None
        return math.atan2(b, a)

    def _size(self, index: int) -> float | None:
        """Returns the size of a character that runs in the main direction; None of any other."""
        angle = self._angle(index)
        if angle is None:
            return None
        off = abs(math.remainder(angle - self._turn, math.tau))
        if off > 0.05 and abs(off - math.pi) > 0.05:  # mirrored type is rare, but runs on
            return None
        matrix = self._matrix
        size: float = self._raw.FPDFText_GetFontSize(self._text, index)
        size = abs(size) * math.hypot(matrix.c, matrix.d)
        return size if math.isfinite(size) and 0.5 < size < 2000 else None

    def _right(self, index: int) -> float | None:
        """Where a character ends."""
        loose = self._loose
        if not self._raw.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(loose)):
            return None
        if not self._turn:
            right = loose.right
        else:
            right = max(
                x * self._cos + y * self._sin
                for x in (loose.left, loose.right)
                for y in (loose.bottom, loose.top)
            )
        return right if abs(right) < FARTHEST else None

    def _letters(self) -> Iterator[tuple[int, str, float, float, bool, bool]]:
        """Yields what can be seen of the characters, with their places on the turned page.

        Index, character, x, y, and whether a space and a break are before it.
        """
        text, turn, cos, sin = self._text, self._turn, self._cos, self._sin
        origin = self._raw.FPDFText_GetCharOrigin
        x_value, y_value = ctypes.c_double(), ctypes.c_double()
        x_at, y_at = ctypes.byref(x_value), ctypes.byref(y_value)
        low_x, low_y, high_x, high_y = self._box
        space = broken = False
        for index, character in enumerate(self._characters):
            if character in _SPACES:
                space = True
                continue
            if character in _BREAKS:
                broken = True
                continue
            if not origin(text, index, x_at, y_at):
                continue
            x, y = x_value.value, y_value.value
            if not (low_x <= x <= high_x and low_y <= y <= high_y):
                continue
            if turn:
                x, y = x * cos + y * sin, y * cos - x * sin
            yield index, "-" if character == _HYPHEN else character, x, y, space, broken
            space = broken = False

    def _runs(self) -> Iterator[Piece]:
        """Characters that follow one another on one baseline, in type of one size."""
        run: Piece | None = None
        letters: list[str] = []
        last = -1  # the index of the last character of the run
        last_x = 0.0
        skipped = math.nan  # the height of a line that runs in another direction
        for index, character, x, y, space, broken in self._letters():
            if run is not None:
                size, step = run.size, x - last_x
                if abs(y - run.base) <= _LEVEL * size and step >= -_BACK * size:
                    gap = 0.0
                    if step > 0.9 * size or broken:
                        right = self._right(last)
                        gap = x - right if right is not None else 0.0
                    if gap <= _WIDE * size:
                        if space or (broken and gap > _CLOSE * size):
                            letters.append(" ")
                            run.xs.append(x)
                        letters.append(character)
                        run.xs.append(x)
                        last, last_x = index, x
                        continue
                yield self._finished(run, letters, last)
                run = None
            new_size = self._size(index) if y != skipped else None
            if new_size is None:
                skipped = y
                continue
            run, letters = Piece("", [x], x, y, new_size), [character]
            last, last_x, skipped = index, x, math.nan
        if run is not None:
            yield self._finished(run, letters, last)

    def _finished(self, run: Piece, letters: list[str], last: int) -> Piece:
        if not LOST.isdisjoint(letters):
            letters, run.xs = with_ligatures(letters, run.xs)
        run.text = "".join(letters)
        right = self._right(last)
        run.right = right if right is not None and right > run.xs[-1] else run.xs[-1] + run.size / 2
        return run


def _with_accents(run: Piece) -> Piece:
    """Returns a run without ligatures, invisible characters, and accents set as letters of their
    own."""
    text = run.text
    if text.isascii() and text.isprintable() and "`" not in text:
        return run
    characters = list(zip(text, run.xs, strict=True))
    letters: list[tuple[str, float]] = []
    index = 0
    while index < len(characters):
        character, x = characters[index]
        index += 1
        if character in _ACCENTS:
            # PDFium may see a gap between an accent and the letter below
            below = index + (text[index : index + 1] == " ")
            after = characters[below] if below < len(characters) else None
            letter = _nearest(character, x, letters[-1] if letters else None, after, run.size)
            if letter is not None:
                if letter is after:
                    index = below + 1
                else:
                    letters.pop()
                letters.append((_composed(letter[0], character) or "", min(x, letter[1])))
                continue
        letters += ((letter, x) for letter in _printed(character))
    joined = "".join(letter for letter, _ in letters)
    return Piece(joined, [x for _, x in letters] or run.xs, run.right, run.base, run.size)


def _nearest(
    accent: str,
    x: float,
    before: tuple[str, float] | None,
    after: tuple[str, float] | None,
    size: float,
) -> tuple[str, float] | None:
    """Returns the letter that an accent is over: the one before it or the one after it."""
    near = [
        one
        for one in (before, after)
        if one is not None and abs(one[1] - x) <= _OVER * size and _composed(one[0], accent)
    ]
    return min(near, key=lambda one: abs(one[1] - x), default=None)


def _printed(character: str) -> str:
    """Returns what is printed of a character: the letters of a ligature, nothing of invisible
    ones."""
    letters = _TRANSLATED.get(character, character)
    return letters if letters.isprintable() or letters == "\xad" else ""


def _composed(letter: str, accent: str) -> str | None:
    """Returns a letter with an accent over it; None where there is no such letter."""
    composed = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _ACCENTS[accent])
    return composed if len(composed) == 1 and letter.isalpha() else None


def _join(piece: Piece, run: Piece) -> bool:
    """Add a run to the piece before it, where it goes on with its line."""
    size = max(piece.size, run.size)
    gap = run.left - piece.right
    lift = run.base - piece.base
    if _accented(piece, run, lift):
        return True
    if not -_BACK * size <= gap <= _WIDE * size:
        return False
    start = len(piece.text)
    if abs(lift) <= _LEVEL * size:
        if start and _is_small_raised(piece):
            return False
        piece.size = size
    elif run.size <= _SMALL * piece.size and -0.4 * size <= lift <= _HIGHEST * size:
        if lift > _RAISED * size:
            start += _append(piece, run, gap)
            piece.superscripts.append((start, len(piece.text)))
            return True
    elif piece.size <= _SMALL * run.size and -_HIGHEST * size <= lift <= 0.4 * size:
        if -lift > _RAISED * size:  # a mark before the word that it belongs to
            piece.superscripts.append((0, start))
        piece.base, piece.size = run.base, run.size
    else:
        return False
    _append(piece, run, gap)
    return True


def _is_small_raised(piece: Piece) -> bool:
    return bool(piece.superscripts) and piece.superscripts[0] == (0, len(piece.text))


def _append(piece: Piece, run: Piece, gap: float) -> int:
    """Append a run; how many characters were put between."""
    space = gap > _CLOSE * max(piece.size, run.size)
    if space:
        piece.text += " "
        piece.xs.append(piece.right)
    piece.text += run.text
    piece.xs += run.xs
    piece.right = max(piece.right, run.right)
    return int(space)


def _crown(piece: Piece, accent: Piece) -> bool:
    """Put an accent that was painted afterwards on the letter that it is over."""
    if abs(accent.base - piece.base) > 0.4 * piece.size:
        return False
    reach = 0.25 * piece.size
    if not piece.left - reach <= accent.left <= piece.right:
        return False
    index = min(range(len(piece.xs)), key=lambda n: abs(piece.xs[n] - accent.left))
    composed = _composed(piece.text[index], accent.text)
    if composed is None or abs(piece.xs[index] - accent.left) > reach:
        return False
    piece.text = piece.text[:index] + composed + piece.text[index + 1 :]
    return True


def _accented(piece: Piece, run: Piece, lift: float) -> bool:
    """Put an accent and the letter below it together, where they are in two runs."""
    size = max(piece.size, run.size)
    if piece.text[-1] not in _ACCENTS or abs(lift) > 0.4 * size:
        return False
    composed = _composed(run.text[0], piece.text[-1])
    if composed is None or abs(run.left - piece.xs[-1]) > _OVER * size:
        return False
    piece.text = piece.text[:-1] + composed + run.text[1:]
    piece.xs[-1:] = [min(run.left, piece.xs[-1]), *run.xs[1:]]
    piece.base, piece.right = run.base, run.right
    return True

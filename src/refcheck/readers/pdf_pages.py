"""The pages of a PDF as PDFium gives them: pieces of lines with their place on the page.

The only module that knows pypdfium2. A page comes as characters in the order in which it is
painted; they are put together to pieces, one for each stretch of a line that no wide gap parts.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from refcheck.errors import InputError

__all__ = ["Goal", "Page", "PdfFile", "Piece", "open_pdf"]

_MISSING: Final = "reading PDF needs the extra: pip install 'refcheck-biblio[pdf]'"

# A page of a journal has 6,000 characters and 20 links; a map or a plot may have far more.
_MOST_CHARACTERS: Final = 100_000
_MOST_LINKS: Final = 2_000
_FARTHEST: Final = 1e5  # points; what lies farther out is a damaged number
_ADDRESS_LENGTH: Final = 2_000

# In parts of the size of the type:
_LEVEL: Final = 0.08  # how far the baseline of a run may waver
_BACK: Final = 0.45  # how far a letter may stand left of where the one before it began
_WIDE: Final = 0.85  # a gap that may part columns; words are set 0.2 to 0.6 apart
_CLOSE: Final = 0.13  # below this gap no space is between two runs
_SMALL: Final = 0.88  # type of this size beside other type is raised or lowered type
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
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_VOWELS: Final = frozenset("aeiouyAEIOUY")
_VOWEL_SHARE: Final = 0.27  # of Latin letters; 0.35 to 0.5 in all languages written so
# What TeX's fonts hold at the codes of control characters, where a PDF does not say it: in the old
# encoding (OT1) and in the newer one (T1). Both have the ligatures of f, at other places.
_OLD_TEX: Final = dict(
    zip(
        map(chr, (11, 12, 13, 14, 15, 16, *range(18, 32))),
        "ﬀﬁﬂﬃﬄı`´ˇ˘¯˚¸ßæœøÆŒØ",
        strict=True,
    )
)
_NEW_TEX: Final = dict(
    zip(
        map(chr, (*range(13, 23), 25, *range(27, 32))),
        "‚‹›“”„«»–—ıﬀﬁﬂﬃﬄ",
        strict=True,
    )
)
_HYPHENS: Final = {"\x02", "\ufffe"}  # what PDFium gives for a hyphen that ends a line
_SPACES: Final = frozenset(" \t\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f")
_BREAKS: Final = frozenset("\r\n\x0b\x0c")


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a link within the document leads: a page (from 0), and a place on it if it says one."""

    page: int
    left: float | None
    top: float | None

    @property
    def id(self) -> str:
        """A name for the place, the same for all links that lead there."""
        place = "".join(f",{round(x)}" for x in (self.left, self.top) if x is not None)
        return f"page{self.page + 1}{place}"


@dataclass(slots=True)
class Piece:
    """A stretch of a line: its text, from where to where it reaches, its baseline and its size.

    `xs` is where each character begins. `raised` and `links` (start, end, target) are offsets in
    the text.
    """

    text: str
    xs: list[float]
    right: float
    base: float
    size: float
    raised: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where the piece begins."""
        return self.xs[0]

    @property
    def width(self) -> float:
        """How wide the piece is."""
        return self.right - self.xs[0]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds. `unreadable` counts the characters that have no Unicode value."""

    pieces: list[Piece]
    characters: int = 0
    unreadable: int = 0
    images: bool = False


class PdfFile:
    """An open PDF. `goals` grows page by page: where its links lead."""

    def __init__(self, pdfium: Any, document: Any) -> None:
        self._pdfium = pdfium
        self._raw = pdfium.raw
        self._document = document
        self.goals: set[Goal] = set()

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> Page:
        """Read a page (from 0); an empty one where it is damaged."""
        try:
            page = self._document[number]
        except self._pdfium.PdfiumError:
            return Page([])
        try:
            text = page.get_textpage()
        except self._pdfium.PdfiumError:
            page.close()
            return Page([])
        try:
            return self._read(page, text)
        finally:
            text.close()
            page.close()

    def _read(self, page: Any, text: Any) -> Page:
        raw = self._raw
        count = min(raw.FPDFText_CountChars(text.raw), _MOST_CHARACTERS)
        if count <= 0:
            return Page([], images=raw.FPDFPage_CountObjects(page.raw) > 0)
        characters = self._characters(text, count)
        unreadable = sum(map(_is_unreadable, characters))
        if unreadable:
            characters = self._with_ligatures(text, characters)
        pieces = _Reader(raw, text.raw, characters, self._box(page)).pieces()
        if unreadable * 10 < count and not _looks_written(characters):
            probe = range(0, count, max(1, count // 40))
            bad = sum(raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1 for i in probe)
            unreadable = max(unreadable, bad * count // len(probe))
        self._mark_links(page, pieces)
        return Page(pieces, count, unreadable)

    def _characters(self, text: Any, count: int) -> str:
        """The characters of a page, one for each that PDFium counts."""
        raw = self._raw
        buffer = (ctypes.c_ushort * (count + 2))()
        written = raw.FPDFText_GetText(text.raw, 0, count, buffer)
        if written == count + 1:
            found = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
            if len(found) == count:
                return found
        codes = (raw.FPDFText_GetUnicode(text.raw, i) for i in range(count))
        return "".join(
            chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            for code in codes
        )

    def _with_ligatures(self, text: Any, characters: str) -> str:
        """The characters with those that TeX's fonts hold at the codes of control characters.

        Each becomes one character: ligatures become those of Unicode.
        """
        codes = {
            index: character
            for index, character in enumerate(characters)
            if "\x0b" <= character < " " and self._raw.FPDFText_IsGenerated(text.raw, index) == 0
        }
        held = set(codes.values())
        if not held & set("\x0b\x0c\x0e\x0f\x15\x1b\x1c\x1d\x1e"):
            return characters
        table = _OLD_TEX if held & set("\x0b\x0c\x0e") else _NEW_TEX
        letters = list(characters)
        for index, code in codes.items():
            letters[index] = table.get(code, code)
        return "".join(letters)

    def _box(self, page: Any) -> tuple[float, float, float, float]:
        """What a reader sees of the page: left, bottom, right, top."""
        try:
            left, bottom, right, top = page.get_bbox()
        except self._pdfium.PdfiumError:
            return (-_FARTHEST, -_FARTHEST, _FARTHEST, _FARTHEST)
        if not (right - left > 20 and top - bottom > 20):
            return (-_FARTHEST, -_FARTHEST, _FARTHEST, _FARTHEST)
        return (left - 1, bottom - 1, right + 1, top + 1)

    # --- links --------------------------------------------------------------------------------

    def _mark_links(self, page: Any, pieces: Sequence[Piece]) -> None:
        for left, bottom, right, top, target in self._links(page):
            for piece in pieces:
                if not (bottom - 1 <= piece.base + 0.25 * piece.size <= top + 1):
                    continue
                if piece.right < left or piece.left > right:
                    continue
                inside = [
                    n
                    for n, x in enumerate(piece.xs)
                    if left - 0.2 * piece.size <= x < right - 0.1 * piece.size
                ]
                if inside:
                    piece.links.append((inside[0], inside[-1] + 1, target))

    def _links(self, page: Any) -> Iterator[tuple[float, float, float, float, str]]:
        raw = self._raw
        position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        for _ in range(_MOST_LINKS):
            if not raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
                break
            if not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
                continue
            target = self._target(link)
            if target:
                low, high = sorted((box.bottom, box.top))
                yield box.left, low, box.right, high, target

    def _target(self, link: Any) -> str | None:
        raw, document = self._raw, self._document.raw
        goal = raw.FPDFLink_GetDest(document, link)
        if not goal:
            action = raw.FPDFLink_GetAction(link)
            if not action:
                return None
            kind = raw.FPDFAction_GetType(action)
            if kind == raw.PDFACTION_URI:
                return self._address(action)
            goal = raw.FPDFAction_GetDest(document, action) if kind == raw.PDFACTION_GOTO else None
        return self._goal(goal) if goal else None

    def _address(self, action: Any) -> str | None:
        buffer = ctypes.create_string_buffer(_ADDRESS_LENGTH)
        size = self._raw.FPDFAction_GetURIPath(self._document.raw, action, buffer, _ADDRESS_LENGTH)
        if not 0 < size <= _ADDRESS_LENGTH:
            return None
        address = buffer.value.decode("utf-8", errors="replace").strip()
        return address if address.startswith(("http:", "https:", "doi:")) else None

    def _goal(self, destination: Any) -> str | None:
        raw = self._raw
        page = raw.FPDFDest_GetDestPageIndex(self._document.raw, destination)
        if page < 0:
            return None
        has_x, has_y, has_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        known = raw.FPDFDest_GetLocationInPage(
            destination, *[ctypes.byref(one) for one in (has_x, has_y, has_zoom, x, y, zoom)]
        )
        goal = Goal(
            page,
            x.value if known and has_x.value and math.isfinite(x.value) else None,
            y.value if known and has_y.value and math.isfinite(y.value) else None,
        )
        self.goals.add(goal)
        return goal.id


@contextmanager
def open_pdf(path: str, content: bytes) -> Iterator[PdfFile]:
    """Open a PDF; everything is closed in the end. Raises `InputError`."""
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError:
        raise InputError(path, _MISSING) from None
    raw = pypdfium2.raw
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise InputError(path, "is protected by a password") from None
        if code == raw.FPDF_ERR_SECURITY:
            raise InputError(path, "is encrypted in a way that cannot be read") from None
        raise InputError(path, "is a damaged PDF") from None
    try:
        yield PdfFile(pypdfium2, document)
    finally:
        document.close()


def _is_unreadable(character: str) -> bool:
    """Whether a character says nothing: no Unicode value, or one for private use."""
    code = ord(character)
    if 0x20 <= code < 0x80:
        return False
    return (
        code in {0xFFFD, 0x7F}
        or 0xE000 <= code < 0xF900
        or (code < 0x20 and code not in {2, 9, 10, 11, 12, 13})
        or 0x80 <= code < 0xA0
    )


def _looks_written(characters: str) -> bool:
    """Whether the letters of a page may be words; fonts without a key give "7KLV LV D WHVW"."""
    letters = [c for c in characters if c.isalpha()]
    if len(letters) < 0.5 * len(characters.replace(" ", "")):
        return False
    latin = [c for c in letters if c < "\u0250"]
    vowels = sum(c in _VOWELS or c >= "\x80" for c in latin)
    return vowels >= _VOWEL_SHARE * len(latin)


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
        """The pieces of the page in the order in which they are painted."""
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
        """The angle at which most of the text runs; pages may be turned."""
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
        """The direction of a character's line; None where it has none. Fills `_matrix`."""
        matrix = self._matrix
        if not self._raw.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix)):
            return None
        a, b = matrix.a, matrix.b
        if not (math.isfinite(a) and math.isfinite(b)) or (a == 0 and b == 0):
            return None
        return math.atan2(b, a)

    def _size(self, index: int) -> float | None:
        """The size of a character that runs in the main direction; None of any other."""
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
        return right if abs(right) < _FARTHEST else None

    def _runs(self) -> Iterator[Piece]:
        """Characters that follow one another on one baseline, in type of one size."""
        raw, text, turn = self._raw, self._text, self._turn
        origin = raw.FPDFText_GetCharOrigin
        x_value, y_value = ctypes.c_double(), ctypes.c_double()
        x_at, y_at = ctypes.byref(x_value), ctypes.byref(y_value)
        low_x, low_y, high_x, high_y = self._box
        run: Piece | None = None
        letters: list[str] = []
        last = -1  # the index of the last character of the run
        last_x = 0.0
        space = broken = skip = False
        skipped_y = math.nan
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
                x, y = x * self._cos + y * self._sin, y * self._cos - x * self._sin
            if character in _HYPHENS:
                character = "-"
            if run is not None:
                size = run.size
                step = x - last_x
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
                        space = broken = False
                        continue
                yield self._finished(run, letters, last)
                run = None
            elif skip and y == skipped_y:
                continue
            new_size = self._size(index)
            skip = new_size is None
            if new_size is None:
                skipped_y = y
                continue
            run = Piece("", [x], x, y, new_size)
            letters = [character]
            last, last_x = index, x
            space = broken = False
        if run is not None:
            yield self._finished(run, letters, last)

    def _finished(self, run: Piece, letters: list[str], last: int) -> Piece:
        run.text = "".join(letters)
        right = self._right(last)
        run.right = right if right is not None and right > run.xs[-1] else run.xs[-1] + run.size / 2
        return run


def _with_accents(run: Piece) -> Piece:
    """A run without ligatures, invisible characters, and accents set as letters of their own."""
    text = run.text
    if text.isascii() and text.isprintable() and "`" not in text:
        return run
    letters: list[str] = []
    xs: list[float] = []
    accent: tuple[str, float] | None = None
    for character, x in zip(text, run.xs, strict=True):
        if accent is not None:
            composed = _composed(character, accent[0])
            if composed and abs(x - accent[1]) <= _BACK * run.size:
                letters.append(composed)
                xs.append(min(x, accent[1]))
                accent = None
                continue
            if character == " " and letters:  # PDFium sees a gap before the letter below
                continue
            letters.append(accent[0])
            xs.append(accent[1])
            accent = None
        if character in _ACCENTS:
            accent = (character, x)
            continue
        for letter in _TRANSLATED.get(character, character):
            if letter.isprintable() or letter == "\xad":
                letters.append(letter)
                xs.append(x)
    if accent is not None:
        letters.append(accent[0])
        xs.append(accent[1])
    if not letters:
        return Piece("", run.xs, run.right, run.base, run.size)
    return Piece("".join(letters), xs, run.right, run.base, run.size)


def _composed(letter: str, accent: str) -> str | None:
    """A letter with an accent over it; None where there is no such letter."""
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
            piece.raised.append((start, len(piece.text)))
            return True
    elif piece.size <= _SMALL * run.size and -_HIGHEST * size <= lift <= 0.4 * size:
        if -lift > _RAISED * size:  # a mark before the word that it belongs to
            piece.raised.append((0, start))
        piece.base, piece.size = run.base, run.size
    else:
        return False
    _append(piece, run, gap)
    return True


def _is_small_raised(piece: Piece) -> bool:
    return bool(piece.raised) and piece.raised[0] == (0, len(piece.text))


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
    """Put an accent that was painted afterwards on the letter that it stands over."""
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
    """Put an accent and the letter below it together, where they stand in two runs."""
    size = max(piece.size, run.size)
    if abs(lift) > 0.4 * size or run.left - piece.right > 0.1 * size:
        return False
    if piece.text[-1] in _ACCENTS and abs(run.left - piece.xs[-1]) <= _BACK * size:
        composed = _composed(run.text[0], piece.text[-1])
        if composed:
            x = min(run.left, piece.xs[-1])
            piece.text = piece.text[:-1] + composed + run.text[1:]
            piece.xs[-1:] = [x, *run.xs[1:]]
            piece.base, piece.right = run.base, run.right
            return True
    if run.text[0] in _ACCENTS and abs(run.left - piece.xs[-1]) <= _BACK * size:
        composed = _composed(piece.text[-1], run.text[0])
        if composed:
            piece.text = piece.text[:-1] + composed + run.text[1:]
            piece.xs += run.xs[1:]
            piece.right = max(piece.right, run.right)
            return True
    return False

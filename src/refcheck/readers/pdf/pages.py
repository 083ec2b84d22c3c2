"""The pages of a PDF as PDFium gives them: pieces of lines with their place on the page, and links.

The only module that opens PDFium.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from refcheck.errors import InputError
from refcheck.frozen import dataclass
from refcheck.readers.pdf.spans import FARTHEST, Piece, read_pieces

__all__ = ["Goal", "Page", "PdfFile", "open_pdf"]

# A page of a journal has 6,000 characters and 20 links; a map or a plot may have far more.
_MOST_CHARACTERS: Final = 100_000
_MOST_LINKS: Final = 2_000
_ADDRESS_LENGTH: Final = 2_000

_VOWELS: Final = frozenset("aeiouyAEIOUY")
_VOWEL_SHARE: Final = 0.27  # of Latin letters; 0.35 to 0.5 in all languages written so
# What TeX's fonts have at the codes of control characters, where a PDF does not say it: in the old
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


@dataclass(frozen=True, slots=True)
class Page:
    """What one page has. `unreadable` counts the characters that have no Unicode value."""

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
        pieces = read_pieces(raw, text.raw, characters, self._box(page))
        if unreadable * 10 < count and not _looks_written(characters):
            probe = range(0, count, max(1, count // 40))
            bad = sum(raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1 for i in probe)
            unreadable = max(unreadable, bad * count // len(probe))
        self._mark_links(page, pieces)
        return Page(pieces, count, unreadable)

    def _characters(self, text: Any, count: int) -> str:
        """Returns the characters of a page, one for each that PDFium counts."""
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
        """Returns the characters with those that TeX's fonts have at the codes of control
        characters.

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
        """Returns what a reader sees of the page: left, bottom, right, top."""
        try:
            left, bottom, right, top = page.get_bbox()
        except self._pdfium.PdfiumError:
            return (-FARTHEST, -FARTHEST, FARTHEST, FARTHEST)
        if not (right - left > 20 and top - bottom > 20):
            return (-FARTHEST, -FARTHEST, FARTHEST, FARTHEST)
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
                    if left - 0.1 * piece.size <= x < right - 0.2 * piece.size
                    and piece.text[n] != " "
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
    import pypdfium2
    import pypdfium2.raw

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
    """Returns whether a character says nothing: no Unicode value, or one for private use."""
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
    """Returns whether the letters of a page may be words; fonts without a key give "7KLV LV D
    WHVW"."""
    letters = [c for c in characters if c.isalpha()]
    if len(letters) < 0.5 * len(characters.replace(" ", "")):
        return False
    latin = [c for c in letters if c < "\u0250"]
    vowels = sum(c in _VOWELS or c >= "\x80" for c in latin)
    return vowels >= _VOWEL_SHARE * len(latin)

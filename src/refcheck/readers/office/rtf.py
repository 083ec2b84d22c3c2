"""RTF: paragraphs, lists, tables, notes and links, without the commands around them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from refcheck.errors import InputError
from refcheck.frozen import dataclass
from refcheck.model.document import Document, Places
from refcheck.readers.office.paragraphs import Paragraph, write
from refcheck.readers.office.rtf_control_words import CHARACTERS, CHARSETS, SKIPPED, SYMBOLS

__all__ = ["read_rtf"]

# Pictures and embedded files are written as digits, and are no text.
_DIGITS: Final = re.compile(rb"[0-9a-fA-F\r\n]{200,}")
_BINARY: Final = re.compile(rb"\\bin(\d{1,9}) ?")
_MAX_COMMANDS: Final = 15_000_000  # bytes without pictures; a long book has a third
_MOST_FIELDS: Final = 50  # fields within fields
_MAX_PARAGRAPHS: Final = 300_000
_DEEPEST: Final = 5_000  # groups within groups
_TOKEN: Final = re.compile(
    r"\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9A-Fa-f]{2})"
    r"|(?P<sign>[^A-Za-z]))|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.S,
)
_ADDRESS: Final = re.compile(
    r"HYPERLINK\s+(?:\"(?P<address>[^\"]{1,2000})\"|(?P<bare>[^\s\\\"]{1,2000}))?"
)
_LOCAL: Final = re.compile(r"\\l\s+\"([^\"]{1,200})\"")
_FONT: Final = "fonttbl"
_NO_HALF: Final = 0xDBBF  # with it any second half makes an unassigned character
_LABEL: Final = frozenset({"listtext", "pntext"})
_CAPTURED: Final = frozenset({"fldinst", "bkmkstart"})


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    group: str = ""  # the destination that the text goes to; "" for the document
    superscript: bool = False
    hidden: bool = False
    font: int = -1
    skip: int = 1  # characters that stand for a \\u where Unicode is not known
    item: bool = False
    cell: bool = False


class _Reader:
    """Reads the tokens of one file into paragraphs."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.paragraphs: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self._paragraph = Paragraph("")
        self._state = _State()
        self._stack: list[_State] = []
        self._fields: list[tuple[int, Paragraph, int, str]] = []  # depth, where it began, its code
        self._outer: list[tuple[int, Paragraph]] = []  # depth, and the paragraph of a note's mark
        self._captured = ""
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._defined = -1  # the font of the table that is being read
        self._bytes = bytearray()
        self._left = 0  # characters to pass over after a \u
        self._starred = False
        self._note = 0
        self._cell = False
        self._half = _NO_HALF  # the first half of a character beyond U+FFFF

    def read(self, text: str) -> None:
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind == "byte":
                self._byte(int(token["byte"], 16))
                continue
            if self._bytes:
                self._flush()
            if kind == "text":
                self._text(token["text"])
            elif kind == "brace":
                self._left = 0
                if token["brace"] == "{":
                    self._open()
                elif not self._close():
                    break
            elif kind == "sign":
                self._sign(token["sign"])
            else:
                number = token["number"]
                self._command(token["word"], int(number) if number else None)
        self._flush()
        while self._stack:
            self._close()
        self._end_paragraph()

    # --- groups -----------------------------------------------------------------------------

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise InputError(self._path, "is RTF that is nested too deeply")
        self._stack.append(self._state)
        self._starred = False

    def _close(self) -> bool:
        """End a group; whether the document goes on."""
        depth = len(self._stack)
        if not depth:
            return False
        ended, self._state = self._state, self._stack.pop()
        if ended.group != self._state.group:
            self._end_group(ended.group)
        if self._fields and self._fields[-1][0] == depth:
            self._end_field()
        if self._outer and self._outer[-1][0] == depth:
            self._end_note()
        return depth > 1

    def _end_group(self, group: str) -> None:
        if group == "fldinst" and self._fields:
            depth, paragraph, start, _ = self._fields[-1]
            self._fields[-1] = (depth, paragraph, start, self._captured)
        elif group == "bkmkstart":
            self._paragraph.anchors.append((self._paragraph.length, self._captured.strip()))
        elif group in _LABEL:
            label = self._captured.replace("\t", " ")
            self._paragraph.label = f"{label.strip()} " if label.strip() else ""
            self._paragraph.item = True
        self._captured = ""

    def _end_field(self) -> None:
        _, paragraph, start, code = self._fields.pop()
        if paragraph is not self._paragraph:
            return
        found = _ADDRESS.search(code)
        if found is None:
            return
        local = _LOCAL.search(code)
        target = local[1] if local else found["address"] or found["bare"]
        if target:
            paragraph.link(start, (target,))

    def _begin_note(self) -> None:
        """Read a note apart; its text is at the end of the document."""
        self._outer.append((len(self._stack), self._paragraph))
        self._state = replace(self._state, superscript=False)
        self._paragraph = Paragraph("", label=f"{self._note} ", item=True)
        self._paragraph.anchors.append((0, f"note-{self._note}"))

    def _end_note(self) -> None:
        note = self._paragraph
        _, self._paragraph = self._outer.pop()
        self.notes.append(note)

    # --- commands ---------------------------------------------------------------------------

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._command("par", None)
        else:
            self._say(SYMBOLS.get(sign, ""))

    def _command(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u":
            self._unicode(number or 0)
            return
        self._left = 0
        if word in SKIPPED or word in _LABEL or word in _CAPTURED:
            self._enter(word)
        elif word in {"footnote", "field"} and self._may_begin():
            self._begin(word)
        elif starred and word not in {"shppict", "ud", "objattph", "pnseclvl"}:
            self._enter("unknown")
        elif self._state.group == _FONT:
            self._define_font(word, number)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif not self._break(word):
            self._format(word, number)

    def _enter(self, group: str) -> None:
        if self._state.group in {"", "fldinst"} or group == _FONT:
            self._state = replace(self._state, group=group)
            self._captured = "" if group != "fldinst" else self._captured

    def _may_begin(self) -> bool:
        return not self._state.group and len(self._fields) < _MOST_FIELDS

    def _begin(self, word: str) -> None:
        if word == "field":
            self._fields.append((len(self._stack), self._paragraph, self._paragraph.length, ""))
        elif not self._outer:
            self._begin_note()

    def _break(self, word: str) -> bool:
        """End a paragraph, line or cell; whether the command does."""
        if self._state.group or self._state.hidden:
            return word in {"par", "line", "cell", "row"}
        match word:
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "row" | "nestrow":
                self._cell = False
            case "cell" | "nestcell":
                self._end_paragraph(cell=True)
            case "line" | "lbr":
                self._paragraph.line_break()
            case "chftn":
                self._mark_note()
            case _:
                return False
        return True

    def _format(self, word: str, number: int | None) -> None:
        on = number != 0
        match word:
            case "super":
                self._state = replace(self._state, superscript=on)
            case "nosupersub" | "sub":
                self._state = replace(self._state, superscript=False)
            case "up":
                self._state = replace(self._state, superscript=bool(number))
            case "plain":
                self._state = replace(self._state, superscript=False, hidden=False)
            case "v" | "deleted":
                self._state = replace(self._state, hidden=on)
            case "f":
                self._state = replace(self._state, font=number or 0)
            case "uc":
                self._state = replace(self._state, skip=max(number or 0, 0))
            case "ansicpg":
                self._codepage = f"cp{number}"
            case "mac":
                self._codepage = "mac-roman"
            case _:
                pass

    def _define_font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._defined = number or 0
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._defined] = CHARSETS[number]

    def _mark_note(self) -> None:
        """The number of a note that Word counts, in the text and before the note itself."""
        if self._outer:
            return  # the note has its number as label
        self._note += 1
        paragraph = self._paragraph
        start = paragraph.length
        paragraph.add(str(self._note), superscript=True)
        paragraph.link(start, (f"note-{self._note}",))

    # --- characters -------------------------------------------------------------------------

    def _byte(self, value: int) -> None:
        if self._left:
            self._left -= 1
        elif not self._is_skipped():
            self._bytes.append(value)

    def _flush(self) -> None:
        if not self._bytes:
            return
        encoding = self._fonts.get(self._state.font, self._codepage)
        try:
            text = self._bytes.decode(encoding, errors="replace")
        except LookupError:
            text = self._bytes.decode("cp1252", errors="replace")
        self._bytes.clear()
        self._write(text)

    def _unicode(self, number: int) -> None:
        self._left = self._state.skip
        if self._is_skipped():
            return
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:  # a character beyond U+FFFF comes in two halves
            self._half = code
        elif 0xDC00 <= code < 0xE000:
            self._write(chr(0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00))
            self._half = _NO_HALF
        elif code >= 32:
            self._write(chr(code))

    def _text(self, text: str) -> None:
        if self._left:
            passed = min(self._left, len(text))
            self._left -= passed
            text = text[passed:]
        # 8-bit text, which RTF does not know but programs write.
        self._say(text if text.isascii() else self._eight_bit(text))

    def _say(self, text: str) -> None:
        if text and not self._is_skipped():
            self._write(text)

    def _eight_bit(self, text: str) -> str:
        encoding = self._fonts.get(self._state.font, self._codepage)
        try:
            return text.encode("latin-1").decode(encoding, errors="replace")
        except LookupError:
            return text

    def _is_skipped(self) -> bool:
        group = self._state.group
        return self._state.hidden or bool(group and group not in _LABEL and group not in _CAPTURED)

    def _write(self, text: str) -> None:
        if self._state.group:
            self._captured += text
            return
        if self._paragraph.label and not self._paragraph.length:  # "1 ", and the space after it
            text = text.lstrip(" ")
        self._paragraph.add(text, superscript=self._state.superscript)

    def _end_paragraph(self, *, cell: bool = False) -> None:
        if self._outer:  # a note of several paragraphs
            self._paragraph.line_break()
            return
        self._paragraph.cell = self._cell
        self._paragraph.item = self._paragraph.item or cell
        self._cell = cell
        self.paragraphs.append(self._paragraph)
        self._paragraph = Paragraph("")
        self._fields = [
            (depth, self._paragraph, 0, code) for depth, _paragraph, _start, code in self._fields
        ]


def _without_binary(content: bytes) -> bytes:
    """Returns the file without the bytes that it has as they are: braces in them close no
    group."""
    pieces: list[bytes] = []
    begin = 0
    for found in _BINARY.finditer(content):
        if found.start() >= begin:
            pieces.append(content[begin : found.start()])
            begin = found.end() + int(found[1])
    return b"".join([*pieces, content[begin:]])


def read_rtf(path: str, content: bytes) -> Document:
    """Read an RTF file. Raises `InputError` where it is too large or nested too deeply."""
    body = _DIGITS.sub(b"", _without_binary(content))
    if len(body) > _MAX_COMMANDS:
        raise InputError(path, f"holds more than {_MAX_COMMANDS // 1_000_000} MB of RTF")
    if body.count(b"\\par") + body.count(b"\\cell") > _MAX_PARAGRAPHS:
        raise InputError(path, f"holds more than {_MAX_PARAGRAPHS:,} paragraphs")
    reader = _Reader(path)
    reader.read(body.decode("latin-1"))
    text = write([*reader.paragraphs, *reader.notes])
    text.places = Places()
    return text.document(path)

"""Text as LaTeX, and back; the only importer of pylatexenc.

pylatexenc's encoder and decoder disagree on some hundred characters (the encoder writes `"` as
`''`, which its decoder reads as `”`; `ű` loses an accent). So every character is tried once: it is
written as LaTeX only where the decoder gives it back, and stays as it is otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from refcheck.text.patterns import lazy_regex
from refcheck.text.typography import without_controls

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexencode import UnicodeToLatexEncoder

__all__ = ["clean", "decode", "decode_verbatim", "encode", "encode_verbatim"]

# What LaTeX itself reads, written so that BibTeX, Biber, bibtexparser and pylatexenc agree:
# BibTeX counts the brace in `\{`, and pylatexenc reads `\textasciicircum` as another character.
_SPECIAL = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"{\ensuremath{\lbrace}}",
    "}": r"{\ensuremath{\rbrace}}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\string^}",
    "<": r"{\ensuremath{<}}",
    ">": r"{\ensuremath{>}}",
    "|": r"{\ensuremath{|}}",
}
# Two characters that TeX fonts would join into another: `--` is a dash, `''` a quotation mark.
_LIGATURE = lazy_regex(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)|(?<=,)(?=,)")
# The accents of LaTeX, by the combining mark that they stand for.
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
_ASCII_UNIT = lazy_regex(r"[&%$#_{}\\~^<>|]")
_UNIT = lazy_regex(r"[A-Za-z][\u0300-\u036f]+|[&%$#_{}\\~^<>|]|[^\x00-\x7f]")
# "10⁻⁶ H₂O"; the forms with braces around them are only written here.
_RAISED = lazy_regex(r"\{\\text(super|sub)script\{([^\s{}\\])\}\}")
_SPACES = lazy_regex(r" {2,}")
_LATEX = lazy_regex(r"[\\{}$~%]|--|''|``|[?!]`")

# LaTeX in which braces alone mean anything: most titles are, and pylatexenc takes its time.
_ONLY_BRACES = lazy_regex(r"(?:[^\\$~%&#_^\-'`!?]|-(?!-)|'(?!')|`(?!`)|[!?](?!`))*")

# No value is longer; pylatexenc would take seconds, and more than in proportion.
_LONGEST = 50_000
_COMMAND = lazy_regex(r"\\[A-Za-z@]{1,40}\*?\s{0,3}|\\(?=[&%$#_])|[{}]")

# Identifiers and addresses are written as they are; only what would cut a value short is not.
_VERBATIM = {char: _SPECIAL[char] for char in "{}\\"}
_VERBATIM_BACK = {written: char for char, written in _VERBATIM.items()}
# Other programs escape these in addresses ("10.1000/a\_b").
_VERBATIM_BACK |= {f"\\{char}": char for char in "_%&#$"}
_VERBATIM_WRITTEN = lazy_regex("|".join(re.escape(written) for written in _VERBATIM_BACK))


def clean(text: str) -> str:
    """Returns the form that is carried: NFC, one line, no controls, nothing that cannot be seen."""
    text = unicodedata.normalize("NFC", without_controls(text))
    return _SPACES.sub(" ", text).strip(" ")


def encode(text: str, *, unicode: bool = False) -> str:
    """Clean text as LaTeX, with balanced braces; `unicode` leaves all but LaTeX's own characters.

    >>> encode("Müller & Søn, 5 %")
    'M{\\\\"u}ller \\\\& S{\\\\o}n, 5 \\\\%'
    """
    text = _LIGATURE.sub("\0", text)  # `{}` itself would be encoded
    if unicode:
        text = _ASCII_UNIT.sub(lambda match: _SPECIAL[match[0]], text)
    else:
        text = _UNIT.sub(lambda match: _unit(match[0]), text)
    return text.replace("\0", "{}")


def decode(text: str) -> str:
    """LaTeX as clean text; what cannot be read as LaTeX loses its braces only."""
    if _ONLY_BRACES.fullmatch(text):
        text = text.replace("{", "").replace("}", "")
    elif len(text) > _LONGEST:
        text = _COMMAND.sub("", text)
    elif _LATEX.search(text):
        try:
            text = _RAISED.sub(lambda match: _raised().get(match[0], match[2]), text)
            text = _decoder().latex_to_text(text)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # what pylatexenc raises for commands that lack their arguments
            text = text.replace("{", "").replace("}", "")
    return clean(text)


def encode_verbatim(text: str) -> str:
    """Returns an identifier, address or number, with balanced braces and no backslash of its
    own."""
    if "\\" not in text and _balanced(text):
        return text
    return "".join(_VERBATIM.get(char, char) for char in text)


def decode_verbatim(text: str) -> str:
    """Returns what `encode_verbatim` was given."""
    return clean(_VERBATIM_WRITTEN.sub(lambda match: _VERBATIM_BACK[match[0]], text))


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=4096)
def _unit(char: str) -> str:
    """Returns one character, or a letter with its combining marks, as LaTeX."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    written = char if len(char) > 1 else _if_read_back(char, _encoder().unicode_to_latex(char))
    if written == char:
        written = _lowered().get(char) or _if_read_back(char, _accented(char))
    return written


@cache
def _lowered() -> dict[str, str]:
    """Raised and lowered characters as LaTeX: `₂` is `{\\textsubscript{2}}`.

    Those of Unicode's blocks of such letters and numbers that stand for one character of ASCII.
    """
    written = {}
    for char in map(chr, (*range(0x02B0, 0x0300), *range(0x1D2C, 0x1D6B), *range(0x2070, 0x20A0))):
        kind, _, code = unicodedata.decomposition(char).partition(" ")
        plain = chr(int(code, 16)).replace("\u2212", "-") if kind in ("<super>", "<sub>") else ""
        if len(plain) == 1 and plain.isascii() and plain.isprintable() and plain not in _SPECIAL:
            written[char] = f"{{\\text{kind[1:-1]}script{{{plain}}}}}"
    return written


@cache
def _raised() -> dict[str, str]:
    return {written: char for char, written in _lowered().items()}


def _accented(char: str) -> str:
    """Returns a letter with one or more accents: `ễ` is `{\\~{\\^{e}}}`."""
    decomposed = unicodedata.normalize("NFD", char)
    letter, marks = decomposed[0], decomposed[1:]
    if not letter.isascii() or not all(mark in _ACCENTS for mark in marks):
        return char
    for mark in marks:
        letter = f"\\{_ACCENTS[mark]}{{{letter}}}"
    return f"{{{letter}}}"


def _if_read_back(char: str, written: str) -> str:
    return written if _decoder().latex_to_text(f"x{written}y") == f"x{char}y" else char


@cache
def _encoder() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )


@cache
def _decoder() -> LatexNodes2Text:
    import logging

    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    context = get_default_latex_context_db()
    context.add_context_category(
        "refcheck",
        prepend=True,
        macros=[  # missing in pylatexenc, frequent in files of other programs
            MacroTextSpec("textbraceleft", simplify_repl="{"),
            MacroTextSpec("textbraceright", simplify_repl="}"),
            MacroTextSpec("textasciicircum", simplify_repl="^"),
            MacroTextSpec("textbar", simplify_repl="|"),
            MacroTextSpec("textless", simplify_repl="<"),
            MacroTextSpec("textgreater", simplify_repl=">"),
            MacroTextSpec("url", simplify_repl="%s"),
        ],
    )
    return LatexNodes2Text(latex_context=context, math_mode="text", keep_comments=False)

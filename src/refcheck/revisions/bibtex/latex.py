"""Text as a .bib file writes it: accents as LaTeX's commands or as letters, in braces or not."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import Final

from refcheck.formats.bibtex.latex import encode
from refcheck.frozen import dataclass

__all__ = ["Accents", "LatexStyle", "style_of"]


class Accents(Enum):
    r"""Where the braces of an accent are: `{\"u}`, `\"{u}`, `{\"{u}}`, `\"u`."""

    AROUND = "around"
    INSIDE = "inside"
    BOTH = "both"
    NONE = "none"


_ACCENT: Final = re.compile(r"(\{)?\\(?:[\"'`^~=.]|[uvHckrbd](?=[ {]))\s?(\{)?\\?[A-Za-z]")
_FORMS: Final = {
    (True, False): Accents.AROUND,
    (False, True): Accents.INSIDE,
    (True, True): Accents.BOTH,
    (False, False): Accents.NONE,
}
_LETTER: Final = re.compile(r"[^\x00-\x7f]")
# What `encode` writes: `{\"u}`, `{\'{\i}}`, `{\v{c}}`.
_WRITTEN: Final = re.compile(r"\{\\([\"'`^~=.]|[uvHckrbd](?=\{))\{?(\\?[A-Za-z])\}?\}")
# Characters that files write as they are on the keyboard.
_PLAIN: Final = (
    (r"{\textendash}", "--"),
    (r"{\textemdash}", "---"),
    (r"{\textquoteright}", "'"),
    (r"{\textquoteleft}", "`"),
    (r"{\textquotedblleft}", "``"),
    (r"{\textquotedblright}", "''"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LatexStyle:
    """How text is written in an entry. `unicode`: letters with accents as they are."""

    unicode: bool
    accents: Accents

    def encode(self, text: str) -> str:
        """Returns plain text as this file has it."""
        written = encode(text, unicode=self.unicode)
        if self.unicode:
            return written
        for command, plain in _PLAIN:
            written = written.replace(command, plain)
        return self.restyled(written)

    def restyled(self, written: str) -> str:
        """Returns LaTeX with the braces of its accents as this file has them."""
        if self.accents is Accents.AROUND:
            return written
        return _WRITTEN.sub(lambda found: _accent(found[1], found[2], self.accents), written)


def style_of(text: str, otherwise: LatexStyle | None = None) -> LatexStyle:
    """Returns how an entry or a file writes accents; `otherwise` where it has none."""
    forms = Counter(
        _FORMS[(found[1] is not None, found[2] is not None)] for found in _ACCENT.finditer(text)
    )
    letters = len(_LETTER.findall(text))
    commands = sum(forms.values())
    if not letters and not commands:
        return otherwise or LatexStyle(unicode=False, accents=Accents.AROUND)
    accents = forms.most_common(1)[0][0] if forms else Accents.AROUND
    return LatexStyle(unicode=letters >= commands, accents=accents)


def _accent(command: str, letter: str, accents: Accents) -> str:
    match accents:
        case Accents.INSIDE:
            return f"\\{command}{{{letter}}}"
        case Accents.BOTH:
            return f"{{\\{command}{{{letter}}}}}"
        case _ if command.isalpha():
            return f"\\{command}{{{letter}}}"
        case _:
            return f"\\{command}{letter}"

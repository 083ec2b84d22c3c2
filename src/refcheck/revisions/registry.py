"""The formats that corrections can be written in: the one table of their revisers.

To add a format: write its reviser (`revision.Reviser`), and a function that imports it and a row
here. The keys are those of `readers.FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcheck.readers import FORMATS, Format
from refcheck.revisions.revision import Reviser

__all__ = ["REVISERS", "reviser_of"]


def _text() -> Reviser:
    from refcheck.revisions.text import revise_text

    return revise_text


def _latex() -> Reviser:
    from refcheck.revisions.text import revise_latex

    return revise_latex


def _docx() -> Reviser:
    from refcheck.revisions.docx.reviser import revise_docx

    return revise_docx


def _bibtex() -> Reviser:
    from refcheck.revisions.bibtex import revise_bib

    return revise_bib


def _ris() -> Reviser:
    from refcheck.revisions.tagged.formats import revise_ris

    return revise_ris


def _nbib() -> Reviser:
    from refcheck.revisions.tagged.formats import revise_nbib

    return revise_nbib


def _endnote_tagged() -> Reviser:
    from refcheck.revisions.tagged.formats import revise_endnote_tagged

    return revise_endnote_tagged


def _csl_json() -> Reviser:
    from refcheck.revisions.csl_json import revise_csl_json

    return revise_csl_json


REVISERS: Final[dict[str, Callable[[], Reviser]]] = {
    "text": _text,
    "markdown": _text,
    "latex": _latex,
    "docx": _docx,
    "bibtex": _bibtex,
    "ris": _ris,
    "nbib": _nbib,
    "endnote-tagged": _endnote_tagged,
    "csl-json": _csl_json,
}


def reviser_of(read_as: Format) -> Reviser | None:
    """Returns the reviser of a format; None where corrections cannot be written in it."""
    name = next((name for name, one in FORMATS.items() if one is read_as), None)
    load = REVISERS.get(name) if name else None
    return load() if load else None

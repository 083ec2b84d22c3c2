"""LaTeX: `thebibliography`, `.bbl` files of BibTeX and biblatex, and the commands that cite.

The document's text is the file's own; after it are the parts that it includes (`\\input`) and
the entries of a bibliography that is next to it, each with the file that it comes from as path.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document, Link, MarkedReference, Places
from refcheck.readers.included_files import (
    Entry,
    bibliographies_next_to,
    cited,
    content_next_to,
    entries_of,
    missing_bibliography,
    with_entries_after,
)
from refcheck.readers.io import decode
from refcheck.readers.latex.bbl import biblatex_entries
from refcheck.readers.latex.source import CiteCommand, bracketed, cite_commands, masked, untexed

__all__ = ["read_latex"]

_BEGIN: Final = re.compile(r"\\begin\s{0,5}\{thebibliography\*?\}")
_END: Final = re.compile(r"\\end\s{0,5}\{(?:thebibliography\*?|document)\}")
_ITEM: Final = re.compile(r"\\bibitem(?![A-Za-z])\s{0,20}")
_KEY: Final = re.compile(r"\s{0,20}\{\s{0,20}([^{}]{0,300}?)\s{0,20}\}")
_BIBLIOGRAPHY: Final = re.compile(
    r"\\(bibliography|addbibresource|addglobalbib|nobibliography)\*?\s{0,5}(?:\[[^\]]{0,200}\])?"
    r"\s{0,5}\{([^{}]{0,2000})\}"
)
_INPUT: Final = re.compile(
    r"\\(?:input|include|subfile)\s{0,5}\{\s{0,5}([^{}\\\n]{1,300}?)\s{0,5}\}"
)
_MOST_PARTS: Final = 200
_MOST_READ: Final = 300_000  # characters of entries, some 2,000; reading LaTeX takes its time
_MOST_TEXT: Final = 30_000_000


def read_latex(path: str, content: bytes) -> Document:
    """Read a LaTeX document or a `.bbl` file.

    Without a bibliography of its own or next to it, its references have to be found in the text.
    Raises `InputError` where the bytes are not text, or where the bibliography that the citations
    need is not there.
    """
    text, places = _with_parts(path, decode(path, content))
    source = masked(text)
    own = tuple(_items(source)) or tuple(biblatex_entries(source))
    cites = list(cite_commands(source))
    entries = () if own else tuple(_cited_entries(path, source, cites))
    if not own and not entries:
        return Document(path=path, text=text, places=Places(places))
    links = tuple(
        Link(start=one.start, end=one.end, targets=one.keys)
        for one in cites
        if not one.name.lower().startswith("nocite")
    )
    return with_entries_after(path, text, entries, own=own, links=links, places=places)


def _with_parts(path: str, text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text with the parts that it includes after it, and where those begin."""
    pieces, places = [text], []
    length = len(text)
    waiting = deque(_inputs(text))
    seen: set[str] = set()
    while waiting and len(seen) < _MOST_PARTS and length < _MOST_TEXT:
        name = waiting.popleft()
        if name in seen:
            continue
        seen.add(name)
        content = content_next_to(path, name)
        if content is None:
            continue
        try:
            part = decode(path, content)
        except InputError:
            continue
        places.append((length + 1, name))
        pieces += ["\n", part]
        length += 1 + len(part)
        waiting += _inputs(part)
    return "".join(pieces), tuple(places)


def _inputs(text: str) -> list[str]:
    names = (found[1] for found in _INPUT.finditer(masked(text)) if "#" not in found[1])
    return [name if os.path.splitext(name)[1] else f"{name}.tex" for name in names]  # noqa: PTH122


def _items(source: str) -> Iterator[MarkedReference]:
    """The entries of every `thebibliography`."""
    place = read = 0
    number = 0
    while begin := _BEGIN.search(source, place):
        end = _END.search(source, begin.end())
        limit = end.start() if end else len(source)
        place = end.end() if end else limit
        starts = list(_ITEM.finditer(source, begin.end(), limit))
        if starts:
            number += 1
        for index, item in enumerate(starts):
            until = starts[index + 1].start() if index + 1 < len(starts) else limit
            read += until - item.end()
            yield _item(source, item.end(), until, number, quickly=read > _MOST_READ)


def _item(
    source: str, place: int, until: int, list_number: int, *, quickly: bool
) -> MarkedReference:
    """`\\bibitem[label]{key} text`, from after the command on."""
    if source[place : place + 1] == "[":
        place = bracketed(source, place) or place
    key = _KEY.match(source, place, until)
    start = key.end() if key else place
    body = source[start:until]
    start += len(body) - len(body.lstrip())
    end = start + len(source[start:until].rstrip())
    plain, addresses = untexed(source[start:end], quickly=quickly)
    return MarkedReference(
        start=start,
        end=max(start, end),
        id=key[1] if key and key[1] else None,
        key=key[1] if key and key[1] else None,
        list_number=list_number,
        plain=plain or None,
        link_text=addresses,
    )


def _cited_entries(path: str, source: str, cites: Sequence[CiteCommand]) -> Iterator[Entry]:
    """The entries that the text cites, of the `.bbl` next to it, else of its bibliographies."""
    names = list(_bibliographies(source))
    if not names:
        return
    known = _formatted(path)
    if known is None:
        files = bibliographies_next_to(path, names)
        if not files:
            if cites:
                raise missing_bibliography(path, names[0])
            return
        known = [entry for entries in files for entry in entries]
    yield from cited(known, (key for one in cites for key in one.keys))


def _bibliographies(source: str) -> Iterator[str]:
    for found in _BIBLIOGRAPHY.finditer(source):
        for name in found[2].split(","):
            name = name.strip()
            if name and found[1] in ("bibliography", "nobibliography"):
                name = name.removesuffix(".bib") + ".bib"
            if name:
                yield name


def _formatted(path: str) -> list[Entry] | None:
    """The entries of the `.bbl` that BibTeX or Biber made of this document."""
    name = os.path.splitext(os.path.basename(path))[0] + ".bbl"  # noqa: PTH119, PTH122
    content = content_next_to(path, name)
    if content is None:
        return None
    try:
        text = decode(name, content)
    except InputError:
        return None
    source = masked(text)
    found = tuple(_items(source)) or tuple(biblatex_entries(source))
    return entries_of(Document(path=name, text=text, references=found), name) if found else None

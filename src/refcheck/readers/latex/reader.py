"""LaTeX: `thebibliography`, `.bbl` files of BibTeX and biblatex, and the commands that cite.

The document's text is the file's own; after it are the parts that it includes (`\\input`) and
the entries of a bibliography that is next to it, each with the file that it comes from as path.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document, Link, MarkedReference
from refcheck.readers.files.included_files import (
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
from refcheck.readers.latex.pandoc import ANCHOR, hyperlinks, printed_label, superscripts
from refcheck.readers.latex.plain_text import printed_document
from refcheck.readers.latex.source import (
    CiteCommand,
    bracketed,
    cite_commands,
    masked,
    suppression_comments,
    untexed,
)
from refcheck.readers.suppression_comments import MOST_COMMENTS, blanked

__all__ = ["files_read_by_latex", "read_latex", "with_parts"]

_BEGIN: Final = re.compile(r"\\begin\s{0,5}\{(?:thebibliography\*?|CSLReferences)\}")
_END: Final = re.compile(r"\\end\s{0,5}\{(?:thebibliography\*?|CSLReferences|document)\}")
_ITEM: Final = re.compile(r"\\bibitem(?![A-Za-z])\s{0,20}|" + ANCHOR)
_LABEL_END: Final = re.compile(r"\](?=\s{0,20}\{[^{}\s]{1,300}\})")
_PARAGRAPH_END: Final = re.compile(r"\n[ \t]{0,80}\n|\\end\s{0,5}\{")
_KEY: Final = re.compile(r"\s{0,20}\{\s{0,20}([^{}]{0,300}?)\s{0,20}\}")
_BIBLIOGRAPHY: Final = re.compile(
    r"\\(bibliography|addbibresource|addglobalbib|nobibliography)\*?\s{0,5}(?:\[[^\]]{0,200}\])?"
    r"\s{0,5}\{([^{}]{0,2000})\}"
)
_INPUT: Final = re.compile(
    r"\\(?:input|include|subfile|(?:sub)?import\*?\s{0,5}\{\s{0,5}(?:\./)?([^{}\\\n]{0,200}?)\s{0,5}\})"
    r"\s{0,5}\{\s{0,5}(?:\./)?([^{}\\\n]{1,300}?)\s{0,5}\}"
)
_MOST_PARTS: Final = 200
_MOST_READ: Final = 300_000  # characters of entries, some 2,000; reading LaTeX takes its time
_MOST_TEXT: Final = 30_000_000


def read_latex(path: str, content: bytes) -> Document:
    """Read a LaTeX document or a `.bbl` file.

    Without a bibliography of its own or next to it, its references have to be found in the text:
    then this is what the source prints. Raises `InputError` where the bytes are not text, or where
    the bibliography that the citations need is not there.
    """
    text, parts = with_parts(path, decode(path, content))
    places = tuple((start, f"{name}:1") for start, name in parts)
    source = masked(text)
    comments = tuple(islice(suppression_comments(text), MOST_COMMENTS + 1))
    text = blanked(text, comments) if comments else text
    own = _own(source)
    cites = list(cite_commands(source))
    entries = () if own else tuple(_cited_entries(path, source, cites))
    if not own and not entries:
        return printed_document(path, text, places, comments)
    links = [
        Link(start=one.start, end=one.end, targets=one.keys)
        for one in cites
        if not one.name.lower().startswith("nocite")
    ]
    links = sorted([*links, *hyperlinks(source)], key=lambda link: link.start)
    document = with_entries_after(path, text, entries, own=own, links=links, places=places)
    return replace(document, superscripts=tuple(superscripts(source)), suppressions=comments)


def _own(source: str) -> tuple[MarkedReference, ...]:
    """Returns the references that a document or a list has in its own text."""
    return tuple(_items(source)) or tuple(biblatex_entries(source)) or tuple(_unframed(source))


def files_read_by_latex(path: str, content: bytes) -> list[str]:
    """Returns the names of the files that a document reads: parts, bibliographies, its `.bbl`.

    They are next to it, or below; whether they are there is not asked. A document that cites
    nothing reads no bibliography. Raises `InputError` where the bytes are not text.
    """
    text, places = with_parts(path, decode(path, content))
    parts = [name for _, name in places]
    source = masked(text)
    cites = next(cite_commands(source), None) is not None
    bibliographies = list(_bibliographies(source)) if cites else []
    lists = [_formatted_name(name) for name in (path, *parts)] if bibliographies else []
    return [*parts, *bibliographies, *lists]


def _formatted_name(path: str) -> str:
    """Returns the name of the list that BibTeX or Biber makes of a document or one of its parts."""
    return os.path.splitext(os.path.basename(path))[0] + ".bbl"  # noqa: PTH119, PTH122


def with_parts(path: str, text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Returns the text with the parts that it includes after it, and where those begin."""
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
    found = _INPUT.finditer(masked(text))
    names = ((one[1] or "") + one[2] for one in found if "#" not in one[0])
    return [name if os.path.splitext(name)[1] else f"{name}.tex" for name in names]  # noqa: PTH122


def _items(source: str) -> Iterator[MarkedReference]:
    """Yields the entries of every `thebibliography`."""
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
            yield _item(source, item, until, (number, index + 1), quickly=read > _MOST_READ)


def _unframed(source: str) -> Iterator[MarkedReference]:
    """Yields the entries that pandoc before 2.11 writes as paragraphs, each with its anchor."""
    starts = list(re.finditer(ANCHOR, source))
    read = 0
    for index, item in enumerate(starts):
        until = starts[index + 1].start() if index + 1 < len(starts) else len(source)
        paragraph = _PARAGRAPH_END.search(source, item.end(), until)
        until = paragraph.start() if paragraph else until
        read += until - item.end()
        yield _item(source, item, until, (1, index + 1), quickly=read > _MOST_READ)


def _item(
    source: str, item: re.Match[str], until: int, place_in_list: tuple[int, int], *, quickly: bool
) -> MarkedReference:
    """`\\bibitem[label]{key} text`; the list and the number of the entry in it are given."""
    place = item.end()
    list_number, number = place_in_list
    key: str | None = item["key"]
    if key is None:
        if source[place : place + 1] == "[":
            place = _after_label(source, place, until)
        found = _KEY.match(source, place, until)
        place = found.end() if found else place
        key = found[1] if found else None
    place, label = printed_label(source, place, until, number)
    body = source[place:until]
    start = place + len(body) - len(body.lstrip())
    end = start + len(source[start:until].rstrip())
    plain, addresses = untexed(source[start:end], quickly=quickly)
    return MarkedReference(
        start=start,
        end=max(start, end),
        id=key or None,
        key=key or None,
        label=label,
        list_number=list_number,
        plain=plain or None,
        link_text=addresses,
    )


def _after_label(source: str, place: int, until: int) -> int:
    """Returns the place after the label in brackets at `place`; its brackets and braces may not
    match."""
    end = bracketed(source, place, limit=until)
    if end is None:
        found = _LABEL_END.search(source, place, until)
        return found.end() if found else place
    return end


def _cited_entries(path: str, source: str, cites: Sequence[CiteCommand]) -> Iterator[Entry]:
    """Yields the entries that the text cites, of the `.bbl` next to it, else of its
    bibliographies."""
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
    """Returns the entries of the `.bbl` that BibTeX or Biber made of this document."""
    name = _formatted_name(path)
    content = content_next_to(path, name)
    if content is None:
        return None
    try:
        text = decode(name, content)
    except InputError:
        return None
    source = masked(text)
    found = _own(source)
    return entries_of(Document(path=name, text=text, references=found), name) if found else None

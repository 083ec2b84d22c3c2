"""A page of HTML as a tree: its bytes decoded as browsers do, its ids, its own address."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from refcheck.errors import InputError
from refcheck.readers.io import decode
from refcheck.readers.suppression_comments import MOST_COMMENTS
from refcheck.readers.xml_file import check_size, parse_xml
from refcheck.safe_xml import Element, local_name

__all__ = [
    "COMMENT_ELEMENT",
    "NAMES",
    "Page",
    "browser_charset",
    "declared_charset",
    "open_page",
    "parse_html",
    "parse_xhtml",
]

_HEAD: Final = 4096  # bytes in which a charset is declared
_DECLARED: Final = (
    re.compile(rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I),
    re.compile(rb"""<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""", re.I),
)
# What browsers read these names as (https://encoding.spec.whatwg.org/#names-and-labels).
_BROWSERS: Final = {
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"
    ),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    "x-mac-roman": "mac-roman",
    "big5": "big5hkscs",
}
# What elements are called: some journals name their entries in attributes of their own.
NAMES: Final = ("id", "data-bib-id", "content-id")
_NAMES: Final = etree.XPath(
    " | ".join(["//a/@name", *(f"//@{name}" for name in NAMES)]), smart_strings=False
)
_TIES: Final = frozenset({"rid", "reveal-id", "aria-describedby", "aria-controls"})
_ADDRESSES: Final = etree.XPath(
    "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content | //base/@href"
    " | //meta[@name='citation_fulltext_html_url' or @name='citation_public_url']/@content",
    smart_strings=False,
)
# Browsers write where a page was saved from; "(0042)" is the length of the address.
_SAVED_FROM: Final = re.compile(rb"<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->")
_TEXT_FRAGMENT: Final = ":~:"
_COMMENT: Final = re.compile(
    rb"<!--\s{0,20}refcheck\s{0,9}:((?:[^<>-]|-(?!->)|<(?!!--)|>){0,4000}+)-->", re.I
)
_BODY: Final = re.compile(rb"<body\b", re.I)
COMMENT_ELEMENT: Final = "wbr"  # prints nothing, and may be anywhere
_COMMENT_NUMBER: Final = "data-refcheck-comment"
_LONGEST_LIST: Final = 1000  # characters of an attribute that names entries


class Page:
    """The tree of a page, and what its links lead to: the page itself or elsewhere.

    `address` is where the page was found. `member` is the name of the page in a book of several:
    it comes before the names of its anchors ("text/notes.xhtml#n3").
    """

    def __init__(
        self,
        root: Element,
        address: str | None = None,
        member: str = "",
        comments: Sequence[str] = (),
    ) -> None:
        self.root = root
        self.member = member
        self._comments = comments
        self.names = frozenset(_strings(_NAMES, root))
        self._endings: dict[str, str] | None = None
        found = _strings(_ADDRESSES, root)
        if address:
            found.append(address)
        self._own = frozenset(map(_bare, found))
        self._origin = next(
            ("{0.scheme}://{0.netloc}".format(urlsplit(one)) for one in found if _is_web(one)), None
        )

    def comment(self, attributes: Mapping[str, str]) -> str | None:
        """Returns what a comment on suppressed findings says that an element stands for."""
        number = attributes.get(_COMMENT_NUMBER, "")
        known = number.isascii() and number.isdecimal() and len(number) < 8
        return self._comments[int(number)] if known and int(number) < len(self._comments) else None

    def anchor(self, name: str) -> str:
        """Returns the name of an anchor of this page in the whole document."""
        return f"{self.member}#{name}" if self.member else name

    def targets(self, attributes: Mapping[str, str]) -> tuple[str, ...]:
        """Returns what a link leads to: names of anchors, or an address elsewhere; empty if
        nowhere.

        Some pages tie their links by scripts; an attribute then has the id of the entry.
        """
        href = attributes.get("href", "").strip()
        address, sign, name = href.partition("#")
        name = unquote(name.partition(_TEXT_FRAGMENT)[0])
        if sign and name and self._is_here(address, name):
            return (self.anchor(self._known(name)),)
        if not address or address.startswith("javascript:"):
            return self._tied(attributes)
        if href.startswith("//"):
            return (f"https:{href}",)
        if _is_web(href):
            return (href,)
        if self.member:
            return self._in_book(address, name)
        return (self._origin + href,) if href.startswith("/") and self._origin else ()

    def _is_here(self, address: str, name: str) -> bool:
        if not address:
            return True
        if name not in self.names:
            return False
        if address.startswith("/") and not address.startswith("//"):
            return not self._own or any(one.endswith(_bare(address)) for one in self._own)
        return _bare(address) in self._own

    def _known(self, name: str) -> str:
        """Returns the name itself, or that of the only element that has it after a prefix.

        The links of a large publisher say "#bib1", and its entries are called "ref-id-bib1".
        """
        if name in self.names:
            return name
        if self._endings is None:
            endings = Counter(one.rpartition("-")[2] for one in self.names if "-" in one)
            self._endings = {
                ending: one
                for one in self.names
                if "-" in one and endings[ending := one.rpartition("-")[2]] == 1
            }
        return self._endings.get(name, name)

    def _tied(self, attributes: Mapping[str, str]) -> tuple[str, ...]:
        for key, value in attributes.items():
            if key.startswith("data-") or key in _TIES:
                words = value.split() if len(value) < _LONGEST_LIST else []
                if words and all(word.lstrip("#") in self.names for word in words):
                    return tuple(self.anchor(word.lstrip("#")) for word in words)
        return ()

    def _in_book(self, address: str, name: str) -> tuple[str, ...]:
        if ":" in address:  # "mailto:"
            return ()
        other = posixpath.normpath(posixpath.join(posixpath.dirname(self.member), unquote(address)))
        return (f"{other}#{name}" if name else other,)


def open_page(
    path: str, content: bytes, *, charset: str | None = None, address: str | None = None
) -> Page | None:
    """Decode and parse a page; None where there is nothing in it. Raises `InputError`.

    `charset` and `address` are what is said of it outside of the page.
    """
    content, comments = _with_comments_as_elements(content)
    root = parse_xhtml(path, content) if content.lstrip()[:5] == b"<?xml" else None
    if root is None:
        check_size(path, content)
        text = decode(path, content, charset or declared_charset(content))
        root = parse_html(path, text)
    if root is None:
        return None
    saved = _SAVED_FROM.search(content[:_HEAD])
    address = saved[1].decode("ascii", errors="replace") if saved else address
    return Page(root, address, comments=comments)


def _with_comments_as_elements(content: bytes) -> tuple[bytes, list[str]]:
    """Returns the page with an empty element in place of each comment on suppressed findings, which
    the tree would not have, and what these say."""
    comments: list[str] = []
    body = _BODY.search(content)

    def element(found: re.Match[bytes]) -> bytes:
        if len(comments) > MOST_COMMENTS:
            return b""
        comments.append(found[1].decode("utf-8", errors="replace"))
        mark = b'<%s %s="%d"/>' % (
            COMMENT_ELEMENT.encode(), _COMMENT_NUMBER.encode(), len(comments) - 1
        )  # fmt: skip
        # In the head of a page an element would begin its body.
        return mark if body is None or found.start() > body.start() else b""

    if not _COMMENT.search(content):
        return content, comments
    return _COMMENT.sub(element, content), comments


def declared_charset(content: bytes) -> str | None:
    """Returns the encoding that a page declares, under the name that browsers read it as."""
    for pattern in _DECLARED:
        found = pattern.search(content[:_HEAD])
        if found is not None:
            return browser_charset(found[1].decode("ascii"))
    return None


def browser_charset(name: str) -> str | None:
    """Returns what a declared encoding is read as; None for what it cannot be."""
    name = name.lower()
    return None if name.startswith("utf-16") else _BROWSERS.get(name, name)  # said in ASCII


def parse_html(path: str, text: str) -> Element | None:
    """Returns the root element of a page; None where there is none. Raises `InputError`."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log):
        raise InputError(path, "is a page that is nested too deeply")
    return root


def parse_xhtml(path: str, content: bytes) -> Element | None:
    """Returns the root element of a page that is XML, without namespaces; None where it is none.

    Only there `<script src="a.js"/>` and `<a id="b"/>` end where they begin.
    """
    try:
        root = parse_xml(path, content)
    except InputError:
        return None
    for element in root.iter():
        element.tag = local_name(element) or element.tag
    return root


def _strings(find: etree.XPath, root: Element) -> list[str]:
    found = find(root)
    return [str(one) for one in found] if isinstance(found, list) else []


def _bare(address: str) -> str:
    """Returns an address without what does not tell pages apart."""
    return re.sub(r"^https?://(?:www\.)?|/$|#.*$", "", address.strip())


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))

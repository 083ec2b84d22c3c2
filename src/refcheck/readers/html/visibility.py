"""What of a page is its text: no scripts, menus, banners, share bars, nothing that is hidden.

A list of references is never left out: publishers put it into `<aside>` and `<footer>`, and health
sites fold it away below a button "Sources". So whatever would be left out is kept where its markup
or a heading in it says that it has references.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from refcheck.safe_xml import Element, opening
from refcheck.text.words import word_set

__all__ = ["OMITTED", "PAGE_PARTS", "Visibility"]

# Elements that print nothing, or nothing that is text.
OMITTED: Final = word_set(
    """
    head script style template noscript iframe object embed applet svg canvas audio video map area
    input select textarea datalist meter progress dialog menu nav rp annotation annotation-xml
    noembed noframes mjx-assistive-mml
    """
)
# Parts of a page that belong to its article only where they are in it.
PAGE_PARTS: Final = frozenset({"aside", "footer", "header"})
_OMITTED_ROLES: Final = word_set(
    """
    navigation search banner dialog alertdialog alert menu menubar toolbar tooltip tablist status
    progressbar complementary contentinfo
    """
)
_INLINE: Final = word_set(
    """
    span a i b em strong small sup sub cite code abbr label u s ins del font q bdi time
    """
)
# Names of blocks that are no part of an article, as whole words at the beginning of a class or id.
_BOILERPLATE: Final = re.compile(
    r"(?:cookies?|gdpr|consent|onetrust|truste|newsletters?|subscri(?:be|ption)|share|sharing"
    r"|social|sharedaddy|addtoany|breadcrumbs?|pagination|pager|(?:usa-)?skip-?(?:link|nav|to|main|content)\w*|(?:usa-|site-)?banner|popup"
    r"|modals?|adverts?|advertisements?|ads?|sponsor\w*|promo\w*|paywall|comments?|respond"
    r"|related|recommend\w*|similar|cited-?by|site-(?:header|footer|nav\w*)|toolbar|tooltip|navbar"
    r"|menu|sidebar|widgets?|print-only|mw-editsection|mw-jump-link|mw-cite-backlink|navbox"
    r"|vertical-navbox|catlinks|printfooter|noprint|mw-indicators|sistersitebox|navigation-not-searchable"
    r"|headerlink|anchorjs-link|heading-anchor|eprint-backlink)(?![a-z])",
    re.I,
)
_SKIPS: Final = ("skip-link", "skip-to", "skip-nav", "skiplink", "skipnav", "usa-skip")
_BACKLINK: Final = re.compile(
    r"(?:footnote-back(?:ref|link)?|reversefootnote|fn-backref|data-footnote-backref|ref-backlink)\b"
)
_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_UNSEEN: Final = word_set(
    """
    visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only usa-sr-only
    element-invisible u-visually-hidden u-hidden-visually assistive-text a11y-hidden hidden-visually
    reader-only
    """
)
# What a button unfolds is on the page for whoever reads it.
_FOLDED: Final = re.compile(
    r"(?:accordion|collaps|toggle|tab-?(?:content|pane|panel)|expand|panel|faq|fold|disclosure"
    r"|spoiler|read-?more|show-?more)",
    re.I,
)
# Announcements of references: names in the markup, and headings.
_LIST_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:c-article-)?(?:ref(?:erence)?s?(?:-?(?:list|section|container))?|reflist|biblio\w*"
    r"|citations?-?list|citations|footnotes?|endnotes?|sources|literature-cited|works-cited)(?:$|[\s_-])",
    re.I,
)
_LIST_HEADINGS: Final = re.compile(
    r"\W{0,4}(?:\d{1,2}[.)]?\s)?(?:[\w-]{1,14}\s){0,2}?(?:references?|bibliograph\w+|literature|sources?"
    r"|citations?|works cited|footnotes?|endnotes?|referencias|bibliograf\w+|fuentes|literatur\w*"
    r"|quellen\w*|einzelnachweise|r[ée]f[ée]rences|bibliografia|fontes|refer[êe]ncias|riferimenti"
    r"|literatuur\w*|bronnen|referenser|k[äa]llor|pi[śs]miennictwo|литература|источники|参考文献"
    r"|參考文獻|引用文献|참고문헌)(?:\s[\w-]{1,14}){0,3}\W{0,4}",
    re.I,
)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend", "caption", "button")
_LIST_ROLES: Final = frozenset(
    {"doc-bibliography", "doc-biblioentry", "doc-endnotes", "doc-endnote", "doc-footnote"}
)
_EPUB_TYPE: Final = "{http://www.idpf.org/2007/ops}type"  # "footnote", "rearnote"
_LONGEST_HEADING: Final = 60

_CLASS_AT_END: Final = re.compile(r"\.([\w-]{1,80})\s*\Z")
_STYLES: Final = etree.XPath("//style", smart_strings=False)
_NO_MARKER: Final = re.compile(r"list-style(?:-type)?\s*:\s*[^;]{0,40}?\bnone\b", re.I)


class Visibility:
    """Tells what of one page a reader sees."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._holders: set[Element] | None = None
        self._unfolded: frozenset[str] | None = None
        self._hidden: set[str] = set()
        self.unmarked: set[str] = set()  # classes of lists without numbers and bullets
        self._read_styles()

    def omits(
        self, element: Element, tag: str, attributes: Mapping[str, str], *, in_article: bool
    ) -> bool:
        """Returns whether an element is left out. `tag` is not one of `OMITTED`."""
        if tag in _INLINE:
            return self._omits_inline(attributes)
        if self._is_hidden(attributes):
            return not self._is_folded(attributes) and not self._holds_list(element)
        if tag in {"main", "article", "body", "html"} or not self._is_boilerplate(
            tag, attributes, in_article=in_article
        ):
            return False
        return not self._holds_article(element) and not self._holds_list(element)

    def _omits_inline(self, attributes: Mapping[str, str]) -> bool:
        if "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")):
            return True
        classes = attributes.get("class")
        if classes is not None:
            words = classes.split()
            if not self._hidden.isdisjoint(words) or not _UNSEEN.isdisjoint(words):
                return True
            if any(word.lower().startswith(_SKIPS) for word in words):
                return True
            if "noprint" in words or "mw-editsection" in words or "mw-cite-backlink" in words:
                return True
            if _BACKLINK.search(classes) or "headerlink" in words:
                return True
        return (
            attributes.get("aria-hidden") == "true" and "href" not in attributes
        ) or attributes.get("rev") == "footnote"

    @staticmethod
    def _is_hidden(attributes: Mapping[str, str]) -> bool:
        if "hidden" in attributes:
            return attributes["hidden"] != "until-found"
        return attributes.get("aria-hidden") == "true" or (
            "style" in attributes and _HIDDEN_STYLE.search(attributes["style"]) is not None
        )

    @staticmethod
    def _is_boilerplate(tag: str, attributes: Mapping[str, str], *, in_article: bool) -> bool:
        role = attributes.get("role", "")
        if role in _OMITTED_ROLES:
            return True
        if role.startswith("doc-") or "note" in attributes.get(_EPUB_TYPE, ""):
            return False
        if tag in PAGE_PARTS and not in_article:
            return True
        if tag == "footer":
            return True
        return any(
            _BOILERPLATE.match(word)
            for name in ("class", "id")
            if name in attributes
            for word in attributes[name].split()
        )

    @staticmethod
    def _holds_article(element: Element) -> bool:
        return next(element.iter("main", "article", "h1"), None) is not None

    def _is_folded(self, attributes: Mapping[str, str]) -> bool:
        if attributes.get("role") in {"tabpanel", "region"}:
            return True
        if _FOLDED.search(f"{attributes.get('class', '')} {attributes.get('id', '')}"):
            return True
        if self._unfolded is None:
            buttons = self._root.iterfind(".//*[@aria-controls]")
            self._unfolded = frozenset(
                one.get("aria-controls", "") for one in buttons if one.get("aria-expanded")
            )
        return attributes.get("id") in self._unfolded

    def _holds_list(self, element: Element) -> bool:
        """Returns whether markup or a heading in an element says that it has references."""
        if self._holders is None:
            self._holders = set()
            for one in self._root.iter(etree.Element):
                if self._announces(one):
                    self._add_holder(one)
        return element in self._holders

    def _add_holder(self, element: Element) -> None:
        holders = self._holders
        holder: Element | None = element
        while holder is not None and holders is not None and holder not in holders:
            holders.add(holder)
            holder = holder.getparent()

    @staticmethod
    def _announces(element: Element) -> bool:
        if element.get("role") in _LIST_ROLES:
            return True
        if element.tag in _HEADINGS:
            text = opening(element, 2 * _LONGEST_HEADING).strip()
            return len(text) <= _LONGEST_HEADING and _LIST_HEADINGS.fullmatch(text) is not None
        name = f"{element.get('class', '')} {element.get('id', '')}"
        return len(name) > 3 and _LIST_NAMES.search(name) is not None and len(element) > 0

    def _read_styles(self) -> None:
        """What the styles in the page itself hide, as far as they name single classes.

        Styles in files of their own are not at hand. Blocks stay: scripts unfold them.
        """
        found = _STYLES(self._root)
        for style in found if isinstance(found, list) else ():
            text = "".join(map(str, style.itertext())) if etree.iselement(style) else ""
            if "none" not in text or "@media" in text[:200]:
                continue
            for rule in text.partition("@media")[0].split("}"):
                selectors, _, body = rule.rpartition("{")
                hides = _HIDDEN_STYLE.search(body) is not None
                if not hides and not _NO_MARKER.search(body):
                    continue
                for selector in selectors.split(","):
                    name = _CLASS_AT_END.search(selector)
                    if name is not None and ">" not in selector and ":" not in selector:
                        (self._hidden if hides else self.unmarked).add(name[1])

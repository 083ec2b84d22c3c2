"""Pages in the form that a list uses: "1281-1286", "1281-86", "1281-6", "1281".

A form is read off the pages that are there; `PageForm` says how others are written alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from refcheck.fixes.agreement import agreed
from refcheck.frozen import dataclass

__all__ = ["PageForm", "Pages", "page_form", "pages_as", "split_pages"]

_DASH = r"\s{0,2}(?:-{1,3}|[‐‑‒–—−]|\{?\\textendash(?:\{\}|\}|\s))\s{0,2}"
_RANGE = re.compile(rf"(?P<first>\w[\w.]{{0,20}}?)(?P<dash>{_DASH})(?P<last>\w[\w.]{{0,20}})")
_SINGLE = re.compile(r"(?P<first>\w[\w.]{0,30})")
_LEAST_SAMPLES = 3  # pages of other works; fewer may be short works by chance
_NUMBER = re.compile(r"(?P<letters>\D*)(?P<digits>\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """First and last page as they are written, the last one in full."""

    first: str
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """How a list writes pages; None: not seen.

    `least` is how many digits of a last page are written at least (None: of one that is written in
    full, see `full`); `dash` is between the two; `ranges` says whether last pages are given.
    """

    full: bool | None = None
    least: int | None = None
    dash: str | None = None
    ranges: bool | None = None

    @staticmethod
    def common(forms: Sequence[PageForm]) -> PageForm:
        """Returns the form that a number of references have in common."""
        return PageForm(
            full=agreed(one.full for one in forms),
            least=agreed(one.least for one in forms),
            dash=agreed(one.dash for one in forms),
            ranges=agreed(one.ranges for one in forms),
        )

    def or_else(self, other: PageForm, *, lettered: bool = False) -> PageForm:
        """Returns the form with what it does not show taken from another.

        How numbers are shortened says nothing of `lettered` pages: "e377-e387", "S175-S179".
        """
        if lettered:
            other = PageForm(dash=other.dash, ranges=other.ranges)
        return PageForm(
            full=other.full if self.full is None else self.full,
            least=other.least if self.least is None else self.least,
            dash=self.dash or other.dash,
            ranges=other.ranges if self.ranges is None else self.ranges,
        )

    def last_page(self, pages: Pages) -> str:
        """Returns the last page as the list writes it."""
        last = pages.last or ""
        shared = _shared(pages.first, last)
        if not last.isdecimal() and self.full is None:
            return last
        if self.full is not False or not shared:
            return last
        digits = len(_digits(last))
        keep = max(digits - shared, min(self.least or 1, digits))
        return last[len(last) - keep :]


def split_pages(text: str) -> Pages | None:
    """Returns the first range or page of a locator ("1281-6; discussion 1290" is 1281 to 1286)."""
    text = re.split(r"[;,]", text.strip(), maxsplit=1)[0].strip()
    if found := _RANGE.fullmatch(text):
        return Pages(first=found["first"], last=_filled(found["first"], found["last"]))
    found = _SINGLE.fullmatch(text)
    return Pages(first=found["first"]) if found else None


def _filled(first: str, last: str) -> str:
    begin, end = _NUMBER.fullmatch(first), _NUMBER.fullmatch(last)
    if not begin or not end or len(end["digits"]) > len(begin["digits"]):
        return last
    if end["letters"] not in ("", begin["letters"]):
        return last
    digits = begin["digits"]
    return begin["letters"] + digits[: len(digits) - len(end["digits"])] + end["digits"]


def _digits(page: str) -> str:
    found = _NUMBER.fullmatch(page)
    return found["digits"] if found else ""


def _shared(first: str, last: str) -> int:
    """Returns how many digits a last page has in common with the first, from the left."""
    begin, end = _NUMBER.fullmatch(first), _NUMBER.fullmatch(last)
    if not begin or not end or begin["letters"] != end["letters"]:
        return 0
    if len(begin["digits"]) != len(end["digits"]) or first == last:
        return 0
    pairs = zip(begin["digits"], end["digits"], strict=True)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), 0)


def page_form(text: str) -> PageForm:
    """Returns how pages are written, as far as these show it."""
    text = re.split(r"[;,]", text.strip(), maxsplit=1)[0].strip()
    found = _RANGE.fullmatch(text)
    if not found:
        return PageForm(ranges=False if _SINGLE.fullmatch(text) and text.isdecimal() else None)
    first, last = found["first"], found["last"]
    whole = _filled(first, last)
    dash, shared = found["dash"], _shared(first, whole)
    if not shared:  # "S2-5" is without its letter
        return PageForm(full=None if whole == last else False, dash=dash, ranges=True)
    if whole == last:
        return PageForm(full=True, dash=dash, ranges=True)
    needed = len(_digits(whole)) - shared
    # Of "1277-82" two digits are needed; "1281-86" has one more than it needs
    least = 2 if len(last) > needed else 1 if needed == 1 else None
    return PageForm(full=False, least=least, dash=dash, ranges=True)


def pages_as(cited: str | None, right: str, samples: Sequence[str] = ()) -> str:
    """Returns the pages of a record as the fields of a file have them.

    `cited` are the pages that they replace, `samples` those of other works in the file: they decide
    where `cited` does not show it. An article number stays as it is.

    >>> pages_as("1240–5", "1340-1346")
    '1340–6'
    """
    pages = split_pages(right)
    if pages is None or pages.last is None:
        return right.strip()
    if _gives_first_pages(cited, samples):
        return pages.first
    lettered = not pages.first.isdecimal()
    alike = [each for each in samples if lettered != each.strip()[:1].isdecimal()]
    form = _field_form(cited or "").or_else(PageForm.common(list(map(_field_form, alike))))
    form = form.or_else(PageForm.common(list(map(_field_form, samples))), lettered=lettered)
    return f"{pages.first}{form.dash or '-'}{form.last_page(pages)}"


def _gives_first_pages(cited: str | None, samples: Sequence[str]) -> bool:
    """Returns whether a file gives first pages alone, here and in all of its other works."""
    ranged = any(_field_form(text).ranges for text in (cited or "", *samples))
    return bool(cited) and len(samples) >= _LEAST_SAMPLES and not ranged


def _field_form(text: str) -> PageForm:
    """Returns how a field has its pages, whatever is around them: "pp. 1023--1053"."""
    found = _RANGE.search(text)
    return page_form(found[0] if found else text)

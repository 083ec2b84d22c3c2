"""What volume, issue and page say for and against a candidate, as named levels."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from refcheck.compare.locators import (
    is_publisher_item,
    locators_in,
    page_ranges,
    same_issue,
    same_locator,
    same_volume,
)
from refcheck.matching.thresholds import LONG_PAGE, PAGE_TYPOS
from refcheck.model.record import BibliographicRecord

__all__ = ["issue_level", "volume_and_page"]


def volume_and_page(
    cited: BibliographicRecord, raw: str, record: BibliographicRecord
) -> tuple[str | None, str | None]:
    """Returns the levels of volume and page. The text is searched only where it could change
    them."""
    parsed = _volume(cited, record), _page(cited, record)
    ranges = page_ranges(record.pages or "")
    if not ranges:
        return parsed
    literal = "same", _page_level(ranges[0].first)
    return literal if parsed != literal and _is_locator_in_text(raw, record) else parsed


def _is_locator_in_text(raw: str, record: BibliographicRecord) -> bool:
    """Returns whether the text has volume and first page together, however it was parsed:
    "64:619"."""
    if record.volume is None or record.pages is None or record.volume not in raw:
        return False
    return any(
        (record.volume, each.first) in locators_in(raw) for each in page_ranges(record.pages)
    )


def _volume(cited: BibliographicRecord, record: BibliographicRecord) -> str | None:
    if cited.volume is None or record.volume is None:
        return None
    return "same" if same_volume(cited.volume, record.volume) else "other"


def issue_level(cited: BibliographicRecord, record: BibliographicRecord) -> str | None:
    """Returns the level of the issue."""
    if cited.issue is None or record.issue is None:
        return None
    return "same" if same_issue(cited.issue, record.issue) else "other"


def _page(cited: BibliographicRecord, record: BibliographicRecord) -> str | None:
    if cited.pages is None or is_publisher_item(cited.pages):
        return None
    ours = page_ranges(cited.pages)
    if record.pages is not None and ours and not is_publisher_item(record.pages):
        ranges = page_ranges(record.pages)
        if ranges and ranges[0].first == ours[0].first:
            return _page_level(ours[0].first)  # as most are
    texts = [text for text in (record.pages, *record.elocations) if text is not None]
    theirs = [place for text in texts if not is_publisher_item(text) for place in page_ranges(text)]
    if not ours or not theirs:
        return None
    if any(same_locator(ours[0].first, place.first) for place in theirs):
        return _page_level(ours[0].first)
    if any(ours[0].last and ours[0].last == place.last for place in theirs):
        return "near"
    if any(OSA.distance(ours[0].first, place.first) <= PAGE_TYPOS for place in theirs):
        return "near"
    # Pages counted within an article ("1-12") say nothing about its number ("e31095")
    places = (ours[0], *theirs)
    if any(place.first == "1" for place in places) and any(place.is_article for place in places):
        return None
    if cited.volume is None and ours[0].first == "1":
        return None
    return "other"


def _page_level(first: str) -> str:
    return "same, long" if len(first) >= LONG_PAGE else "same, short"

"""Holds what refcheck reported against the truth."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from .articles import Article
from .entries import Mistake, Reference
from .records import Record, plain
from .wording import full_journal, page_range, unaccented

__all__ = ["FIELDS", "Judged", "Rate", "aligned", "count", "judge_articles", "misread", "rate"]

FIELDS = ("author", "journal", "title", "pages", "year", "volume", "issue", "doi", "pmid")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_ALARM = ("warning", "error")
_SAME_ENTRY = 80.0  # per cent of likeness of a printed and an extracted entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`hits` of `total`, with Wilson's interval at 95 %."""

    hits: int
    total: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share; 0 of 0 is not a number."""
        return self.hits / self.total if self.total else math.nan


def rate(hits: int, total: int) -> Rate:
    """A rate with its interval (Wilson 1927)."""
    if not total:
        return Rate(hits=0, total=0, low=math.nan, high=math.nan)
    z, share = 1.96, hits / total
    middle = share + z * z / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return Rate(
        hits=hits,
        total=total,
        low=max(0.0, (middle - half) / scale),
        high=min(1.0, (middle + half) / scale),
    )


@dataclass(slots=True, kw_only=True)
class Judged:
    """One printed reference, what was reported of it, and what is to be said about that.

    `labels` name every fault: "not extracted", "wrong record", "not matched", "false alarm",
    the rule that cried, "missed author", "missed author misspelt", ...
    """

    article: str
    layout: str
    reference: Reference
    checked: Mapping[str, Any] | None
    labels: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)  # fields with a planted error that was reported
    cried: set[str] = field(default_factory=set)  # fields with an alarm and no planted error

    @property
    def status(self) -> str:
        """The lookup status, or "not extracted"."""
        return str(self.checked["lookup"]["status"]) if self.checked else "not extracted"

    @property
    def verdict(self) -> str:
        """The verdict; empty where nothing was extracted."""
        return str(self.checked["verdict"]) if self.checked else ""

    @property
    def alarms(self) -> list[Mapping[str, Any]]:
        """Findings of warning or above that are about the citation, not about a retraction."""
        if self.checked is None:
            return []
        return [
            finding
            for finding in self.checked["findings"]
            if finding["severity"] in _ALARM and finding["field"] != "status"
        ]


def judge_articles(
    articles: Sequence[Article], report: Mapping[str, Any], records: Mapping[str, Record]
) -> tuple[list[Judged], int, Counter[str]]:
    """Every printed reference judged, the number of entries reported that are none, and the
    document's own alarms by rule."""
    documents = {item["path"].rsplit("/", 1)[-1]: item for item in report["documents"]}
    judged: list[Judged] = []
    strays = 0
    alarms: Counter[str] = Counter()
    for article in articles:
        document = documents.get(article.name, {"references": [], "findings": []})
        pairs, left = aligned(article.references, document["references"])
        strays += left
        alarms.update(item["rule"] for item in document["findings"] if item["severity"] in _ALARM)
        for reference, checked in pairs:
            item = Judged(
                article=article.name, layout=article.layout, reference=reference, checked=checked
            )
            _judge(item, records)
            judged.append(item)
    return judged, strays, alarms


def aligned(
    references: Sequence[Reference], reported: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[Reference, Mapping[str, Any] | None]], int]:
    """Each printed reference with the entry that was extracted of it."""
    left = {plain(item["raw"]): item for item in reported}
    pairs: list[tuple[Reference, Mapping[str, Any] | None]] = []
    for position, reference in enumerate(references):
        wanted = plain(reference.text)
        key = wanted if wanted in left else _nearest(wanted, left, reported, position)
        pairs.append((reference, left.pop(key) if key is not None else None))
    return pairs, len(left)


def _nearest(
    wanted: str,
    left: Mapping[str, Mapping[str, Any]],
    reported: Sequence[Mapping[str, Any]],
    position: int,
) -> str | None:
    likely = plain(reported[position]["raw"]) if position < len(reported) else ""
    if likely in left and fuzz.ratio(wanted, likely) >= _SAME_ENTRY:
        return likely
    best = max(left, key=lambda key: fuzz.ratio(wanted, key), default=None)
    return best if best is not None and fuzz.ratio(wanted, best) >= _SAME_ENTRY else None


def _judge(item: Judged, records: Mapping[str, Record]) -> None:
    if item.checked is None:
        item.labels.append("not extracted")
    else:
        item.labels += [
            f"misread {name}" for name, _, _ in misread(item.reference, item.checked["csl"])
        ]
    if item.reference.outside:
        _judge_other_work(item)
        return
    if item.reference.invented:
        _judge_invention(item)
        return
    if item.checked is None:
        _miss(item, records)
        return
    if item.status != "matched":
        item.labels += ["not matched", f"not matched {item.status}"]
    elif item.checked["lookup"]["pmid"] != item.reference.pmid:
        item.labels.append("wrong record")
    _miss(item, records)
    _judge_alarms(item)


def _judge_alarms(item: Judged) -> None:
    """Label every alarm about a field without a planted error."""
    planted = {mistake.field for mistake in item.reference.mistakes}
    for alarm in item.alarms:
        turned = "family last" in item.reference.variations
        if alarm["field"] in planted or (turned and alarm["rule"] == "author-inverted"):
            continue
        item.cried.add(alarm["field"])
        item.labels += ["false alarm", alarm["rule"]]
        if not planted:
            form = item.reference.real_form
            item.labels.append(f"alarm on real form {form}" if form else "alarm on correct")


def _judge_invention(item: Judged) -> None:
    if item.reference.moved:
        told = any(alarm["severity"] == "error" for alarm in item.alarms)
        item.labels += [] if told else ["elsewhere untold"]
        return
    if item.status == "matched":
        item.labels += ["invented matched", f"invented matched {item.reference.kind}"]
    elif item.checked and item.verdict != "suspect":
        item.labels += [
            "invented unflagged",
            f"invented unflagged {item.status}",
            f"invented unflagged {item.reference.kind}",
        ]


def _judge_other_work(item: Judged) -> None:
    """A work that PubMed does not list ought to be unchecked, and is never made up."""
    if item.verdict not in ("", "unchecked"):
        item.labels += [f"outside {item.verdict}", f"outside {item.verdict} {item.reference.kind}"]


def _miss(item: Judged, records: Mapping[str, Record]) -> None:
    record = records[item.reference.pmid or ""]
    for mistake in item.reference.mistakes:
        same = [alarm for alarm in item.alarms if alarm["field"] == mistake.field]
        if any(_names_right(alarm, mistake, record) for alarm in same):
            item.found.add(mistake.field)
        else:
            why = "wrong value" if same else "silent"
            item.labels += [
                f"missed {mistake.field}",
                f"missed {mistake.field} {mistake.kind}",
                f"missed {why}",
            ]


def _names_right(alarm: Mapping[str, Any], mistake: Mistake, record: Record) -> bool:
    """Whether a finding names the value that would be right."""
    said = [*alarm["expected"], alarm.get("fix") or ""]
    match mistake.field:
        case "author" if mistake.kind in ("extra", "swapped"):
            return True
        case "author":
            return any(_bare(mistake.right) in _bare(text) for text in [*said, alarm["message"]])
        case "year":
            return any(str(year) in text for text in said for year in record.years)
        case "journal":
            forms = {
                _bare(record.abbreviation),
                _bare(record.journal),
                _bare(full_journal(record.journal)),
            }
            return any(_bare(text) in forms for text in said if text)
        case "title":
            return any(
                fuzz.partial_ratio(_bare(mistake.right), _bare(text)) >= 90 for text in said if text
            )
        case "pages":
            wanted = page_range(record.pages)
            return any(page_range(text)[0].lower() == wanted[0].lower() for text in said if text)
        case _:
            return any(_bare(mistake.right) == _bare(text) for text in said)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", unaccented(text).lower())


def misread(reference: Reference, csl: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    """The fields that were parsed as something else than what is printed: name, printed, read."""
    entry = reference.entry
    if entry is None or reference.style.startswith("csl "):
        return  # what such a style prints of each field is not known
    page = page_range(str(csl.get("page") or "").translate(_DASHES))
    volume, issue = _bare(str(csl.get("volume") or "")), _bare(str(csl.get("issue") or ""))
    if volume + issue == _bare(entry.volume):  # "12 Suppl 1"
        volume += issue
    years = [date[0] for date in (csl.get("issued") or {}).get("date-parts") or [[None]]]
    doi = str(csl.get("DOI") or "")
    fields: tuple[tuple[str, object, object], ...] = (
        (
            "author",
            [_bare(name.group or name.family) for name in reference.shown],
            [_parsed_name(author) for author in csl.get("author") or ()],
        ),
        ("title", _bare(entry.title), _bare(csl.get("title") or "")),
        ("journal", _bare(reference.journal), _bare(csl.get("container-title") or "")),
        ("year", entry.year, years[0]),
        ("volume", _bare(entry.volume), volume),
        ("pages", (entry.first.lower(), entry.last.lower()), tuple(map(str.lower, page))),
        ("doi", entry.doi if doi else "", doi),
    )
    for name, printed, read in fields:
        if printed != read:
            yield name, printed, read


def _parsed_name(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return _bare(literal)
    return _bare(f"{author.get('non-dropping-particle') or ''}{author.get('family') or ''}")


def count(judged: Iterable[Judged], label: str) -> int:
    """How many references carry a label."""
    return sum(label in item.labels for item in judged)

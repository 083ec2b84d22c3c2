"""References as real authors printed them, held against judgements that people made by reading.

The generated articles know the truth, for they planted it. Here only the right record is known
(the publisher tagged it), and which alarms are right has been judged by reading them: the letters
of a judgement are those of `VERDICTS`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from .articles import Article
from .entries import Reference
from .measure import aligned

__all__ = [
    "VARIANTS",
    "VERDICTS",
    "Alarm",
    "Checked",
    "Judgement",
    "PrintedReference",
    "as_articles",
    "judge",
    "load_judgements",
    "load_printed",
]

VARIANTS = {"A": "identifiers taken out", "B": "identifiers as printed"}
VERDICTS = {
    "T": "true",  # the printed reference is wrong
    "F": "false",  # and what made it: Fp parsing, Fn normal form, Fs too strict, Fk kind, Fm match
    "D": "doubtful",
    "R": "record stale",
    "S": "source damaged",
    "": "to be read",
}
_LENGTH = 40  # references in one list, as articles have them
_ALARM = ("warning", "error")
_ABOUT_LISTS = ("status", "list", "citation")  # the order and number of references are made here
# Rules that say together what is wrong with several fields: the work appeared elsewhere, the place
# is that of its correction.
_SAY_MORE = {
    "published-elsewhere": ("journal", "year", "volume", "pages"),
    "correction-place": ("title", "year", "volume", "pages"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedReference:
    """One reference in both variants, and the PMID that the publisher tagged it with."""

    id: str
    texts: Mapping[str, str]  # by variant
    pmid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody who read the reference and the record said about one alarm."""

    rule: str
    expected: tuple[str, ...]
    letters: str

    @property
    def field(self) -> str:
        """The field that its rule is about: the first word of the rule's name."""
        return self.rule.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One finding of warning or above, with its judgement (empty where nobody has read it)."""

    rule: str
    field: str
    severity: str
    cited: str
    expected: tuple[str, ...]
    message: str
    letters: str = ""

    @property
    def verdict(self) -> str:
        """True, false, doubtful ..."""
        return VERDICTS[self.letters[:1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One reference in one variant: what was reported, and the true errors that were not."""

    id: str
    text: str
    pmid: str
    status: str  # of the lookup, or "not extracted"
    matched: str
    verdict: str
    is_other_kind: bool = False  # judged to be of another kind than the record: the data, a talk
    alarms: tuple[Alarm, ...] = ()
    found: tuple[Judgement, ...] = ()  # true errors that an alarm is about
    noted: tuple[Judgement, ...] = ()  # ... that are only a note
    missed: tuple[Judgement, ...] = ()  # ... that nothing is said of

    @property
    def right(self) -> bool:
        """Whether the record is that of the publisher. What is the data of the article, or the
        abstract of a talk, may also be told from it."""
        if self.is_other_kind and self.status == "out_of_scope":
            return True
        return self.status == "matched" and self.matched == self.pmid


def load_printed(path: Path) -> list[PrintedReference]:
    """Read the references of a JSON Lines file (`.gz` too), but not those with a wrong tag."""
    return [
        PrintedReference(
            id=str(row["id"]),
            texts={"A": _one_line(row["printed"]), "B": _one_line(row["printed_with_ids"])},
            pmid=str(row["pmid"]),
        )
        for row in _rows(path)
        if not row.get("tag_is_wrong")
    ]


def load_judgements(paths: Iterable[Path]) -> dict[tuple[str, str], list[Judgement]]:
    """Read the judgements of JSON Lines files, by variant and reference; the last file first."""
    judgements: dict[tuple[str, str], list[Judgement]] = {}
    for row in chain.from_iterable(map(_rows, reversed(list(paths)))):
        if row["judgement"][:1] not in VERDICTS:
            continue  # "tag wrong": the reference is left out
        judgement = Judgement(
            rule=row["rule"],
            expected=tuple(row.get("expected") or ()),
            letters=row["judgement"],
        )
        judgements.setdefault((row["variant"], str(row["id"])), []).append(judgement)
    return judgements


def as_articles(references: Sequence[PrintedReference], variant: str) -> list[Article]:
    """Make numbered lists of the references."""
    articles = []
    for start in range(0, len(references), _LENGTH):
        part = references[start : start + _LENGTH]
        printed = tuple(
            Reference(text=each.texts[variant], style="printed", kind=each.id, pmid=each.pmid)
            for each in part
        )
        lines = [f"[{number}] {each.text}" for number, each in enumerate(printed, 1)]
        articles.append(
            Article(
                name=f"printed-{variant}-{start // _LENGTH + 1:03}.txt",
                text="\n".join(["References", "", *lines, ""]),
                references=printed,
                layout="label '[{}] ', one line",
            )
        )
    return articles


def judge(
    articles: Sequence[Article],
    report: Mapping[str, Any],
    variant: str,
    judgements: Mapping[tuple[str, str], Sequence[Judgement]],
) -> list[Checked]:
    """Hold the report on the articles of one variant against the judgements."""
    documents = {item["path"].rsplit("/", 1)[-1]: item for item in report["documents"]}
    checked = []
    for article in articles:
        document = documents.get(article.name, {"references": []})
        pairs, _ = aligned(article.references, document["references"])
        for reference, reported in pairs:
            known = list(judgements.get((variant, reference.kind), ()))
            others = [
                judgement
                for other in VARIANTS
                if other != variant
                for judgement in judgements.get((other, reference.kind), ())
            ]
            checked.append(_judged(reference, reported, known, others))
    return checked


def _judged(
    reference: Reference,
    reported: Mapping[str, Any] | None,
    known: Sequence[Judgement],
    others: Sequence[Judgement],
) -> Checked:
    if reported is None:
        reported = {"lookup": {"status": "not extracted"}, "findings": ()}
    findings = [item for item in reported["findings"] if item["field"] not in _ABOUT_LISTS]
    alarms = [item for item in findings if item["severity"] in _ALARM]
    found, rest = _parted([each for each in known if each.letters == "T"], alarms, known)
    noted, missed = _parted(rest, findings, known)
    lookup = reported["lookup"]
    return Checked(
        id=reference.kind,
        text=reference.text,
        pmid=reference.pmid or "",
        status=lookup["status"],
        matched=str(lookup.get("pmid") or ""),
        verdict=str(reported.get("verdict") or ""),
        is_other_kind=any(each.letters == "Fk" for each in [*known, *others]),
        alarms=tuple(_alarm(item, known, others) for item in alarms),
        found=found,
        noted=noted,
        missed=missed,
    )


def _parted(
    errors: Sequence[Judgement], findings: Sequence[Mapping[str, Any]], known: Sequence[Judgement]
) -> tuple[tuple[Judgement, ...], tuple[Judgement, ...]]:
    """Return the errors that a finding is about, and the others.

    A finding of the same field counts too, unless its rule has a judgement of its own.
    """
    judged = {judgement.rule for judgement in known}
    said = [
        error
        for error in errors
        if any(
            item["rule"] == error.rule
            or (item["rule"] not in judged and _is_about(error, item["rule"], item["field"]))
            for item in findings
        )
    ]
    return tuple(said), tuple(error for error in errors if error not in said)


def _alarm(
    finding: Mapping[str, Any], known: Sequence[Judgement], others: Sequence[Judgement]
) -> Alarm:
    """Make an alarm with its judgement.

    A judgement is by reference and rule. Where the rule is a different one now, or only the other
    variant was read, the same field and a right value in common make it the same alarm.
    """
    expected = tuple(finding["expected"])
    letters = next((each.letters for each in known if each.rule == finding["rule"]), "")
    if not letters:
        letters = next(
            (
                each.letters
                for each in [*known, *others]
                if _is_about(each, finding["rule"], finding["field"])
                and (finding["field"] == "record" or set(each.expected) & set(expected))
            ),
            "",
        )
    return Alarm(
        rule=finding["rule"],
        field=finding["field"],
        severity=finding["severity"],
        cited=finding["cited"] or "",
        expected=expected,
        message=finding["message"],
        letters=letters,
    )


def _is_about(judgement: Judgement, rule: str, about: str) -> bool:
    """Whether a finding is about the same field as a judgement."""
    if rule in _SAY_MORE:
        return judgement.field in _SAY_MORE[rule]
    return judgement.field == about


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for line in lines:
            if line.strip():
                yield json.loads(line)

"""References as printed: each alarm gets its judgement, and each true error is found or missed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.accuracy.printed import (
    Checked,
    as_articles,
    judge,
    load_judgements,
    load_printed,
)
from benchmarks.accuracy.printed_report import as_json, figures_of, printed_table

STEIN = (
    "Stein JM. The effect of adrenaline on ATP concentration in rat fat cells. "
    "Biochem Pharm 1975; 24: 1695-62."
)
AKAMATSU = (
    "Akamatsu N, Nakajima H, Ono M. Increase in acetyl CoA synthetase activity after "
    "phenobarbital treatment. Biochem Pharmacol 1975; 24: 1725-7."
)
PAIRS = [
    {"id": "a", "pmid": "12", "printed": STEIN, "printed_with_ids": f"{STEIN} PMID: 12"},
    {
        "id": "b",
        "pmid": "15",
        "printed": AKAMATSU,
        "printed_with_ids": f"{AKAMATSU}\nPMID: 15",
        "tag_is_wrong": False,
    },
    {
        "id": "c",
        "pmid": "16",
        "printed": AKAMATSU,
        "printed_with_ids": AKAMATSU,
        "tag_is_wrong": True,
    },
]


def judged(variant: str, about: str, rule: str, letters: str, *right: str) -> dict[str, Any]:
    return {
        "variant": variant,
        "id": about,
        "rule": rule,
        "expected": list(right),
        "judgement": letters,
    }


def finding(rule: str, about: str, *right: str, severity: str = "error") -> dict[str, Any]:
    return {
        "rule": rule,
        "field": about,
        "severity": severity,
        "cited": "x",
        "expected": list(right),
        "message": "m",
    }


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def check(
    tmp_path: Path,
    findings: Mapping[str, list[dict[str, Any]]],
    judgements: list[dict[str, Any]],
    variant: str = "A",
) -> dict[str, Checked]:
    """The references by id, with these findings reported of them."""
    references = load_printed(lines(tmp_path / "pairs.jsonl.gz", PAIRS))
    articles = as_articles(references, variant)
    report = {
        "documents": [
            {
                "path": f"somewhere/{article.name}",
                "references": [
                    {
                        "raw": each.text,
                        "lookup": {"status": "matched", "pmid": each.pmid},
                        "verdict": "mismatched",
                        "findings": findings.get(each.kind, []),
                    }
                    for each in article.references
                ],
            }
            for article in articles
        ]
    }
    known = load_judgements([lines(tmp_path / "judged.jsonl", judgements)])
    return {item.id: item for item in judge(articles, report, variant, known)}


def test_references_with_a_wrong_tag_are_left_out(tmp_path: Path) -> None:
    assert [each.id for each in load_printed(lines(tmp_path / "p.jsonl", PAIRS))] == ["a", "b"]


def test_each_variant_is_a_numbered_list_of_one_line_each(tmp_path: Path) -> None:
    (article,) = as_articles(load_printed(lines(tmp_path / "p.jsonl", PAIRS)), "B")
    assert article.text.splitlines() == [
        "References",
        "",
        f"[1] {STEIN} PMID: 12",
        f"[2] {AKAMATSU} PMID: 15",
    ]


@pytest.mark.parametrize(
    ("judgement", "reported", "verdict"),
    [
        (("pages-mismatch", "T", "1659"), ("pages-mismatch", "pages", "1659"), "true"),
        (("journal-mismatch", "Fs", "Biochem"), ("journal-mismatch", "journal", "B"), "false"),
        (("journal-mismatch", "Fs", "B"), ("journal-misspelt", "journal", "B"), "false"),
        (("author-other", "T", "Stein"), ("author-misspelt", "author", "Stein"), "true"),
        (("year-mismatch", "R", "1975"), ("year-mismatch", "year", "1975"), "record stale"),
        (("author-missing", "S", "Miura"), ("author-missing", "author", "M"), "source damaged"),
        (("title-wording", "D", "fat"), ("title-wording", "title", "fat"), "doubtful"),
        (("author-other", "T", "Stein"), ("author-initials", "author", "J"), "to be read"),
        (("year-mismatch", "T", "1975"), ("pages-mismatch", "pages", "1975"), "to be read"),
    ],
)
def test_an_alarm_has_the_judgement_of_its_rule_or_of_its_field_and_value(
    tmp_path: Path,
    judgement: tuple[str, str, str],
    reported: tuple[str, str, str],
    verdict: str,
) -> None:
    rule, letters, right = judgement
    found = check(tmp_path, {"a": [finding(*reported)]}, [judged("A", "a", rule, letters, right)])
    assert [alarm.verdict for alarm in found["a"].alarms] == [verdict]


def test_a_judgement_of_the_other_variant_counts_for_the_same_value_only(tmp_path: Path) -> None:
    known = [judged("B", "a", "journal-mismatch", "Fp", "Biochem Pharmacol")]
    same = {"a": [finding("journal-mismatch", "journal", "Biochem Pharmacol")]}
    other = {"a": [finding("journal-mismatch", "journal", "Biochemistry")]}
    assert check(tmp_path, same, known)["a"].alarms[0].letters == "Fp"
    assert check(tmp_path, other, known)["a"].alarms[0].letters == ""


def test_true_errors_are_found_only_noted_or_missed(tmp_path: Path) -> None:
    known = [
        judged("A", "a", "pages-mismatch", "T", "1659"),
        judged("A", "a", "journal-misspelt", "T", "Biochem Pharmacol"),
        judged("A", "a", "author-initials", "T", "Stein JM"),
        judged("A", "a", "author-order", "T", "Stein"),
    ]
    reported = [
        finding("pages-mismatch", "pages", "1659"),
        finding("journal-form", "journal", "Biochem Pharmacol", severity="info"),
        finding("author-initials", "author", "Stein JM", severity="warning"),
    ]
    item = check(tmp_path, {"a": reported}, known)["a"]
    assert [each.rule for each in item.found] == ["pages-mismatch", "author-initials"]
    assert [each.rule for each in item.noted] == ["journal-misspelt"]
    assert [each.rule for each in item.missed] == ["author-order"]


def test_one_error_about_the_location_finds_the_errors_of_its_fields(tmp_path: Path) -> None:
    known = [
        judged("A", "a", "journal-mismatch", "T", "Biochem Pharmacol"),
        judged("A", "a", "volume-mismatch", "T", "24"),
        judged("A", "a", "author-first", "T", "Stein JM"),
    ]
    item = check(tmp_path, {"a": [finding("published-elsewhere", "record")]}, known)["a"]
    assert [alarm.verdict for alarm in item.alarms] == ["true"]
    assert [each.rule for each in item.missed] == ["author-first"]


def test_the_data_of_an_article_may_be_told_from_it(tmp_path: Path) -> None:
    known = [judged("B", "a", "journal-mismatch", "Fk", "Biochem Pharmacol")]
    item = check(tmp_path, {}, known)["a"]
    assert item.right
    assert replace(item, status="out_of_scope", matched="").right
    assert not replace(item, status="not_found", matched="").right
    assert not replace(item, status="out_of_scope", is_other_kind=False).right


def test_what_is_about_the_list_that_was_made_here_is_no_alarm(tmp_path: Path) -> None:
    reported = [finding("list-duplicate", "list"), finding("retracted", "status")]
    assert check(tmp_path, {"a": reported}, [])["a"].alarms == ()


def test_figures_as_a_table_and_as_json(tmp_path: Path) -> None:
    known = [
        judged("A", "a", "journal-mismatch", "Fs", "Biochem Pharmacol"),
        judged("A", "a", "pages-mismatch", "T", "1659"),
        judged("A", "b", "journal-mismatch", "T", "Biochem Pharmacol"),
        judged("A", "b", "author-missing", "T", "Miura Y"),
    ]
    reported = {
        "a": [finding("journal-mismatch", "journal", "x"), finding("pages-mismatch", "pages", "1")],
        "b": [finding("journal-mismatch", "journal", "Y"), finding("title-wording", "title", "z")],
    }
    figures = figures_of(list(check(tmp_path, reported, known).values()))
    rates = {name: (share.hits, share.total) for name, share in figures.rates.items()}
    assert rates == {
        "right record": (2, 2),
        "wrong record": (0, 2),
        "not matched": (0, 2),
        "called suspect": (0, 2),
        "with an alarm": (2, 2),
        "with a false alarm": (1, 2),
        "... that is an error": (1, 2),
        "with an alarm to be read": (1, 2),
        "true errors found": (2, 3),
        "journal-mismatch, an error: true": (1, 2),
    }
    text = printed_table({"A": figures}, judged=True)
    assert "| true errors found | 66.67 (20.77 to 93.85; 2 of 3) |" in text
    assert "journal-mismatch (error): 1 false, 1 true" in text
    assert "b: true, missed: author-missing" in text
    rules = json.loads(as_json({"A": figures}))["printed"]["A"]["rules"]
    assert rules["title-wording (error)"] == {"to be read": 1}

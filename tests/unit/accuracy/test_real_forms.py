"""What references in real articles have, and generated ones lacked."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.accuracy.entries import Entry, Habit, Mistake, Reference
from benchmarks.accuracy.plan import Plan, make_articles
from benchmarks.accuracy.pool import Pool
from benchmarks.accuracy.real_forms import (
    dress_entry,
    dress_line,
    own_chance,
    place_elsewhere,
    without_gaps,
)
from benchmarks.accuracy.records import Name, load_records, with_journals
from benchmarks.accuracy.references import Rates, choose_habit, is_usable
from benchmarks.accuracy.styles import STYLES

ROOT = Path(__file__).resolve().parents[3]
RECORDS = with_journals(load_records(ROOT / "benchmarks" / "accuracy" / "small_records.jsonl"), {})
ENTRY = Entry(
    authors=(
        Name(family="Sundararajan", initials="S", suffix="3rd"),
        Name(family="Muir", initials="JR"),
        Name(family="Moens", initials="T"),
    ),
    title="Sterility of males in wheat",
    journal="Proceedings of the National Academy of Sciences of the United States of America",
    abbreviation="Proc Natl Acad Sci U S A",
    year=2019,
    volume="116",
    issue="4",
    first="e0001322",
    doi="10.12688/f1000research.19766.3",
)


@pytest.fixture
def habit() -> Habit:
    found = choose_habit(random.Random(3), ["nlm"])  # noqa: S311 - nothing is secret here
    return replace(found, shown=2, limit=2, accents="kept", title_case="kept", quotes=False)


def of_entry(habit: Habit, *wrong: str) -> dict[str, Entry]:
    """Every form that the entry can have, where these fields hold a planted error."""
    mistakes = tuple(Mistake(field=name, kind="", cited="", right="") for name in wrong)
    found = {}
    for seed in range(200):
        chance = random.Random(seed)  # noqa: S311
        changed, form = dress_entry(ENTRY, habit, mistakes, chance)
        found[form] = changed
    return found


def of_line(habit: Habit) -> dict[str, set[str]]:
    line = STYLES[habit.style].write(ENTRY, habit)
    found: dict[str, set[str]] = {}
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311
        changed, form = dress_line(line, ENTRY, habit, chance)
        found.setdefault(form, set()).add(changed)
    return found


def test_forms_of_an_entry(habit: Habit) -> None:
    forms = of_entry(habit)
    assert set(forms) == {"own name", "no volume", "no pages", "version", "hyphenated number"}
    assert "U S A" not in forms["own name"].abbreviation
    assert forms["hyphenated number"].first == "e00013-22"
    assert forms["version"].doi.startswith("10.12688/f1000research.19766.")
    assert (forms["no volume"].volume, forms["no volume"].first) == ("", "1")
    line = STYLES["nlm"].write(forms["no volume"], habit)
    assert "2019;1" in without_gaps(line)


def test_styles_of_chemistry_leave_titles_out(habit: Habit) -> None:
    for style in ("acs", "mdpi", "elsevier", "nature"):
        entry = of_entry(replace(habit, style=style))["no title"]
        line = STYLES[style].write(entry, replace(habit, style=style))
        assert ENTRY.title not in line
        assert "Muir" in line


def test_a_field_with_a_planted_error_is_left_alone(habit: Habit) -> None:
    assert set(of_entry(habit, "journal", "pages")) == {"version"}


def test_forms_of_a_line(habit: Habit) -> None:
    forms = of_line(habit)
    assert set(forms) >= {"notice", "degrees", "cut list", "suffix", "no stop"}
    assert all("2020;117" in line for line in forms["notice"])
    assert any("Muir JR, PhD" in line for line in forms["degrees"])
    assert any("+1 more" in line for line in forms["cut list"])
    assert all("Sundararajan S, " in line for line in forms["suffix"])
    assert forms["no stop"] == {STYLES["nlm"].write(ENTRY, habit).replace("wheat. ", "wheat ")}


def test_a_real_work_at_a_made_up_place() -> None:
    pool = Pool.of([record for record in RECORDS if is_usable(record)])
    moved = place_elsewhere(ENTRY, pool, random.Random(4))  # noqa: S311
    assert (moved.title, moved.authors) == (ENTRY.title, ENTRY.authors)
    assert moved.abbreviation != ENTRY.abbreviation
    assert abs(moved.year - ENTRY.year) > 2


def test_a_seed_makes_the_same_references_but_for_the_real_forms() -> None:
    def made(share: float) -> list[Reference]:
        plan = Plan(references=600, seed=11, rates=Rates(real_forms=share))
        return [each for article in make_articles(RECORDS, plan) for each in article.references]

    before, after = made(0.0), made(0.3)
    changed = [new for old, new in zip(before, after, strict=True) if old.text != new.text]
    kinds = {each.kind for each in changed}
    assert {"elsewhere", "data set", "meeting abstract", "correct"} <= kinds
    assert not any(each.real_form for each in before)
    assert all(each.real_form or each.moved or each.outside for each in changed)
    assert 30 < len(changed) < 200


def test_chance_of_its_own_takes_nothing() -> None:
    chance = random.Random(5)  # noqa: S311
    state = chance.getstate()
    assert own_chance(chance).random() == own_chance(chance).random()
    assert chance.getstate() == state

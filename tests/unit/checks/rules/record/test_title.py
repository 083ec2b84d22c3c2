"""The rules for titles, on references as they are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import CITED, RECORD, alarms, findings_of, printed, reference

from refcheck.model.record import GroupName

AUTHORS, PLACE = "Rajkumar R, Fam J, Yeo EY, Dawe GS", "Pharmacol Res. 2015;99(2):23-35."

OTHER_WORDS = [
    "Esketamine and suicidal ideation in depression: jumping the gun?",
    "Ketamine and homicidal ideation in depression: jumping the gun?",
    "Ketamine and suicidal thoughts in depression: jumping the gun?",
    "Ketamine in suicidal ideation and depression: jumping the gun?",
    "Ketamine and suicidal ideation in severe depression: jumping the gun?",
    "Ketamine and suicidal ideation: jumping the gun?",
    "Ketamine and suicidial ideation in depression: jumping the gun?",
]
OTHER_TITLES = [
    "Formate assay in body fluids: application in methanol poisoning.",
    "Statins and the risk of fracture in older women.",
    "Ketamine for chronic pain: a systematic review of trials.",
]
SAME = [
    "Ketamine and suicidal ideation in depression: jumping the gun?",
    "Ketamine and suicidal ideation in depression.",
    "KETAMINE AND SUICIDAL IDEATION IN DEPRESSION: JUMPING THE GUN?",
    "Ketamine and Suicidal Ideation in Depression - Jumping the Gun?",
    "Ketamine & suicidal ideation in depression: jumping the gun?",
    "Ketamine and the suicidal ideation in depression: jumping the gun?",
    "“Ketamine and suicidal ideation in depression: jumping the gun?”",
    "Ketamine and suicidal ideation in depres- sion: jumping the gun?",
    "Ketamine and suicidal ideation in depression: jumping the gun? [Review]",
]


def found(title: str, recorded: str | None = None) -> list[tuple[str, str]]:
    record = replace(RECORD, title=recorded or RECORD.title)
    return alarms(findings_of(printed(f"{AUTHORS}. {title} {PLACE}"), record))


@pytest.mark.parametrize("title", OTHER_WORDS)
def test_other_words_are_a_warning(title: str) -> None:
    (finding,) = findings_of(printed(f"{AUTHORS}. {title} {PLACE}"), RECORD)
    assert alarms([finding]) == [("title-wording", "warning")]
    assert finding.cited == title.removesuffix(".")
    assert finding.expected == (RECORD.title,)
    assert finding.fix == RECORD.title


@pytest.mark.parametrize("title", OTHER_TITLES)
def test_another_title_is_an_error(title: str) -> None:
    assert found(title) == [("title-mismatch", "error")]


@pytest.mark.parametrize("title", SAME)
def test_the_same_title_in_another_dress_is_silent(title: str) -> None:
    assert found(title) == []


PAIRS = [
    # as printed, as recorded, whether it is worth a warning
    (
        "Tumor haemorrhage in paediatric patients.",
        "Tumour hemorrhage in pediatric patients.",
        False,
    ),
    ("TNF-alpha in sepsis of the newborn child.", "TNF-α in sepsis of the newborn child.", False),
    ("Two year outcome of spinal surgery.", "2-year outcome of spinal surgery.", False),
    ("Five-year outcome of spinal surgery.", "2-year outcome of spinal surgery.", True),
    ("Effect of 20 mg of statin on stroke.", "Effect of 40 mg of statin on stroke.", True),
    ("Hypertension in pregnant women of Japan.", "Hypotension in pregnant women of Japan.", True),
    ("Normotension in pregnant women of Japan.", "Tension in pregnant women of Japan.", True),
    ("Asymptomatic carriage in young adults.", "Symptomatic carriage in young adults.", True),
    ("Symptomatic carriage in young adults.", "Asymptomatic carriage in young adults.", True),
    ("Outcome of knee surgery in a patient.", "Outcome of knee surgery in a patients.", True),
    ("Outcome with aspirin after stroke.", "Outcome without aspirin after stroke.", True),
]


@pytest.mark.parametrize(("title", "recorded", "is_wrong"), PAIRS)
def test_small_differences(title: str, recorded: str, *, is_wrong: bool) -> None:
    assert found(title, recorded) == ([("title-wording", "warning")] if is_wrong else [])


@pytest.mark.parametrize(("added", "told"), [(3, True), (4, False)])
def test_words_added_before_a_title(added: int, told: bool) -> None:
    """Three words can have been added to a title; more before it are another field's."""
    words = " ".join(["Orthopedic", "cancer", "surgery", "today"][:added])
    title = "Nasopharyngeal carcinoma in childhood and adolescence"
    raw = f"{AUTHORS}. {words} {title}. {PLACE}"
    findings = findings_of(printed(raw), replace(RECORD, title=f"{title}."))
    assert bool(findings) is told


@pytest.mark.parametrize(("word", "told"), [("rats", False), ("men", True)])
def test_the_end_of_a_title_that_was_parsed_into_a_different_field(word: str, told: bool) -> None:
    """Four letters can be recognised in the rest of the text, three are there by chance."""
    title = "Ketamine and suicidal ideation in adult"
    raw = f"{AUTHORS}. {title}. {PLACE} {word}."
    record = replace(RECORD, title=f"{title} {word}")
    assert bool(findings_of(reference(replace(CITED, title=title), raw), record)) is told


@pytest.mark.parametrize(
    ("recorded", "cited"),
    [
        ("2. Classification and diagnosis of diabetes: standards of care.",
         "Classification and diagnosis of diabetes: standards of care."),
        ("Classification and diagnosis of diabetes: standards of care.",
         "2. Classification and diagnosis of diabetes: standards of care."),
        ("Chapter 4: Kidney disease and its treatment in adults.",
         "Kidney disease and its treatment in adults."),
    ],
)  # fmt: skip
def test_the_number_of_a_chapter_may_be_left_out(recorded: str, cited: str) -> None:
    assert found(cited, recorded) == []


def test_the_own_name_of_a_group_may_be_left_out_of_the_title() -> None:
    record = replace(
        RECORD,
        authors=(GroupName(name="World Medical Association"),),
        title="World Medical Association Declaration of Helsinki: principles of medical research",
    )
    title = "Declaration of Helsinki: principles of medical research."
    cited = f"World Medical Association. {title} {PLACE}"
    assert alarms(findings_of(printed(cited), record)) == []
    other = replace(record, authors=(GroupName(name="World Health Organization"),))
    cited = f"World Health Organization. {title} {PLACE}"
    assert alarms(findings_of(printed(cited), other)) == [("title-wording", "warning")]

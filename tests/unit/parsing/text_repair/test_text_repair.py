"""Each text repair does what its example says, and leaves alone what is not its business."""

from __future__ import annotations

import pytest

from refcheck.parsing.text_repair import TEXT_REPAIRS, Front, TextRepair, repair_text


def shown(front: Front) -> str:
    groups = "".join(f" +{{{name}}}" for name in front.groups)
    signs = (" +cut" if front.cut else "") + (" +nobody" if front.nobody else "")
    return f"{front.text}{signs}{groups}"


@pytest.mark.parametrize("repair", TEXT_REPAIRS, ids=lambda repair: repair.name)
def test_the_repair_changes_its_example_as_it_says(repair: TextRepair) -> None:
    assert shown(repair_text(repair.example)) == repair.after
    without = Front(text=repair.example)
    for other in TEXT_REPAIRS:
        without = without if other is repair else other.repair(without)
    assert shown(without) != repair.after


def test_the_names_are_different() -> None:
    assert len({repair.name for repair in TEXT_REPAIRS}) == len(TEXT_REPAIRS)


HOSTILE = [
    "A" * 400_000, "Smith AB, MD, " * 30_000, "A. B. " * 60_000, "et al " * 60_000,
    "... " * 90_000, "Abc, " * 80_000, "for the " * 50_000, "; Ab Group" * 40_000,
    "Title of. " * 40_000, "等" * 400_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_long_lines_end_soon(text: str) -> None:
    assert repair_text(text).text

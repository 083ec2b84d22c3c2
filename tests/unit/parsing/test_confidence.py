"""How sure the parser is, and what else a string could be."""

from __future__ import annotations

import pytest

from refcheck.errors import ModelError
from refcheck.parsing import confidence, parse
from refcheck.parsing.alternatives import other_labels
from refcheck.parsing.confidence import field_probabilities, identity, interpolate


class Stub:
    """A labelling with given labels; `second` is the chance of a label that was not chosen."""

    def __init__(self, labels: list[str], second: dict[tuple[str, int], float]) -> None:
        self.labels = labels
        self._second = second

    def marginal(self, label: str, place: int) -> float:
        return self._second.get((label, place), 0.8 if self.labels[place] == label else 0.01)


@pytest.mark.parametrize(
    ("value", "calibrated"),
    [(0.0, 0.1), (0.25, 0.3), (0.5, 0.5), (0.9, 0.58), (1.0, 0.6), (-1, 0.1), (2, 0.6)],
)
def test_the_curve_is_linear_between_its_points(value: float, calibrated: float) -> None:
    curve = ((0.0, 0.1), (0.5, 0.5), (1.0, 0.6))
    assert interpolate(curve, value) == pytest.approx(calibrated)


def test_the_identity_changes_nothing() -> None:
    assert interpolate(identity().whole, 0.37) == pytest.approx(0.37)


def test_a_field_is_as_sure_as_the_least_sure_of_its_ends() -> None:
    labels = ["Bfamily", "Igiven", "title", "title", "title", "container", "O"]
    stub = Stub(labels, {("title", 2): 0.7, ("title", 3): 0.1, ("title", 4): 0.6})
    assert dict(field_probabilities(stub)) == {"author": 0.8, "title": 0.6, "container-title": 0.8}


def test_what_may_as_well_be_another_field_is_another_reading() -> None:
    labels = ["Bfamily", "title", "title", "container", "O"]
    stub = Stub(labels, {("container", 2): 0.3, ("title", 3): 0.2, ("container", 4): 0.05})
    assert other_labels(stub) == [
        ["Bfamily", "title", "container", "container", "O"],
        ["Bfamily", "title", "title", "title", "O"],
    ]
    assert other_labels(Stub(["title"], {("container", 0): 0.4})) == [["container"]]


def test_a_plain_reference_is_sure_and_a_strange_string_is_not() -> None:
    plain = parse(
        "Nutt DJ, King LA, Phillips LD. Drug harms in the UK: a multicriteria decision analysis. "
        "Lancet. 2010;376(9752):1558-65."
    )
    strange = parse(
        "Lancet the 12 of, in Springer 7 Kant 1990 and 3 critique: nature London Oxford"
    )
    assert plain.confidence > 0.9
    assert plain.alternatives == ()
    assert dict(plain.field_confidence)["title"] > 0.9
    assert strange.confidence < 0.5
    assert strange.record not in strange.alternatives


@pytest.mark.parametrize("text", ["", "{", '{"whole": [[0]]}', '{"whole": 3, "field": 4}'])
def test_a_damaged_calibration_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, text: str
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / confidence.CALIBRATION).write_text(text)
    monkeypatch.setattr(confidence, "_FOLDER", folder)
    confidence.load.cache_clear()
    with pytest.raises(ModelError, match="calibration cannot be read"):
        confidence.load()
    confidence.load.cache_clear()


def test_a_field_that_a_repair_found_is_as_sure_as_its_labels() -> None:
    stub = Stub(["title", "title", "O"], {("container", 1): 0.3, ("title", 0): 0.7})
    repaired = ["title", "container", "O"]
    assert dict(field_probabilities(stub, repaired)) == {"title": 0.7, "container-title": 0.3}
    assert field_probabilities(stub, stub.labels) == field_probabilities(stub)


def test_every_field_with_a_label_of_its_own_has_a_confidence() -> None:
    parsed = parse("Title of a work. Nature, 171, 737 (1953)")
    names = {name for name, _ in parsed.field_confidence}
    record = parsed.record
    assert record.container_title
    assert "container-title" in names
    assert record.volume
    assert "volume" in names

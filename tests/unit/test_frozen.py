"""Frozen dataclasses, made in a third of the time: they are as `dataclasses` makes them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from refcheck import frozen
from refcheck.model.identifiers import ISBN
from refcheck.model.record import BibliographicRecord

# As a type checker sees it, the two are one.
STANDARD: Any = dataclasses.dataclass
OWN: Any = frozen.dataclass


@OWN(frozen=True, slots=True, kw_only=True)
class Kept:
    """A class that can be pickled, as it is in a module."""

    name: str
    pages: tuple[str, ...] = ()


def made(dataclass: Any, **options: bool) -> Any:
    @dataclass(frozen=True, slots=True, **options)
    class Work:
        """A work."""

        title: str
        year: int = 2000
        notes: list[str] = dataclasses.field(default_factory=list, repr=False)
        seen: int = dataclasses.field(default=0, compare=False)
        parts: list[int] = dataclasses.field(default_factory=list, init=False, compare=False)

    return Work


BOTH = pytest.mark.parametrize("dataclass", [STANDARD, OWN], ids=["standard", "own"])


@BOTH
@pytest.mark.parametrize("kw_only", [False, True])
def test_fields_and_defaults(dataclass: Any, kw_only: bool) -> None:
    work = made(dataclass, kw_only=kw_only)(title="A")
    assert (work.title, work.year, work.notes, work.seen, work.parts) == ("A", 2000, [], 0, [])
    assert [field.name for field in dataclasses.fields(work)] == [*work.__slots__]
    assert not hasattr(work, "__dict__")
    assert dataclasses.replace(work, year=2001).year == 2001
    assert dataclasses.asdict(work)["title"] == "A"
    assert type(work).__match_args__ == (() if kw_only else ("title", "year", "notes", "seen"))


@BOTH
def test_what_is_made_anew_is_not_shared(dataclass: Any) -> None:
    work = made(dataclass)
    assert work("A").notes is not work("B").notes
    assert work("A").parts is not work("B").parts
    assert work("A", notes=["x"]).notes == ["x"]


@BOTH
def test_equality_and_hash(dataclass: Any) -> None:
    work = made(dataclass)
    assert work("A") == work("A", seen=7)
    assert work("A") != work("A", 2001)
    assert work("A") != ("A", 2000, [], 0, [])
    assert work("A") != made(dataclass)("A")  # of another class

    @dataclass(frozen=True, slots=True)
    class Key:
        """A key."""

        source: str
        number: int = dataclasses.field(default=1, compare=False)

    assert hash(Key("a", 1)) == hash(Key("a", 2)) == hash(("a",))
    assert len({Key("a"), Key("a"), Key("b")}) == 2


@BOTH
def test_the_representation_and_the_messages(dataclass: Any) -> None:
    work = made(dataclass)
    assert repr(work("A", 1, ["n"])) == ("made.<locals>.Work(title='A', year=1, seen=0, parts=[])")
    with pytest.raises(TypeError, match=r"Work.__init__\(\) missing 1 required .*'title'"):
        work()
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'year'"):
        work("A").year = 1
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'year'"):
        del work("A").year
    with pytest.raises(TypeError):
        made(dataclass, kw_only=True)("A")


@BOTH
def test_methods_of_a_class_stay(dataclass: Any) -> None:
    @dataclass(frozen=True, slots=True)
    class Size:
        """A size."""

        number: int
        unit: str = dataclasses.field(default="mm", init=False)
        shown: str = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            if self.number < 0:
                raise ValueError("negative")
            object.__setattr__(self, "shown", f"{self.number} {self.unit}")

        def __repr__(self) -> str:
            return f"<{self.number}>"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Size) and self.number % 10 == other.number % 10

        def __hash__(self) -> int:
            return self.number % 10

    assert repr(Size(12)) == "<12>"
    assert Size(12).shown == "12 mm"
    assert Size(12) == Size(22)
    assert hash(Size(12)) == 2
    with pytest.raises(ValueError, match="negative"):
        Size(-1)


@BOTH
def test_a_class_without_fields(dataclass: Any) -> None:
    @dataclass(frozen=True, slots=True)
    class Nothing:
        """Nothing."""

    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(())
    assert repr(Nothing()).endswith(".Nothing()")


@pytest.mark.parametrize("kw_only", [False, True])
def test_a_maker_makes_what_the_class_makes(kw_only: bool) -> None:
    work = made(OWN, kw_only=kw_only)
    make = frozen.maker(work)
    assert make(title="A") == work(title="A")
    assert make(title="A", year=2001, notes=["n"]) == work(title="A", year=2001, notes=["n"])
    assert type(make(title="A")) is work
    assert make(title="A").notes is not make(title="A").notes
    assert make(title="A").parts == []
    assert pickle.loads(pickle.dumps(frozen.maker(Kept)(name="A"))) == Kept(name="A")  # noqa: S301
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'year'"):
        make(title="A").year = 1
    with pytest.raises(TypeError, match=r"Work\(\) missing 1 required .*'title'"):
        make()
    with pytest.raises(TypeError, match="'no_such'"):
        make(title="A", no_such=1)


def test_an_object_is_restored_from_its_values() -> None:
    make = frozen.restorer(BibliographicRecord)
    record = BibliographicRecord(title="Zinc", volume="3", isbn=(ISBN("9780306406157"),))
    names = [field.name for field in dataclasses.fields(BibliographicRecord)]
    restored = make(*(getattr(record, name) for name in names))
    assert restored == record
    assert type(restored) is BibliographicRecord
    with pytest.raises(dataclasses.FrozenInstanceError):
        restored.title = "Iron"  # type: ignore[misc]


def test_what_is_restored_was_complete_before() -> None:
    @frozen.dataclass(frozen=True, slots=True)
    class Counted:
        number: int

        def __post_init__(self) -> None:
            raise AssertionError("it is not to be completed again")

    assert frozen.restorer(Counted)(3).number == 3


def test_a_maker_lets_the_class_complete_its_objects() -> None:
    @OWN(frozen=True, slots=True)
    class Size:
        """A size."""

        number: int
        shown: str = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "shown", f"{self.number} mm")

    assert frozen.maker(Size)(3).shown == "3 mm"


def test_copies_and_pickles() -> None:
    kept = Kept(name="A", pages=("1", "2"))
    assert pickle.loads(pickle.dumps(kept)) == kept  # noqa: S301 - its own
    assert copy.copy(kept) == kept
    assert copy.deepcopy(kept) == kept


def test_other_dataclasses_are_left_to_the_standard_library() -> None:
    @OWN(slots=True)
    class Draft:
        """A draft."""

        title: str = ""

    @OWN(frozen=True, slots=True, order=True)
    class Date:
        """A date."""

        year: int

    draft = Draft()
    draft.title = "A"
    assert draft == Draft("A")
    assert Date(1) < Date(2)

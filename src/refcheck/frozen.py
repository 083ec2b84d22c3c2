"""`dataclass` for values, as `dataclasses` has it: frozen classes are made in a third of the time.

`dataclasses` compiles six functions for each frozen class, one at a time. A short run needs 140 of
refcheck's classes, and making them was a sixth of it. Here one function is compiled, two when they
are first called, and the others are the same for all classes. Fields, `replace`, `asdict`,
equality, hashes and pickles are those of any dataclass. Such a class has no subclasses.

`maker` gives a function that makes objects of such a class in half the time of a call of the class,
for the few classes of which every reference needs several objects.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

__all__ = ["dataclass", "maker", "restorer"]

_P = ParamSpec("_P")
_T = TypeVar("_T")

# With so many fields a detour costs less than it saves. Measured with Python 3.11 to 3.13.
_MANY = 4
_NOT_GIVEN: Any = object()  # what __init__ has for a default that is to be made anew each time


def _dataclass(*, frozen: bool = False, slots: bool = False, **options: bool) -> Any:
    """Decorates as `dataclasses.dataclass` does."""
    if not (frozen and slots) or options.keys() - {"kw_only"}:
        return dataclasses.dataclass(frozen=frozen, slots=slots, **options)
    return lambda cls: _frozen(cls, **options)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def maker(cls: Callable[_P, _T]) -> Callable[_P, _T]:
    """Returns a function that makes objects of a frozen class, and is called as the class is.

    A call of a class makes a dictionary of what is given by name, and what comes out of it has to
    be opened before it can be filled. A function has neither to do.
    """
    made: Any = cls
    fields = dataclasses.fields(made)
    names: dict[str, Any] = {"_NOT_GIVEN": _NOT_GIVEN}
    parameters, values = _parameters(fields, names)
    after = " self.__post_init__()\n" if hasattr(cls, "__post_init__") else ""
    return _making(made, parameters, values, names, after)  # type: ignore[no-any-return]


def restorer(cls: type[_T]) -> Callable[..., _T]:
    """Returns a function that makes an object of the values of all fields of a class with slots, in
    their order: values that another object had, and that were checked when that was made."""
    made: Any = cls
    names = [field.name for field in dataclasses.fields(made)]
    return _making(made, ", ".join(names), dict(zip(names, names, strict=True)), {})  # type: ignore[no-any-return]


def _making(
    cls: Any, parameters: str, values: dict[str, str], names: dict[str, Any], after: str = ""
) -> Any:
    """Returns a function with these parameters that fills an object with these values, and then
    does what is in the lines `after`."""
    names |= {"_open": _open_class(cls), "_closed": cls}
    lines = "".join(f" self.{name} = {value}\n" for name, value in values.items())
    _execute(
        f"def make({parameters}):\n self = _open()\n{lines} self.__class__ = _closed\n{after}"
        " return self\n",
        names,
    )
    make = names["make"]
    make.__qualname__ = cls.__qualname__
    return make


def _frozen(cls: type, *, kw_only: bool = False) -> type:
    own = cls.__dict__
    make: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    made: Any = make(cls)
    fields = dataclasses.fields(made)
    for name, method in _methods(made, fields).items():
        if own.get(name) is None:
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(made, name, method)
    made.__init__.__annotations__ = {field.name: field.type for field in fields if field.init}
    made.__setattr__ = _refuse_to_set
    made.__delattr__ = _refuse_to_delete
    made.__getstate__, made.__setstate__ = _pickling([field.name for field in fields])
    if "__repr__" not in own:
        made.__repr__ = _representation([field.name for field in fields if field.repr])
    return made  # type: ignore[no-any-return]


def _refuse_to_set(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _methods(cls: Any, fields: tuple[Any, ...]) -> dict[str, Any]:
    """Returns the methods that are in the way of much that runs: `__init__`, equality, the hash."""
    names: dict[str, Any] = {"_NOT_GIVEN": _NOT_GIVEN}
    _execute(_initializer(cls, fields, names), names)
    compared = [field.name for field in fields if field.compare]
    equality = (
        "def __eq__(self, other):\n"
        f" if other.__class__ is self.__class__: return {_tuple('self', compared)} == "
        f"{_tuple('other', compared)}\n"
        " return NotImplemented\n"
    )
    hashing = f"def __hash__(self): return hash({_tuple('self', compared)})\n"
    return {
        "__init__": names["__init__"],
        "__eq__": _compiled_when_called(cls, "__eq__", equality),
        "__hash__": _compiled_when_called(cls, "__hash__", hashing),
    }


def _compiled_when_called(cls: Any, name: str, code: str) -> Any:
    """Returns a method that puts another one in its own place, made of its code."""

    def method(*values: object) -> Any:
        names: dict[str, Any] = {}
        _execute(code, names)
        setattr(cls, name, names[name])
        return names[name](*values)

    return method


def _execute(code: str, names: dict[str, Any]) -> None:
    exec(code, names)  # noqa: S102 - it has the names of fields, and nothing else from outside


def _tuple(of: str, names: list[str]) -> str:
    return f"({''.join(f'{of}.{name}, ' for name in names)})"


def _initializer(cls: Any, fields: tuple[Any, ...], names: dict[str, Any]) -> str:
    """Returns the text of `__init__`, and adds to `names` what it needs."""
    parameters, values = _parameters(fields, names)
    after = " self.__post_init__()\n" if hasattr(cls, "__post_init__") else ""
    assignments = _assignments(cls, values, names)
    return f"def __init__(self, {parameters}):\n{assignments}{after} return None\n"


def _parameters(fields: tuple[Any, ...], names: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Returns the parameters of what makes an object, and the value of each field that it sets; it
    adds to `names` what they need."""
    positional: list[str] = []
    by_name: list[str] = []
    values: dict[str, str] = {}
    for field in fields:
        name = value = given = field.name
        if field.default is not dataclasses.MISSING:
            given = f"_default_{name}"
            names[given] = field.default
            parameter = f"{name}={given}"
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"] = field.default_factory
            given = f"_make_{name}()"
            value = f"{given} if {name} is _NOT_GIVEN else {name}"
            parameter = f"{name}=_NOT_GIVEN"
        else:
            parameter = name
        if field.init:
            (by_name if field.kw_only else positional).append(parameter)
            values[name] = value
        elif given != name:  # else `__post_init__` sets it
            values[name] = given
    return ", ".join(positional + (["*", *by_name] if by_name else [])), values


def _assignments(cls: Any, values: dict[str, str], names: dict[str, Any]) -> str:
    """Returns the lines that fill the slots of an object that is being made.

    `object.__setattr__` for each is what `dataclasses` does; to ask the slot itself is a sixth
    quicker. From four on it is quicker still to make the object one of a class for a moment that
    has the same slots and lets them be set: that of a record, with 31 fields, takes a third of the
    time.
    """
    if len(values) < _MANY:
        names |= {f"_set_{name}": getattr(cls, name).__set__ for name in values}
        return "".join(f" _set_{name}(self, {value})\n" for name, value in values.items())
    names |= {"_set_class": _set_class, "_open": _open_class(cls), "_closed": cls}
    lines = (f" self.{name} = {value}\n" for name, value in values.items())
    return f" _set_class(self, _open)\n{''.join(lines)} self.__class__ = _closed\n"


_set_class: Any = object.__dict__["__class__"].__set__


def _open_class(cls: Any) -> Any:
    """Returns a class with the same slots that lets them be set."""
    return type(cls.__name__, (), {"__slots__": cls.__slots__})


def _representation(names: list[str]) -> Any:
    def represent(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({values})"

    return represent


def _pickling(names: list[str]) -> tuple[Any, Any]:
    def state(self: object) -> list[Any]:
        return [getattr(self, name) for name in names]

    def restore(self: object, values: list[Any]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    return state, restore

"""What was worked out last, as much of it as memory has room for."""

from __future__ import annotations

from typing import Generic, TypeVar

__all__ = ["Remembered"]

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by number, of up to `most` bytes together: those that were asked for last stay."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._values: dict[int, tuple[Value, int]] = {}  # the last one at the end

    def __contains__(self, number: int) -> bool:
        return number in self._values

    def get(self, number: int) -> Value | None:
        """Returns a value; None where it is not remembered."""
        found = self._values.pop(number, None)
        if found is None:
            return None
        self._values[number] = found
        return found[0]

    def add(self, number: int, value: Value, size: int) -> None:
        """Remember a value of so many bytes; nothing where it alone is larger than all may be."""
        if size > self._most:
            return
        self._values[number] = value, size
        self._bytes += size
        while self._bytes > self._most:
            _, size = self._values.pop(next(iter(self._values)))
            self._bytes -= size

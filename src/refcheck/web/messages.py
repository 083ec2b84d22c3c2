"""What the server and the process that checks say to each other.

A message is a line of JSON, then bytes (a file) or nothing. What the server sends is a task. What
comes back is data alone: nothing in it is run or unpickled, because the process has read a
stranger's file.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

import orjson

from refcheck.frozen import dataclass
from refcheck.readers.files.inputs import InMemory
from refcheck.settings import Settings
from refcheck.web.limits import Limits

__all__ = ["Message", "Task", "pack", "packed_task", "task_of", "unpack"]

_END: Final = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to check. `pasted` is the place of the document that came as text, perhaps without a
    heading."""

    settings: Settings
    limits: Limits
    documents: tuple[InMemory, ...]
    pasted: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a check says: `kind` is progress, warning, document, file, left-out, done or failed."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""


def packed_task(task: Task) -> bytes:
    """Returns a task as bytes, for a process that this one has started."""
    return pickle.dumps(task)


def task_of(packed: bytes) -> Task:
    """Returns the task that the parent process has packed."""
    task: Task = pickle.loads(packed)  # noqa: S301 - from the parent, through its own pipe
    return task


def pack(message: Message) -> bytes:
    """Returns a message as bytes."""
    head = orjson.dumps({"kind": message.kind, **message.values})
    return head + _END + message.content


def unpack(packed: bytes) -> Message:
    """Returns the message in some bytes. Raises `ValueError` where there is none."""
    head, _, content = packed.partition(_END)
    values = orjson.loads(head)
    if not isinstance(values, dict) or not isinstance(values.get("kind"), str):
        raise ValueError("not a message")
    return Message(kind=values.pop("kind"), values=values, content=content)

"""The text of a letter from a template: in Jinja2's sandbox, within limits of time and size.

A template of the user's runs in a process of its own, which is ended when it takes too long: no
limit within one process stops nested loops. It reaches no file (there is no loader), no attribute
that begins with an underscore, and nothing but plain values.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from refcheck import processes
from refcheck.errors import UsageError
from refcheck.reports.base import LetterTemplate

if TYPE_CHECKING:
    from types import TracebackType

    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

__all__ = ["MOST_CHARACTERS", "letter_text", "refuse_broken", "serve"]

MOST_CHARACTERS: Final = 1_000_000  # of a letter: one on a thousand references has a third
_SECONDS: Final = 10.0  # that a template may take: a long letter takes a tenth of one
_MEMORY: Final = 1 << 30  # bytes
_FILE: Final = "<template>"  # what Jinja2 calls a template in a traceback
_TOO_LONG: Final = f"makes a letter of more than {MOST_CHARACTERS:,} characters"
_SANDBOX: Final = "refcheck.reports.letter.template"


def letter_text(template: LetterTemplate | None, view: Mapping[str, Any]) -> str:
    """Returns the text of a letter with these variables, from the user's template or our own.

    Raises `UsageError` with the name of the template, the line and the reason.
    """
    if template is None:
        return "".join(_own_template().generate(view))
    process = processes.start(_SANDBOX, "serve")
    if process is None:
        raise UsageError(f"{template.name}: no process can be started for a template")
    timer = Timer(_SECONDS, process.kill)
    timer.start()
    try:
        message = json.dumps({"template": template.text, "view": view}).encode("ascii")
        answer = _exchange(process, message)
    finally:
        timer.cancel()
        process.kill()
        process.communicate()
    if answer is None:
        raise UsageError(f"{template.name}: takes more than {_SECONDS:.0f} s or too much memory")
    said = json.loads(answer)
    if "text" in said:
        return str(said["text"])
    raise _error(template.name, said["line"], said["reason"])


def refuse_broken(template: LetterTemplate) -> None:
    """Raise `UsageError` where a template cannot be parsed, before any reference is looked up."""
    from jinja2 import TemplateSyntaxError

    try:
        _environment().parse(template.text)
    except TemplateSyntaxError as error:
        raise _error(template.name, error.lineno, error.message or "cannot be read") from None
    except RecursionError:
        raise UsageError(f"{template.name}: is nested too deeply") from None


def serve(source: Any, target: Any) -> None:
    """Answer one message: a template and its variables, with its text or what is wrong with it."""
    _limit_memory()
    message = processes.receive(source)
    if message is None:
        return
    given = json.loads(message)
    processes.send(target, json.dumps(_answer(given["template"], given["view"])).encode("ascii"))


def _exchange(process: Any, message: bytes) -> bytes | None:
    """Returns the answer of the process; None where it ended without one."""
    try:
        processes.send(process.stdin, message)
        return processes.receive(process.stdout)
    except (OSError, ValueError):
        return None


def _answer(text: str, view: Mapping[str, Any]) -> dict[str, Any]:
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        template = _environment().from_string(text)
        return {"text": _bounded(template, view)}
    except TemplateSyntaxError as error:
        return {"line": error.lineno, "reason": error.message or "cannot be read"}
    except RecursionError:
        return {"line": None, "reason": "is nested too deeply"}
    except (
        *(TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError),
        MemoryError,
    ) as error:
        reason = str(error) or "takes too much memory"
        return {"line": _line(error.__traceback__), "reason": reason}


def _bounded(template: Template, view: Mapping[str, Any]) -> str:
    pieces: list[str] = []
    size = 0
    for piece in template.generate(view):
        size += len(piece)
        if size > MOST_CHARACTERS:
            raise ValueError(_TOO_LONG)
        pieces.append(piece)
    return "".join(pieces)


def _line(traceback: TracebackType | None) -> int | None:
    """Returns the line of a template that an error comes from."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _FILE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _error(name: str, line: int | None, reason: str) -> UsageError:
    from refcheck.text.typography import without_controls

    where = f"{name}, line {line}" if line else name
    return UsageError(without_controls(f"{where}: {' '.join(reason.split())[:300]}"))


@cache
def _own_template() -> Template:
    text = (files(__package__) / "letter.md").read_text(encoding="utf-8")
    return _environment().from_string(text)


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

"""Messages to the user on standard error: one line each, safe for a terminal."""

from __future__ import annotations

import sys

from refcheck.text.lengths import cut_short
from refcheck.text.typography import STEERING, written_out

__all__ = ["complain", "harmless", "one_line", "tell", "warn"]

_LONGEST = 1_000  # characters; a path or a value can be of any length
_LAYOUT = "\t\n"  # control characters that a text of several lines needs


def complain(message: str) -> None:
    """Write why the command, or a part of it, could not be done."""
    _say(f"refcheck: {message}")


def warn(message: str) -> None:
    """Write what the user should know although the command goes on."""
    _say(f"refcheck: warning: {message}")


def tell(line: str) -> None:
    """Write a line about what was done, next to a result on standard output."""
    _say(line, indent=line[: len(line) - len(line.lstrip(" "))])


def one_line(text: str) -> str:
    """Returns `text` on one line of limited length, control characters written out as `\\x1b`.

    >>> one_line("no file \\x1b[31m here\\n")
    'no file \\\\x1b[31m here'
    """
    line = cut_short(" ".join(text.split()), _LONGEST)
    return "".join(char if char.isprintable() else written_out(char) for char in line)


def harmless(text: str) -> str:
    """Returns `text` safe for a terminal: control characters but line ends written out."""
    return STEERING.sub(
        lambda match: match[0] if match[0] in _LAYOUT else written_out(match[0]),
        text.replace("\r\n", "\n"),
    )


def _say(message: str, indent: str = "") -> None:
    if sys.stderr is None:  # started without one, as `2>&-` does
        return
    encoding = sys.stderr.encoding or "utf-8"
    line = f"{indent}{one_line(message)}".encode(encoding, "backslashreplace").decode(encoding)
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()

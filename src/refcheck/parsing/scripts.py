"""Signs of Chinese, Japanese, Korean, Arabic and Persian references, written as the labeller knows
them: "，" and "،" are commas, "３" and "۳" are digits."""

from __future__ import annotations

from typing import Final

from refcheck.text.patterns import lazy_regex

__all__ = ["plain_signs"]

_SIGNS: Final = str.maketrans(
    {
        "\uff0c": ", ", "\u3001": ", ", "\u060c": ", ", "\uff1b": "; ", "\u061b": "; ",
        "\uff1a": ": ", "\uff0e": ". ", "\u3002": ". ", "\uff08": " (", "\uff09": ") ",
        "\uff3b": " [", "\uff3d": "] ", "\uff0d": "-", "\uff5e": "-", "\u06d4": ". ",
        "\uff0f": "/", "\uff06": "&", "\uff1f": "? ", "\u061f": "? ",
    }
    | {chr(start + digit): str(digit) for start in (0xFF10, 0x660, 0x6F0) for digit in range(10)}
)  # fmt: skip
_ANY: Final = lazy_regex(
    "[\uff0c\u3001\u060c\uff1b\u061b\uff1a\uff0e\u3002\uff08\uff09\uff3b\uff3d\uff0d\uff5e\u06d4\uff0f"
    "\uff06\uff1f\u061f\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]"
)
_BEFORE_SIGN: Final = lazy_regex(r" +(?=[.,;:)\]])")
_IN_NUMBER: Final = lazy_regex(
    r"(?<=\d) \((?=[^()]{1,25}\))|(?<=[\d)]:) (?=\w?\d)|(?<=\d\.) (?=\d)"
)
_SPACES: Final = lazy_regex(r" {2,}")


def plain_signs(text: str) -> str:
    """Returns the text with the signs and digits of other scripts in their Latin form.

    >>> plain_signs("中华医学杂志，２０１５，４３（３）：２１０－２１５．")
    '中华医学杂志, 2015, 43(3):210-215.'
    """
    if text.isascii() or not _ANY.search(text):
        return text
    text = _SPACES.sub(" ", text.translate(_SIGNS))
    text = _BEFORE_SIGN.sub("", text)
    return _IN_NUMBER.sub(lambda found: found[0].strip(), text).strip()

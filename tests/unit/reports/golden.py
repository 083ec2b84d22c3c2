"""Golden files: `REFCHECK_UPDATE_GOLDEN=1 pytest tests/unit/reports` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parents[2] / "golden" / "reports"


def assert_golden(name: str, text: str) -> None:
    """The text is what the file holds."""
    path = GOLDEN / name
    if os.environ.get("REFCHECK_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")

"""Make the pictures of the documentation: `python tools/make_pictures.py`.

The terminal as an SVG (Rich draws it), the HTML report as a PNG (Chromium takes it), both of the
article with mistakes in seeds/, offline.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
_ARTICLE = "seeds/with-errors.md"
_WIDTH = 80
_LINES = 30
_WINDOW = "1100,1300"


def main() -> None:
    """Write both pictures; without Chromium, only the first."""
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "terminal.svg").write_text(terminal(), encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: the picture of the HTML report stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        check("-o", str(page))
        subprocess.run(
            [
                chromium,
                *("--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"),
                f"--screenshot={PICTURES / 'report.png'}",
                f"--window-size={_WINDOW}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def terminal() -> str:
    """Returns the first lines of the report in a terminal, as an SVG."""
    report = check("--color")
    shown = Text.from_ansi("\n".join(report.splitlines()[:_LINES]))
    console = Console(record=True, width=_WIDTH, file=StringIO())
    console.print(shown)
    return console.export_svg(title=f"refcheck check {_ARTICLE}", unique_id="refcheck")


def check(*options: str) -> str:
    """Returns what the command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "refcheck", "check", _ARTICLE, "--offline", "--exit-zero", *options],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(_WIDTH)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()

"""Build the site of the documentation: `python tools/build_site.py FOLDER`.

The pages are those of docs/, with the README, the changes and the pages for developers that lie
elsewhere in the checkout. A link from one page to another that does not exist, or to a heading that
does not, ends the build. Needs the extra `docs`.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Pages from elsewhere in the checkout, and their place on the site.
_MOVED = {
    "README.md": "readme.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "development/contributing.md",
    "benchmarks/README.md": "development/benchmarks.md",
}
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\]){1,300})\]\(([^()\s]{1,300})\)")
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Build the site into a folder; the status is that of the builder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the site is written")
    given = parser.parse_args()
    builder = Path(sys.executable).with_name("zensical")
    if not builder.exists():
        sys.exit("the site needs an extra: pip install -e '.[docs]'")
    with tempfile.TemporaryDirectory() as work:
        source = Path(work)
        write_pages(source / "docs")
        text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        (source / "mkdocs.yml").write_text(f"{text}site_dir: site\n", encoding="utf-8")
        done = subprocess.run([builder, "build", "--strict"], cwd=source, check=False)
        if done.returncode == 0:
            shutil.copytree(source / "site", given.folder, dirs_exist_ok=True)
    return done.returncode


def write_pages(folder: Path) -> None:
    """Write every page of the site, with the links between them as they are there."""
    pages = {
        path.relative_to(ROOT).as_posix(): path.relative_to(ROOT / "docs").as_posix()
        for path in sorted((ROOT / "docs").rglob("*.md"))
    } | _MOVED
    for origin, place in pages.items():
        text = (ROOT / origin).read_text(encoding="utf-8")
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(with_links(text, origin, pages), encoding="utf-8")
    for path in (ROOT / "docs").rglob("*"):
        if path.suffix in {".png", ".svg"}:
            copy = folder / path.relative_to(ROOT / "docs")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)


def with_links(text: str, origin: str, pages: dict[str, str]) -> str:
    """Returns the text of a page with its links as they are on the site.

    A link to a file that is no page there (a program, a seed) becomes its words.
    """

    def relinked(match: re.Match[str]) -> str:
        words, target = match.groups()
        if re.match(r"[a-z]+:|#", target):
            return match[0]
        path, mark, heading = target.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(origin), path))
        found = f"{found}/README.md" if f"{found}/README.md" in pages else found
        if found not in pages:
            return words if (ROOT / found).exists() else match[0]  # the builder complains
        here = posixpath.dirname(pages[origin])
        return f"[{words}]({os.path.relpath(pages[found], here or '.')}{mark}{heading})"

    parts = _FENCE.split(text)
    return "".join(part if part.startswith("```") else _LINK.sub(relinked, part) for part in parts)


if __name__ == "__main__":
    sys.exit(main())

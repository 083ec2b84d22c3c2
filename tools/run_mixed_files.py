"""Check a folder of many files of every format, some of them broken, in one run.

    python tools/run_mixed_files.py [--files 1000] [--broken 0.05] [--seed 1]

Says what was reported wrongly: a good file that is not `ok`, a broken one that is not `unreadable`,
a file that is missing, a message of more than a line, another exit status than 3. Exit status 1
where there is any. No address is asked (`--no-lookup`).
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fuzzing.seeds import SEEDS, SUFFIXES

_ZIPPED = ("docx", "odt", "epub")
_CUT = (*_ZIPPED, "jats", "tei", "endnote", "csl-json", "pubmed-xml")


def main() -> int:
    """Run as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--broken", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bad = write_files(folder, options.files, options.broken, options.seed)
        began = time.monotonic()
        faults = list(run(folder, bad))
        seconds = time.monotonic() - began
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{options.files} files, {len(bad)} broken: {len(faults)} faults, {seconds:.0f} s")
    return 1 if faults else 0


def write_files(folder: Path, files: int, broken: float, seed: int) -> frozenset[str]:
    """Write that many files, formats in turn; the paths of those that are broken."""
    chance = random.Random(seed)  # noqa: S311 - the same files for the same seed
    contents = {name: [make() for make in makers] for name, makers in SEEDS.items()}
    bad = set()
    names = list(SEEDS)
    for number in range(files):
        name = names[number % len(names)]
        content = chance.choice(contents[name])
        path = folder / f"part{number % 7}" / f"{name}-{number:04}{SUFFIXES[name]}"
        path.parent.mkdir(exist_ok=True)
        if number % round(1 / broken) == 0:
            content = _broken(name, content, chance)
            bad.add(path.as_posix())
        path.write_bytes(content)
    return frozenset(bad)


def _broken(name: str, content: bytes, chance: random.Random) -> bytes:
    """A file that nobody can read: broken off, or binary data under the name of a text."""
    if name == "pdf":
        return b"%PDF-1.7\n" + chance.randbytes(5_000)
    if name in _CUT:
        return content[: round(len(content) * chance.uniform(0.6, 0.9))]
    return chance.choice((b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08", b"\0\0\0")) + chance.randbytes(
        5_000
    )


def run(folder: Path, bad: frozenset[str]) -> Iterator[str]:
    """What one run over the folder reports wrongly."""
    command = [
        sys.executable,
        "-m",
        "refcheck",
        "check",
        str(folder),
        "--no-lookup",
        "--format=json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 3:
        yield f"the exit status is {done.returncode}: {done.stderr[-500:]}"
    documents = {one["path"]: one for one in json.loads(done.stdout or "{}").get("documents", ())}
    for path in sorted(each.as_posix() for each in folder.rglob("*.*")):
        document = documents.get(path)
        if document is None:
            yield f"{path} is not reported"
        elif path in bad:
            error = document.get("error") or ""
            if document["status"] != "unreadable" or not error or "\n" in error:
                yield f"{path} is broken, but {document['status']}: {error!r}"
        elif document["status"] != "ok" or not document["references"]:
            yield f"{path} is good, but {document['status']}: {document.get('error')}"


if __name__ == "__main__":
    sys.exit(main())

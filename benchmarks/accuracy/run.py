"""Runs refcheck on articles against the local service, each in a process of its own."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .articles import Article

__all__ = ["Checked", "check", "kept", "service", "write_articles"]

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one run of `refcheck check` reported, took (seconds of processor) and asked."""

    report: Mapping[str, Any]
    seconds: float
    requests: Mapping[str, int]


@contextmanager
def service(records: Path, journals: Sequence[Path]) -> Iterator[str]:
    """The address of the local service while it runs."""
    command = [sys.executable, "-m", "benchmarks.accuracy.service", str(records.resolve())]
    for path in journals:
        command += ["--journals", str(path.resolve())]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            address = process.stdout.readline().strip()
            if not address:
                raise RuntimeError("the local service did not start")
            yield address
        finally:
            process.terminate()


def write_articles(articles: Sequence[Article], folder: Path) -> None:
    """Write the articles as files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for article in articles:
        (folder / article.name).write_bytes(article.text.encode())


def check(folder: Path, cache: Path, address: str | None) -> Checked:
    """Run `refcheck check` on a folder, with an empty cache; offline, from it, without address."""
    output = cache.with_suffix(".json")
    command = [sys.executable, "-m", "refcheck", "check", str(folder), "--format", "json"]
    command += ["-o", str(output), "--cache-dir", str(cache), "--exit-zero"]
    command += ["--eutils-url", address, "--rate", "1000"] if address else ["--offline"]
    if address:
        shutil.rmtree(cache, ignore_errors=True)
    before = _requests(address)
    started = _used()
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    seconds = _used() - started
    if done.returncode:
        raise RuntimeError(f"refcheck ended with {done.returncode}: {done.stderr[-2000:]}")
    after = _requests(address)
    report = json.loads(output.read_text(encoding="utf-8"))
    requests = {name: count - before.get(name, 0) for name, count in after.items()}
    return Checked(report=report, seconds=seconds, requests=requests)


def kept(cache: Path) -> Checked:
    """The report of a run before."""
    report = json.loads(cache.with_suffix(".json").read_text(encoding="utf-8"))
    return Checked(report=report, seconds=0.0, requests={})


def _used() -> float:
    """Seconds of processor that processes which have ended took."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _requests(address: str | None) -> dict[str, int]:
    if address is None:
        return {}
    with urllib.request.urlopen(f"{address}requests") as answer:  # noqa: S310 - our own service
        counts: dict[str, int] = json.load(answer)
    return counts

"""What the command does before anything of it is loaded."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator

import pytest

from refcheck.__main__ import main
from refcheck.cli import app
from refcheck.text.patterns import compile_with


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    compile_with(re.compile)


def test_the_command_seldom_looks_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int, int]] = []

    def run(_: list[str]) -> int:
        seen.append(gc.get_threshold())
        return 7

    monkeypatch.setattr(app, "run", run)
    monkeypatch.setattr(sys, "argv", ["refcheck", "check"])
    assert main() == 7
    assert seen[0][0] >= 100_000  # 50,000 objects keep a third of the cost
    assert gc.isenabled()

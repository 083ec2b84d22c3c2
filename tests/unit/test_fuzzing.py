"""Some damaged files of every format: `tools/fuzz_readers.py` reads ten thousand of each."""

from __future__ import annotations

import sys

import pytest

from fuzz_readers import failures
from fuzzing.seeds import SEEDS
from refcheck.readers import FORMATS

MUTANTS = 60


@pytest.mark.skipif(sys.platform != "linux", reason="bounds the memory of a process")
def test_no_reader_breaks_hangs_or_reaches_out() -> None:
    found = [
        f"{failure.format} {failure.number}: {failure.reason}"
        for failure in failures(tuple(SEEDS), MUTANTS, seed=2)
    ]
    assert found == []


def test_every_format_is_fuzzed() -> None:
    assert set(SEEDS) == set(FORMATS)

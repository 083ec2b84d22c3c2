"""The model is checked before it is opened; labels come with their probabilities."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest

from refcheck.errors import ModelError
from refcheck.parsing.crf import CHECKSUM, MODEL, label, load, read_model
from refcheck.parsing.tokens import cut_out, tokenise


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    package = files("refcheck.parsing")
    for name in (MODEL, CHECKSUM):
        (tmp_path / name).write_bytes(package.joinpath(name).read_bytes())
    return tmp_path / MODEL


def checksum(model: Path) -> Path:
    return model.with_name(CHECKSUM)


def test_the_model_of_the_package_is_whole(copy: Path) -> None:
    assert read_model(copy, checksum(copy)) == copy.read_bytes()
    assert copy.stat().st_size <= 8_000_000


def test_a_cut_model_is_refused(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-1000])
    with pytest.raises(ModelError, match="damaged"):
        read_model(copy, checksum(copy))


def test_a_changed_model_is_refused(copy: Path) -> None:
    changed = bytearray(copy.read_bytes())
    changed[len(changed) // 2] ^= 1
    copy.write_bytes(changed)
    with pytest.raises(ModelError, match="install refcheck-biblio again"):
        read_model(copy, checksum(copy))


@pytest.mark.parametrize("name", [MODEL, CHECKSUM])
def test_a_missing_file_is_a_clear_error(copy: Path, name: str) -> None:
    copy.with_name(name).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        read_model(copy, checksum(copy))


def test_labels_and_their_probabilities() -> None:
    text, _ = cut_out("Nutt DJ. Ecstasy: how dangerous? J Psychopharmacol. 2009;23(1):3-5.")
    labelling = label(load(), tokenise(text))
    assert labelling.labels[0] == "Bfamily"
    assert "container" in labelling.labels
    assert 0 < labelling.probability() <= 1
    assert 0.5 < labelling.marginal("Bfamily", 0) <= 1


def test_threads_do_not_share_a_tagger() -> None:
    with ThreadPoolExecutor(max_workers=1) as pool:
        assert pool.submit(load).result() is not load()
    assert load() is load()

"""Attributes that are merged in a model weigh what they weighed one by one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pycrfsuite
import pytest

from refcheck.parsing.attributes import merged_in, merged_names
from refcheck.parsing.crf import MODEL, Labeller, label, load
from refcheck.parsing.features import FeatureMaker
from refcheck.parsing.tokens import tokenise
from training import merging
from training.model_file import Model, jenkins_hash, read, write

STRINGS = (
    "Smith AB, Jones CD, et al. Sleep and mood in mice. Lancet. 2010 Mar;375(9713):445-50.",
    "Smith, J. (2004). “Sleep: a history”. In: The Book of Sleep, pp. 12-20. Boston: Press.",
    "E. Y. Xyzzqx and W. Zzyzx, 2007a, e1002 covid-19 <— ℵ",
)


def package_model() -> bytes:
    return files("refcheck.parsing").joinpath(MODEL).read_bytes()


def trained(folder: Path) -> bytes:
    """A small model of `STRINGS`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    features = FeatureMaker()
    for text in STRINGS:
        tokens = tokenise(text)
        trainer.append(features(tokens), ["year" if t.word.kind == "Y" else "O" for t in tokens])
    trainer.set_params({"max_iterations": 20})
    trainer.train(str(folder / "model"))
    return (folder / "model").read_bytes()


def labeller(model: bytes) -> Labeller:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    return Labeller(tagger, FeatureMaker(merged_in(merged_names(model))))


# The values that lookup3.c itself gives ("driver5").
@pytest.mark.parametrize(
    ("key", "code"),
    [(b"", 0xDEADBEEF), (b"Four score and seven years ago", 0x17770551)],
)
def test_the_hash_is_that_of_the_format(key: bytes, code: int) -> None:
    assert jenkins_hash(key) == code


def test_a_model_is_written_as_it_was_read(tmp_path: Path) -> None:
    model = trained(tmp_path)
    assert write(read(model)) == model
    assert write(read(package_model())) == package_model()


def test_labels_and_probabilities_stay_what_they_were(tmp_path: Path) -> None:
    model = trained(tmp_path)
    groups = merging.frequent_groups([tokenise(text) for text in STRINGS] * 24)
    assert groups[b"W=sleep"] == (b"w=sleep", b"e3=eep", b"p3=sle", b"e2=ep", b"l=5")
    smaller = labeller(write(merging.merged(read(model), groups)))
    for text in STRINGS:
        tokens = tokenise(text)
        one_by_one, together = label(labeller(model), tokens), label(smaller, tokens)
        assert together.labels == one_by_one.labels
        assert together.probability() == pytest.approx(one_by_one.probability(), abs=1e-12)
        assert max(map(len, smaller.features(tokens))) < max(map(len, FeatureMaker()(tokens)))


def test_the_package_has_merged_attributes_with_the_weights_of_all_of_them() -> None:
    names = merged_names(package_model())
    assert {b"W=the", b"W=Y4", b"K=C."} <= names
    assert b"W=xyzzqx" not in names
    one_by_one, merged = Labeller(load().tagger, FeatureMaker()), load()
    for text in STRINGS:
        tokens = tokenise(text)
        first = label(one_by_one, tokens)
        labels, chance = first.labels, first.probability()
        assert label(merged, tokens).labels == labels
        assert label(merged, tokens).probability() == pytest.approx(chance, abs=1e-9)


@pytest.mark.parametrize(("times", "is_merged"), [(23, False), (24, True)])
def test_how_frequent_a_group_is(times: int, is_merged: bool) -> None:
    groups = merging.frequent_groups([tokenise("Zzyzx")] * times)
    assert (b"W=zzyzx" in groups) is is_merged


def test_what_is_merged_weighs_the_sum() -> None:
    weights = {b"w=a": {0: 1.5, 2: 1.0}, b"l=1": {0: 0.25}}
    model = Model(version=100, labels=b"", label_count=3, weights=weights, transitions=())
    merged = merging.merged(model, {b"W=a": (b"w=a", b"l=1", b"e2=a")})
    assert merged.weights == {b"W=a": {0: 1.75, 2: 1.0}, **weights}


def test_a_model_as_it_was_trained_has_none(tmp_path: Path) -> None:
    assert merged_names(trained(tmp_path)) == frozenset()

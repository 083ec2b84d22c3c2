"""Trains the parser's labeller, measures it by source document, writes the model and its card.

    python tools/train_parser.py --strings PATH/dev.jsonl --pubmed PATH

`--strings` is a JSON Lines file of labelled strings, `--pubmed` a folder with `records.jsonl.gz`.
Seeds are fixed: the same data give the same model, byte by byte, on the same machine.
`--out FOLDER` writes there what else goes into the package and the documentation.
`--measure` does the cross-validation alone, `--predictions FILE` keeps what it predicted.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pycrfsuite

from evaluation import evaluate
from refcheck.formats.csl import to_csl
from refcheck.parsing.confidence import CALIBRATION, identity
from refcheck.parsing.crf import CHECKSUM, MODEL, Labeller, checksum_of
from refcheck.parsing.features import FeatureMaker
from refcheck.parsing.parser import parse_with
from refcheck.parsing.thresholds import SURE_OF_FORM
from training import calibration, card, model_file
from training.alignment import Labelled
from training.corpus import (
    fold_of,
    labelled,
    load_strings,
    may_train,
    pubmed_records,
    rendered,
)
from training.merging import frequent_groups, merged

PACKAGE = Path(__file__).parent.parent / "src/refcheck/parsing"
DOCUMENTATION = Path(__file__).parent.parent / "docs/development"
CARD = "model-card.md"
FOLDS = 5
RENDERED = 21_000
# Chosen on one fold: more iterations or less regularisation learn the training strings by heart.
PARAMETERS = {
    "c1": 0.5,
    "c2": 0.1,
    "max_iterations": 70,
    "feature.minfreq": 2,
    "feature.possible_transitions": False,
}
# The two main figures: without the strings that other parsers were trained on, and of biomedicine.
NOT_MAIN = ("anystyle", "parscit")

Entry = Mapping[str, Any]
Predicted = tuple[Entry, dict[str, Any], calibration.Observed]


def train(entries: Sequence[Entry], pubmed: Sequence[Mapping[str, Any]], target: Path) -> int:
    """Trains on the entries and on rendered records; returns the number of sequences."""
    trainer = pycrfsuite.Trainer(verbose=False)
    features = FeatureMaker()
    count = 0
    for sequence in _sequences(entries, pubmed):
        trainer.append(features(sequence.tokens), sequence.labels)
        count += 1
    trainer.set_params(PARAMETERS)
    trainer.train(str(target))
    return count


def _sequences(entries: Sequence[Entry], pubmed: Sequence[Mapping[str, Any]]) -> Iterator[Labelled]:
    yield from labelled(entries)
    yield from rendered(entries, pubmed, RENDERED)


def train_fold(options: argparse.Namespace, fold: int) -> Path:
    """Trains without the documents of one fold, unless its model is there already."""
    target: Path = options.models / f"fold{fold}.crfsuite"
    if not target.exists():
        entries = load_strings(options.strings)
        rest = [entry for entry in entries if may_train(entry) and fold_of(entry, FOLDS) != fold]
        unfinished = target.with_suffix(".part")
        train(rest, list(pubmed_records(options.pubmed)), unfinished)
        unfinished.rename(target)
    return target


def predictions(options: argparse.Namespace, entries: Sequence[Entry]) -> Iterator[Predicted]:
    """Every entry outside `NOT_MAIN` with what a model says that never saw its document.

    The strings that are never trained on are parsed by the model of the fold they fall in.
    """
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        models = list(pool.map(train_fold, [options] * FOLDS, range(FOLDS)))
    for fold, model in enumerate(models):
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
        labeller = Labeller(tagger, FeatureMaker())
        for entry in entries:
            if fold_of(entry, FOLDS) == fold and not entry["source"].startswith(NOT_MAIN):
                (parsed,) = parse_with(labeller, identity(), [(entry["raw"], "")])
                item = to_csl(parsed.record)
                yield entry, item, calibration.observe(entry, item, parsed)


def write_model(entries: Sequence[Entry], pubmed: Sequence[Mapping[str, Any]], folder: Path) -> int:
    """Trains on everything that may be used; writes the model, with frequent groups of attributes
    merged, and its checksum."""
    target = folder / MODEL
    used = [entry for entry in entries if may_train(entry)]
    count = train(used, pubmed, target)
    groups = frequent_groups(sequence.tokens for sequence in _sequences(used, pubmed))
    target.write_bytes(model_file.write(merged(model_file.read(target.read_bytes()), groups)))
    (folder / CHECKSUM).write_text(checksum_of(target.read_bytes()) + "\n", encoding="ascii")
    return count


def main() -> None:
    """The command."""
    options = _options()
    entries = load_strings(options.strings)
    with tempfile.TemporaryDirectory() as folder:
        options.models = options.models or Path(folder)
        observed = list(predictions(options, entries))
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as file:
            file.writelines(
                json.dumps({"id": entry["id"], **item}, ensure_ascii=False) + "\n"
                for entry, item, _ in observed
            )
    kept = [entry for entry, _, _ in observed]
    items = [item for _, item, _ in observed]
    tables = {by: evaluate(kept, items, by=by) for by in ("source", "group", "type")}
    print(card.score_table(tables["source"]))
    print(card.score_table(tables["group"]))
    # What is read by its form says nothing of the labeller.
    labelled = [seen for _, _, seen in observed if seen.said != SURE_OF_FORM]
    curves = calibration.fit(labelled)
    print(calibration.reliability(labelled, curves))
    if not options.measure:
        package, documentation = options.out or PACKAGE, options.out or DOCUMENTATION
        package.mkdir(parents=True, exist_ok=True)
        calibration.write(curves, package / CALIBRATION)
        count = write_model(entries, list(pubmed_records(options.pubmed)), package)
        card.write(
            documentation / CARD, tables=tables, entries=entries, sequences=count,
            reliability=calibration.reliability(labelled, curves),
            model=package / MODEL, parameters=PARAMETERS,
        )  # fmt: skip


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else ""
    )
    parser.add_argument("--strings", type=Path, required=True, help="labelled strings, JSON Lines")
    parser.add_argument("--pubmed", type=Path, required=True, help="folder of PubMed records")
    parser.add_argument("--out", type=Path, help="a folder for the model, its calibration and card")
    parser.add_argument("--measure", action="store_true", help="cross-validate only")
    parser.add_argument("--models", type=Path, help="keep the folds' models in this folder")
    parser.add_argument("--jobs", type=int, default=1, help="folds trained at the same time")
    parser.add_argument("--predictions", type=Path, help="keep the predictions (CSL, JSON Lines)")
    return parser.parse_args()


if __name__ == "__main__":
    main()

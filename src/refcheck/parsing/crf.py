"""The trained labeller: a linear-chain conditional random field over the tokens of a string.

The model file is checked against its CRC-32 before it is opened: python-crfsuite 0.9.12 ends the
process on a cut file, and labels silently with a changed one. (Whoever can write into the package
can change the code as well. To load SHA-256 takes longer than to parse a few references.)
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from refcheck.errors import ModelError
from refcheck.parsing.attributes import merged_in, merged_names
from refcheck.parsing.features import FeatureMaker
from refcheck.parsing.tokens import Token

__all__ = [
    "CHECKSUM",
    "MODEL",
    "Labeller",
    "Labelling",
    "Tagger",
    "checksum_of",
    "label",
    "load",
    "read_model",
]

MODEL = "model.crfsuite"
CHECKSUM = MODEL + ".crc32"


class Tagger(Protocol):
    """What is used of `pycrfsuite.Tagger`."""

    def open_inmemory(self, model: bytes) -> Any: ...
    def set(self, rows: Any) -> None: ...
    def tag(self) -> list[str]: ...
    def probability(self, labels: Sequence[str]) -> float: ...
    def marginal(self, label: str, place: int) -> float: ...
    def labels(self) -> list[str]: ...


class Labeller(NamedTuple):
    """A tagger with its model open, and what makes the features that the model knows."""

    tagger: Tagger
    features: FeatureMaker


class Labelling:
    """The labels of one string. Probabilities are worked out when they are asked for.

    Only valid until the next string is labelled: the tagger keeps one string at a time.
    """

    def __init__(self, tagger: Tagger, labels: list[str]) -> None:
        self._tagger = tagger
        self.labels = labels
        # The probability that the token at a place has a label; asked for often.
        self.marginal: Callable[[str, int], float] = tagger.marginal

    def probability(self) -> float:
        """Returns the probability of the labels as a whole, by the model's own reckoning."""
        return self._tagger.probability(self.labels)


def label(labeller: Labeller, tokens: Sequence[Token]) -> Labelling:
    """Returns the likeliest labels of `tokens` (at least one)."""
    tagger = labeller.tagger
    tagger.set(labeller.features(tokens))
    return Labelling(tagger, tagger.tag())


def load() -> Labeller:
    """Returns the thread's labeller with the model of the package, opened once. Raises ModelError.

    A tagger keeps the string that it labels, so two threads must not share one.
    """
    labeller: Labeller | None = getattr(_of_thread, "labeller", None)
    if labeller is None:
        import pycrfsuite

        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_model())
        labeller = _of_thread.labeller = Labeller(tagger, _features())
    return labeller


_of_thread = threading.local()


@cache
def _model() -> bytes:
    """Returns the model, read once. Taggers read the bytes in place, so they are never given
    back."""
    path = Path(__file__).with_name(MODEL)
    return read_model(path, path.with_name(CHECKSUM))


@cache
def _features() -> FeatureMaker:
    return FeatureMaker(merged_in(merged_names(_model())))


def read_model(path: Path, checksum: Path) -> bytes:
    """Returns the model at `path`, if its checksum is the one in the file `checksum`. Raises
    ModelError."""
    try:
        model = path.read_bytes()
        wanted = checksum.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise ModelError(f"the parser's model cannot be read: {error}") from error
    if checksum_of(model) != wanted:
        raise ModelError(
            f"the parser's model ({path.name}) is damaged or not the one of this version; "
            "install refcheck-biblio again"
        )
    return model


def checksum_of(model: bytes) -> str:
    """Returns what tells a damaged model from a whole one: its length and its CRC-32."""
    return f"{len(model)} {zlib.crc32(model):08x}"

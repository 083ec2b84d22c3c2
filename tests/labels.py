"""Labels of tokens as letters, one a token, so that a test shows them below their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refcheck.parsing.tokens import Token, cut_out, tokenise

__all__ = ["LETTERS", "labels_of", "letters_of", "repaired"]

# t(itle) c(ontainer) p(ublisher) y(ear) v(olume) i(ssue) g: pages; F(amily) and H: a given name
# that begin a person, f(amily) and G(iven) that go on; B and b: a group
LETTERS = {
    "t": "title", "c": "container", "p": "publisher", "y": "year", "v": "volume", "i": "issue",
    "g": "pages", "O": "O", "F": "Bfamily", "G": "Igiven", "f": "Ifamily",
    "H": "Bgiven", "B": "Bgroup", "b": "Igroup",
}  # fmt: skip
_NAMES = {name: letter for letter, name in LETTERS.items()}


def labels_of(letters: str) -> list[str]:
    """Returns the labels that the letters stand for."""
    return [LETTERS[letter] for letter in letters]


def letters_of(labels: Sequence[str]) -> str:
    """Returns the letters for the labels."""
    return "".join(_NAMES[label] for label in labels)


def repaired(
    repair: Callable[[str, Sequence[Token], list[str]], None], text: str, letters: str
) -> str:
    """Returns the letters of the labels after one repair alone."""
    marked, _ = cut_out(text)
    tokens, labels = tokenise(marked), labels_of(letters)
    assert len(tokens) == len(labels), [token.word.core for token in tokens]
    repair(marked, tokens, labels)
    return letters_of(labels)

"""Texts that are larger than any article, or that no article looks like."""

from __future__ import annotations

import random

from hostile.case import LIST, PARSE, Case, fill, repeated

__all__ = ["OUTSIZED"]

REFERENCE = (
    "Katalinic N, Lai R, Somogyi A, Mitchell PB, Glue P, Loo CK. Ketamine as a new treatment for "
    "depression: a review of its efficacy and adverse effects. Aust N Z J Psychiatry. "
    "2013;47(8):710-27."
)
SENTENCE = (
    "Ketamine was given to 32 adults in 2013, and 1. mood, 2. sleep (3) and pain got better. "
)
PARAGRAPH = SENTENCE * 8 + "\n\n"


def text_and_list(size: int) -> str:
    """Text with a list of 100 references at its end."""
    entries = "".join(f"{number}. {REFERENCE}\n" for number in range(1, 101))
    return f"{PARAGRAPH * (size // len(PARAGRAPH))}References\n\n{entries}"


def list_on_one_line(size: int) -> str:
    """References one after the other on one line."""
    count = size // (len(REFERENCE) + 8)
    return "References\n\n" + " ".join(f"{number}. {REFERENCE}" for number in range(1, count))


def short_reference(number: int) -> str:
    """One line of a list."""
    return f"{number}. Loo CK. Ketamine in practice. Lancet. 2018;{number}:1-2.\n"


def many_authors(size: int) -> str:
    """One reference with as many authors."""
    authors = ", ".join(f"Family{number} AB" for number in range(size))
    return f"{LIST}{authors}. A trial of ketamine. Lancet. 2013;1(2):3-4.\n"


def shuffled(size: int) -> str:
    """The characters of references in any order, in lines of any length."""
    chance = random.Random(1)
    letters = list(REFERENCE * (size // len(REFERENCE)))
    chance.shuffle(letters)
    return LIST + "".join(
        f"\n{index}. " if chance.random() < 0.005 else letter
        for index, letter in enumerate(letters)
    )


OUTSIZED = {
    "50 MB of text": Case(make=repeated(PARAGRAPH), size=50_000_000, megabytes=1_000),
    "50 MB and a list": Case(make=fill(text_and_list), size=50_000_000, megabytes=1_000),
    "one line of 5 MB": Case(make=repeated(SENTENCE), size=5_000_000),
    "one letter 5,000,000 times": Case(make=repeated("a"), size=5_000_000),
    "5 MB of spaces": Case(make=repeated(" ", f"{LIST}A", "B"), size=5_000_000),
    "5 MB of full stops": Case(make=repeated(".", LIST), size=5_000_000),
    "5 MB of brackets": Case(make=repeated("[(", LIST), size=5_000_000),
    "a list on a line of 5 MB": Case(make=fill(list_on_one_line), size=5_000_000),
    "3,000 authors": Case(make=fill(many_authors), size=3_000),
    "100,000 numbered lines": Case(
        make=fill(lambda size: "".join(f"{number}. Stir well.\n" for number in range(1, size + 1))),
        size=100_000,
    ),
    "100,000 references": Case(
        make=fill(lambda size: "References\n" + "".join(map(short_reference, range(1, size + 1)))),
        size=100_000,
        megabytes=1_000,
    ),
    "1 MB in any order": Case(make=fill(shuffled), size=800_000),
    "200 MB": Case(make=repeated("\0"), size=201_000_000, growth=None, megabytes=1_000),
    "parse: a line of 5 MB": Case(make=repeated(REFERENCE), size=5_000_000, command=PARSE),
    "parse: ten lines of 1 MB": Case(
        make=fill(lambda size: f"{REFERENCE * (size // 10 // len(REFERENCE))}\n" * 10),
        size=10_000_000,
        command=PARSE,
    ),
    "parse: 1,000,000 empty lines": Case(make=repeated("\n"), size=1_000_000, command=PARSE),
}

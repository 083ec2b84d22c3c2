"""Lists of authors parted by semicolons, whose given names may be in full."""

from __future__ import annotations

import pytest

from refcheck.model.record import PersonName
from refcheck.parsing import parse

REST = "Die Anatomie des Knies. In: Der Orthopäde 30 (2001), Nr. 4, S. 222–229"


def names(text: str) -> str:
    return "; ".join(
        f"{one.family}, {one.given}" if isinstance(one, PersonName) else one.name
        for one in parse(text).record.authors
    )


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("MEIER, Hans ; SCHULZ, Peter ; KUNZ, Eva:", "MEIER, Hans; SCHULZ, Peter; KUNZ, Eva"),
        ("TSAI, Wen-Hsien ; KUO, Hsiao-Chiao:", "TSAI, Wen-Hsien; KUO, Hsiao-Chiao"),
        ("HATTORI, M; FRAZIER, J; MILES, H T:", "HATTORI, M; FRAZIER, J; MILES, H T"),
        ("MALLOUH, A A:", "MALLOUH, A A"),
        ("Maeda, Eriko ; Akahane, Masaaki ; Kiryu, Shigeru:", None),
        ("DE VOS, Abraham M ; VON DER KUNZ, Eva:", "DE VOS, Abraham M; VON DER KUNZ, Eva"),
        ("Nyagol, Joshua; Nyong'o, Aggrey; Brenner, J Chad:", None),
        ("Meier, Hans ; Schulz, Peter ; et al.:", "Meier, Hans; Schulz, Peter"),
        ("Meier, Hans A.; Schulz, Peter (2001):", "Meier, Hans A.; Schulz, Peter"),
    ],
)
def test_each_person_has_a_comma(printed: str, wanted: str | None) -> None:
    parsed = parse(f"{printed} {REST}")
    assert names(f"{printed} {REST}") == (wanted or printed.replace(" ;", ";").rstrip(":"))
    assert parsed.record.title == "Die Anatomie des Knies"


@pytest.mark.parametrize(
    ("text", "authors", "title"),
    [
        (
            "Gardner, Howard. Multiple Intelligences: The Theory. New York: Basic, 1993.",
            "Gardner, Howard",
            "Multiple Intelligences: The Theory",
        ),
        (
            "SEARLE, J. R. Speech Acts. New York: Cambridge University Press, 1969.",
            "SEARLE, J. R.",
            "Speech Acts",
        ),
        (
            "Schnell, Irmtraud und Miriam Sonntag (2008): Lernen in Gruppen. Berlin: Springer.",
            "Schnell, Irmtraud; Sonntag, Miriam",
            "Lernen in Gruppen",
        ),
        (
            "Smith, A. B.; Jones, C. D. Sleep and mood: a review. Lancet 2001; 357: 9-15.",
            "Smith, A. B.; Jones, C. D.",
            "Sleep and mood: a review",
        ),
    ],
)
def test_other_lists_stay(text: str, authors: str, title: str) -> None:
    assert names(text) == authors
    assert parse(text).record.title == title

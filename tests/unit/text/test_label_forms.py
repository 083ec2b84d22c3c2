"""The forms of labels, one by one."""

from __future__ import annotations

import pytest

from refcheck.text.label_forms import is_lettered, read_labels

ENTRY = "Miller OH, Moran JT. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26."

FORMS = [
    ("1-", "dash", 1),
    ("2.- ", "dash", 2),
    ("3–", "dash", 3),
    ("4 — ", "dash", 4),
    ("5.•• ", "dot", 5),
    ("6.•", "dot", 6),
    ("7* ", "marked", 7),
    ("•• 8. ", "dot", 8),
    ("**9. ", "dot", 9),
    ("[10••] ", "square", 10),
    ("Ref 1: ", "word", 1),
    ("Reference 2. ", "word", 2),
    ("Réf. 3 ", "word", 3),
    ("Literatur 4: ", "word", 4),
    ("Fuente 5: ", "word", 5),
    ("#6 ", "word", 6),
    ("No. 7 ", "word", 7),
    ("Nr. 8: ", "word", 8),
    ("[Ref. 9] ", "square", 9),
    ("**10** ", "marked", 10),
    ("{1} ", "brace", 1),
    ("/2/ ", "slashes", 2),
    ("3/ ", "sign /", 3),
    ("4, ", "sign ,", 4),
    ("③ ", "circled", 3),
    ("❹", "circled", 4),
    ("e5. ", "dot", 5),
    ("a) ", "letter )", 1),
    ("(b) ", "letter ()", 2),
    ("C. ", "LETTER .", 3),
    ("[D] ", "LETTER []", 4),
    ("(iii) ", "roman ()", 3),
    ("XIV. ", "ROMAN .", 14),
]


@pytest.mark.parametrize(("label", "style", "number"), FORMS)
def test_a_label_has_a_style_and_a_number(label: str, style: str, number: int) -> None:
    text = label + ENTRY
    found = [(form.style, form.number) for form in read_labels(text, 0, len(text))]
    assert (style, number) in found
    assert all(
        text[form.content :].startswith("Miller") for form in read_labels(text, 0, len(text))
    )


def test_a_letter_may_be_a_roman_numeral() -> None:
    found = {form.style: form.number for form in read_labels("i) " + ENTRY, 0, 20)}
    assert found == {"letter )": 9, "roman )": 1}
    assert all(map(is_lettered, found))


@pytest.mark.parametrize(
    "line", ["5-hydroxytryptamine", "12, 345-9.", "3-year follow-up", "etc. and so on"]
)
def test_what_begins_a_line_and_is_not_a_label(line: str) -> None:
    assert not list(read_labels(line, 0, len(line)))

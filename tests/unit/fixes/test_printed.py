"""References in eight styles: one error becomes the right text, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.fixing import RIGHT, checked_text
from tests.pairs import RECORD, people

from refcheck.fixes.changes import Edit
from refcheck.fixes.decisions import plan
from refcheck.fixes.list_style import ListStyle, style_of
from refcheck.fixes.printed import corrected, edits, unplaced
from refcheck.model.finding import Field
from refcheck.model.record import BibliographicRecord

TITLE = "Ketamine and suicidal ideation in depression: Jumping the gun?"
STYLES = {
    "vancouver": (RIGHT, ["Rajkumar R", "Fam J", "Yeo EY", "Dawe GS"], ", ", ", ", "Smith T"),
    "apa": (
        f"Rajkumar, R., Fam, J., Yeo, E. Y., & Dawe, G. S. (2015). {TITLE} Pharmacological"
        " Research, 99(2), 23–35. https://doi.org/10.1016/j.phrs.2015.05.003",
        ["Rajkumar, R.", "Fam, J.", "Yeo, E. Y.", "Dawe, G. S."],
        ", ",
        ", & ",
        "Smith, T.",
    ),
    "harvard": (
        f"Rajkumar, R., Fam, J., Yeo, E.Y. and Dawe, G.S. (2015) '{TITLE}', Pharmacological"
        " Research, 99(2), pp. 23-35.",
        ["Rajkumar, R.", "Fam, J.", "Yeo, E.Y.", "Dawe, G.S."],
        ", ",
        " and ",
        "Smith, T.",
    ),
    "ieee": (
        f"R. Rajkumar, J. Fam, E. Y. Yeo, and G. S. Dawe, “{TITLE},” Pharmacol. Res., vol. 99,"
        " no. 2, pp. 23–35, 2015.",
        ["R. Rajkumar", "J. Fam", "E. Y. Yeo", "G. S. Dawe"],
        ", ",
        ", and ",
        "T. Smith",
    ),
    "abnt": (
        f"RAJKUMAR, R.; FAM, J.; YEO, E. Y.; DAWE, G. S. {TITLE} Pharmacological Research, v. 99,"
        " n. 2, p. 23-35, 2015.",
        ["RAJKUMAR, R.", "FAM, J.", "YEO, E. Y.", "DAWE, G. S."],
        "; ",
        "; ",
        "SMITH, T.",
    ),
    "mdpi": (
        f"Rajkumar, R.; Fam, J.; Yeo, E.Y.; Dawe, G.S. {TITLE} Pharmacol. Res. 2015, 99, 23-35.",
        ["Rajkumar, R.", "Fam, J.", "Yeo, E.Y.", "Dawe, G.S."],
        "; ",
        "; ",
        "Smith, T.",
    ),
    "bmc": (
        f"Rajkumar R, Fam J, Yeo EY, Dawe GS: {TITLE} Pharmacol Res 2015, 99:23-35.",
        ["Rajkumar R", "Fam J", "Yeo EY", "Dawe GS"],
        ", ",
        ", ",
        "Smith T",
    ),
    "elsevier": (
        f"R. Rajkumar, J. Fam, E.Y. Yeo, G.S. Dawe, {TITLE}, Pharmacol. Res. 99 (2015) 23–35.",
        ["R. Rajkumar", "J. Fam", "E.Y. Yeo", "G.S. Dawe"],
        ", ",
        ", ",
        "T. Smith",
    ),
}
ERRORS = [
    ("Fam", "Fma"),
    ("Yeo", "Yoe"),
    ("2015", "2012"),
    ("99", "89"),
    ("23", "32"),
    ("35", "53"),
    ("ideation", "behaviour"),
    ("Pharmacol", "Pharmcol"),
    ("suicidal ", ""),
    ("Ketamine and", "Esketamine and"),
    ("Jumping the", "Jumping over the"),
]


def style(text: str) -> ListStyle:
    """The style of a list of which all references are like this one."""
    return style_of([checked_text(text)] * 4)


def fixed(wrong: str, of: ListStyle, record: BibliographicRecord = RECORD) -> str:
    made = plan(checked_text(wrong, record))
    return corrected(wrong, edits(wrong, made, of))


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize(("printed", "wrong"), ERRORS)
def test_one_error_becomes_the_right_text(name: str, printed: str, wrong: str) -> None:
    right = STYLES[name][0]
    if name == "abnt" and printed in ("Fam", "Yeo"):
        printed, wrong = printed.upper(), wrong.upper()
    assert fixed(right.replace(printed, wrong, 1), style(right)) == right


def changed_authors(names: list[str], smith: str) -> list[list[str]]:
    one, two, three, four = names
    return [
        [one, three, four],
        [two, three, four],
        [one, two, three],
        [one, two, smith, three, four],
        [smith, *names],
        [*names, smith],
        [two, one, three, four],
        [one, two, four, three],
        [one, smith, three, four],
        [one, two, three, smith],
    ]


@pytest.mark.parametrize("case", range(10))
@pytest.mark.parametrize("name", STYLES)
def test_authors_become_those_of_the_record(name: str, case: int) -> None:
    right, names, separator, last, smith = STYLES[name]

    def joined(each: list[str]) -> str:
        return separator.join(each[:-1]) + last + each[-1]

    assert joined(names) in right
    cited = changed_authors(names, smith)[case]
    assert fixed(right.replace(joined(names), joined(cited)), style(right)) == right


def test_a_list_with_full_names() -> None:
    record = replace(
        RECORD,
        authors=people("Rajkumar Ravi, Fam John, Yeo Ee, Dawe Gavin"),
    )
    right = (
        f"Rajkumar, Ravi, John Fam, Ee Yeo, and Gavin Dawe. 2015. “{TITLE}” Pharmacol Res 99 (2):"
        " 23–35."
    )
    of = style_of([checked_text(right, record)] * 3)
    assert fixed(right.replace("John Fam", "John Fma"), of, record) == right
    assert fixed(right.replace("John Fam, ", ""), of, record) == right
    assert fixed(right.replace(", and Gavin Dawe", ", and Anna Smith"), of, record) == right


def test_diacritics_are_those_of_the_list() -> None:
    record = replace(RECORD, authors=people("Rajkumar R, Müller J, Yeo EY, Dawe GS"))
    plain = RIGHT.replace("Fam J", "Muller J")
    of = style_of([checked_text(plain, record)] * 3)
    assert fixed(plain.replace("Muller J", "Smith T"), of, record) == plain


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ("Nutr Metab (Lond)", "J Clin Nurs"),
        ("J Clin Nurs", "Nutr Metab (Lond)"),
    ],
)
def test_a_place_in_brackets_belongs_to_the_journal(printed: str, wrong: str) -> None:
    record = replace(RECORD, container_title="", container_variants=(printed,))
    right = RIGHT.replace("Pharmacol Res", printed)
    assert fixed(right.replace(printed, wrong), style_of([]), record) == right


@pytest.mark.parametrize(
    ("pages", "cited", "right"),
    [
        ("1270-1275", "1277-82", "1270-5"),
        ("1270-1275", "1270-1285", "1270-1275"),
        ("1270-1275", "1271-75", "1270-75"),
        ("e377-e387", "e373-e387", "e377-e387"),
        ("S175-S179", "S675‑S179", "S175‑S179"),
        ("23-35", "32", "23-35"),
        ("e31095", "e31059", "e31095"),
        ("23-5", "22–25", "23–25"),
        ("1162-72; discussion 1173", "1126-72", "1162-72"),
    ],
)
def test_pages_are_written_as_they_are_cited(pages: str, cited: str, right: str) -> None:
    record = replace(RECORD, pages=pages)
    text = RIGHT.replace("23-35", cited)
    assert fixed(text, style(RIGHT), record) == RIGHT.replace("23-35", right)


def test_a_title_that_was_cut_is_left() -> None:
    record = replace(
        RECORD, title="ADSA Foundation Graduate Student Review: Immune function of calves"
    )
    text = RIGHT.replace(
        TITLE, "ADSA Foundation Scientific Student Review: Immune function of calves."
    )
    after = fixed(text, style(RIGHT), record)
    assert after in (text, text.replace("Scientific", "Graduate"))


def test_a_doi_keeps_its_letters() -> None:
    record = replace(RECORD, doi="10.3233/thc-2009-0548")
    text = f"{RIGHT} doi:10.3233/THC-2009-0551"
    assert fixed(text, style(RIGHT), record).endswith("doi:10.3233/THC-2009-0548")


def test_identifiers_are_added_at_the_end() -> None:
    made = plan(checked_text(RIGHT), add=(Field.DOI, Field.PMID))
    after = corrected(RIGHT, edits(RIGHT, made, style(RIGHT)))
    assert after == f"{RIGHT} doi:{RECORD.doi} PMID: {RECORD.pmid}."


def test_what_is_not_found_is_in_no_edit() -> None:
    made = plan(checked_text(RIGHT.replace("2015;", "2012;")))
    text = "A reference without any of the values"
    assert edits(text, made, style(RIGHT)) == ()
    assert unplaced(made, ()) == list(made.changes)


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        corrected("abc", [Edit(start=0, end=2, text=""), Edit(start=1, end=3, text="")])

"""Signs of other scripts, and references without a year."""

from __future__ import annotations

import pytest

from refcheck.formats.csl import to_csl
from refcheck.parsing import parse
from refcheck.parsing.scripts import plain_signs


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "中华医学杂志，２０１５，４３（３）：２１０－２１５．",
            "中华医学杂志, 2015, 43(3):210-215.",
        ),
        ("研究［J］．中华", "研究 [J]. 中华"),
        ("محمد ع، رضا م. ۱۲(۳):۴۵", "محمد ع, رضا م. 12(3):45"),
        ("طب؛ ٢٠١٥", "طب; 2015"),
        ("Müller J, Doe A. Schlaf", "Müller J, Doe A. Schlaf"),
    ],
)
def test_signs_are_written_as_in_latin_script(text: str, plain: str) -> None:
    assert plain_signs(text) == plain


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("王伟，李明。高血压患者的药物治疗研究[J]。中华心血管病杂志，2015，43（3）：210–215。",
         ("43", "3", "210–215")),
        ("山田太郎，佐藤花子：高血圧症の薬物療法．日本内科学会雑誌 104：210－215，2015．",
         ("104", None, "210-215")),
        ("أحمد م، علي س. علاج ارتفاع ضغط الدم. المجلة الطبية. 2015؛12(3):45-52.",
         ("12", "3", "45-52")),
        ("Smith J，Doe A．Sleep in adults with asthma［J］．Lancet，2015，385（9970）：12－18．",
         ("385", "9970", "12-18")),
    ],
)  # fmt: skip
def test_places_in_other_scripts(text: str, place: tuple[str, str | None, str]) -> None:
    record = parse(text).record
    assert (record.volume, record.issue, record.pages) == place
    assert record.issued is not None
    assert record.issued.year == 2015


UNDATED = [
    "Smith J. (n.d.). Depression in adults. London: Wiley.",
    "García J. (s. f.). Depression in adults. London: Wiley.",
    "Müller H. (o. J.): Depression in adults. London: Wiley.",
    "Smith J. Depression in adults. London: Wiley, n.d.",
]
PENDING = [
    "Smith, J., & Doe, A. (in press). Depression in adults. Journal of Sleep Research.",
    "Smith, J., & Doe, A. (forthcoming). Depression in adults. Journal of Sleep Research.",
    "Müller, H. (im Druck): Depression in adults. Journal of Sleep Research.",
]


@pytest.mark.parametrize("text", [*UNDATED, *PENDING])
def test_a_work_without_a_year_has_none(text: str) -> None:
    item = to_csl(parse(text).record)
    assert "issued" not in item
    assert item["title"] == "Depression in adults"
    assert ("status" in item) is (text in PENDING)


def test_forthcoming_is_no_part_of_the_journal() -> None:
    text = "Tian D, Araki H. Signature of selection. Proc Natl Acad Sci U S A. Forthcoming 2002."
    item = to_csl(parse(text).record)
    assert item["container-title"] == "Proc Natl Acad Sci U S A"
    assert item["issued"] == {"date-parts": [[2002]]}


def test_the_number_that_stands_for_no_year_is_a_page_elsewhere() -> None:
    text = "Westerik N, Kort R. (2018). Probiotic food in Africa. Front Microbiol. 9:1501."
    assert parse(text).record.pages == "1501"


def test_the_sign_of_a_cut_list_is_no_title() -> None:
    assert parse("A… doi:10.1000/abc").record.title is None

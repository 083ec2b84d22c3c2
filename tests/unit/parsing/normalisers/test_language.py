"""The language of a work: only as it is printed, or as its script leaves no doubt of it."""

from __future__ import annotations

import pytest

from refcheck.parsing import parse
from refcheck.parsing.normalisers.language import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Li X. Depression [in Chinese]. Zhonghua Yi Xue. 2010;90:1-5.", "zh"),
        ("Li X. Depression (in Russian, with English abstract). Zh Nevrol. 2015;115:12.", "ru"),
        ("Lee H. [Sleep]. [Article in German]. Nervenarzt. 2012;83:12-7.", "de"),
        ("Lee H. [Sleep]. Nervenarzt. 2012;83:12-7. German.", "de"),
        ("Lee H. Sleep (In German and English). Nervenarzt. 2012;83:12-7.", "de"),
        ("Lee H. Sono [em português]. Rev Bras. 2012;83:12-7.", "pt"),
        ("Lee H. Sueño [Spanish]. Rev. 2012;83:12-7.", "es"),
        ("Lee H. Sleep. Gut. 2012;83:12-7. PubMed \ue001; eng.", "en"),
        ("Lee H. Sleep (in Swedish patients). Gut. 2012;83:12-7.", None),
        ("Lee H. Sleep [see comments]. Gut. 2012;83:12-7.", None),
        ("Lee H. English sleep. Gut. 2012;83:12-7.", None),
    ],
)
def test_what_is_printed(text: str, code: str | None) -> None:
    assert language(text, "Sleep") == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("새로운 복지국가", "ko"),
        ("急性心筋梗塞の治療", "ja"),
        ("糖尿病肾病的临床研究", "zh"),
        ("糖尿病", None),  # the same in Chinese and Japanese
        ("Η κατάθλιψη", "el"),
        ("Депрессия и выгорание: обзор", "ru"),
        ("Депресія та її лікування", "uk"),
        ("Депресија и њено лечење", "sr"),
        ("Психоз и кома", None),  # Russian as well as Bulgarian
        ("Ѓорѓи и психоза", None),
        ("Role of IFN-γ and αβ T cells", None),
        ("Angst und Müdigkeit", None),
        (None, None),
    ],
)
def test_the_script_of_the_title(title: str | None, code: str | None) -> None:
    assert language("", title) == code


def test_the_note_is_not_part_of_the_title() -> None:
    record = parse("Li X, Lee H. Depression [in Chinese]. Zhonghua Yi Xue. 2010;90(3):1-5.").record
    assert (record.title, record.language) == ("Depression", "zh")

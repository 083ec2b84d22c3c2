"""Names in Han, kana and Hangul, and the marks of types of works of GB/T 7714."""

from __future__ import annotations

import pytest

from refcheck.model.record import PersonName
from refcheck.parsing import parse


def names(text: str) -> str:
    return "; ".join(
        " ".join(filter(None, (one.family, one.given))) if isinstance(one, PersonName) else one.name
        for one in parse(text).record.authors
    )


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("王小明, 李红. ", "王小明; 李红"),
        ("李明, 王芳, 张伟. ", "李明; 王芳; 张伟"),
        ("李明，王芳，张伟，等．", "李明; 王芳; 张伟"),
        ("김철수, 이영희, 박민수, 최민. ", "김철수; 이영희; 박민수; 최민"),
        ("山田太郎、鈴木花子：", "山田太郎; 鈴木花子"),
        ("山田 太郎, 鈴木 花子, 佐藤 次郎. ", "山田 太郎; 鈴木 花子; 佐藤 次郎"),
    ],
)
def test_a_comma_parts_two_persons(printed: str, wanted: str) -> None:
    text = f"{printed}糖尿病肾病的临床研究进展. 中华内科杂志, 2018, 57(4): 300-303."
    assert names(text) == wanted
    assert parse(text).record.title == "糖尿病肾病的临床研究进展"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("王伟. ", "王伟"),
        ("国家卫生健康委员会. ", "国家卫生健康委员会"),
        ("Wang F, Li N. ", "Wang F; Li N"),
    ],
)
def test_other_authors_stay(printed: str, wanted: str) -> None:
    text = f"{printed}糖尿病肾病的临床研究进展. 中华内科杂志, 2018, 57(4): 300-303."
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "title", "place", "publisher"),
    [
        (
            "王伟. 抑郁症患者认知功能研究[D]. 北京: 北京协和医学院, 2010.",
            "抑郁症患者认知功能研究", "北京", "北京协和医学院",
        ),
        (
            "国家统计局. 中国统计年鉴[M]. 北京: 中国统计出版社, 2019.",
            "中国统计年鉴", "北京", "中国统计出版社",
        ),
        (
            "LI X, WANG Y. Acupuncture for knees[M]. New York: Springer, 2019.",
            "Acupuncture for knees", "New York", "Springer",
        ),
        (
            "国家卫生健康委员会. 新型冠状病毒肺炎诊疗方案(试行第九版)[EB/OL]. (2022-03-14)"
            "[2022-05-01]. http://www.nhc.gov.cn/x.pdf.",
            "新型冠状病毒肺炎诊疗方案(试行第九版)", None, None,
        ),
        (
            "Li X, Wang Y. Acupuncture for knees[J/OL]. Gut, 2019, 3(4): 5-6.",
            "Acupuncture for knees", None, None,
        ),
        (
            "Li X, Wang Y. Mass of the ion [M]+ in water: a study. Gut, 2019, 3(4): 5-6.",
            "Mass of the ion [M]+ in water: a study", None, None,
        ),
    ],
)  # fmt: skip
def test_a_title_ends_before_the_mark_of_its_type(
    text: str, title: str, place: str | None, publisher: str | None
) -> None:
    record = parse(text).record
    assert (record.title, record.publisher_place, record.publisher) == (title, place, publisher)

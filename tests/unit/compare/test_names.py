"""Names: pairs that are the same person, and pairs that are not."""

from __future__ import annotations

import pytest

from refcheck.compare.names import (
    NameAgreement,
    compare_names,
    has_wrong_family,
    is_plainly_same,
    same_group,
)
from refcheck.model.record import PersonName


def person(text: str) -> PersonName:
    """ "Berg, J|van der" is family, given, particle."""
    name, _, particle = text.partition("|")
    family, _, given = name.partition(", ")
    return PersonName(family=family, given=given or None, particle=particle or None)


SAME = [
    ("Müller, J", "Mueller, J"),
    ("Müller, J", "Muller, J"),
    ("Muller, J", "Mueller, J"),
    ("Oestergaard, L", "Østergaard, L"),
    ("Aagaard, B", "Ågård, B"),
    ("Lv, X", "Lü, X"),
    ("Lyu, X", "Lü, X"),
    ("Lukasiewicz, A", "Łukasiewicz, A"),
    ("Vlaovic, P", "Vlaović, P"),
    ("Tchaikovskii, P", "Tchaikovsky, P"),
    ("O’Leary, OF", "O'Leary, O F"),
    ("OLeary, OF", "O'Leary, OF"),
    ("Garcia-Lopez, M", "García López, M"),
    ("Berg, J|van der", "van der Berg, J"),
    ("Berg, J van der", "van der Berg, J"),
    ("Berg, J", "van der Berg, J"),
    ("Green, RL Jr", "Green, RL"),
    ("Green Jr, RL", "Green, RL"),
    ("SMITH, JA", "Smith, John Albert"),
    ("Smith, J. A.", "Smith, John A"),
    ("Smith, J", "Smith, JKL"),
    ("Smith, JKL", "Smith, JK"),
    ("Smith, JEAN", "Smith, Jean"),
    ("Dupont, J-P", "Dupont, Jean-Pierre"),
    ("Dupont, J", "Dupont, Jean-Pierre"),
    ("Zhang, WQ", "Zhang, Wei-Qi"),
    ("Ivanov, YuA", "Ivanov, IuA"),
    ("Wei, Zhang", "Zhang, Wei"),
    ("Wei, Z", "Zhang, Wei"),
    ("Zhang, Wei", "Wei, Z"),
    ("Lopez, JG", "Garcia Lopez, J"),
    ("Garcia Lopez, J", "Lopez, JG"),
    ("Dawson, C. D.", "Dawson, CD"),
    ("Torkar, Drole A", "Drole Torkar, A"),
    ("Smith", "Smith, J"),
]


@pytest.mark.parametrize(("cited", "recorded"), SAME)
def test_harmless_differences(cited: str, recorded: str) -> None:
    assert compare_names(person(cited), person(recorded)) is NameAgreement.SAME


DIFFERENT = [
    ("Smith, KJ", "Smith, JK", NameAgreement.INITIALS),
    ("Smith, B", "Smith, J", NameAgreement.INITIALS),
    ("Smith, JR", "Smith, JK", NameAgreement.INITIALS),
    ("Hasselman, G", "Hasselmann, G", NameAgreement.MISSPELT),
    ("Rajkumer, R", "Rajkumar, R", NameAgreement.MISSPELT),
    ("Michal, A", "Michael, A", NameAgreement.MISSPELT),
    ("Wang, C", "Wan, C", NameAgreement.MISSPELT),
    ("Am-Dajani, N", "Al-Dajani, N", NameAgreement.MISSPELT),
    ("Garcia, J", "Garcia Lopez, J", NameAgreement.PART),
    ("Li, X", "Lu, Y", NameAgreement.OTHER),
    ("Fam, J", "Rajkumar, R", NameAgreement.OTHER),
    ("Naughton, M", "Clarke, G", NameAgreement.OTHER),
]


@pytest.mark.parametrize(("cited", "recorded", "agreement"), DIFFERENT)
def test_real_differences(cited: str, recorded: str, agreement: NameAgreement) -> None:
    assert compare_names(person(cited), person(recorded)) is agreement


def test_recorded_initials_count_next_to_the_given_name() -> None:
    recorded = PersonName(family="Smith", given="Bill", initials="WJ")
    assert compare_names(person("Smith, WJ"), recorded) is NameAgreement.SAME


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("the FACTS Consortium", "FACTS Consortium"),
        ("ACTT-2 Investigators", "ACTT-2 Study Group"),
        ("UKPDS Group", "UK Prospective Diabetes Study (UKPDS) Group"),
        ("WHO", "World Health Organization"),
        ("Saudi Critical Care Trial Group", "Saudi Critical Care Trials Group"),
        ("Study Group", "The study group"),
    ],
)
def test_same_groups(cited: str, recorded: str) -> None:
    assert same_group(cited, recorded)


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("Diabetes Prevention Program Research Group", "ACTT-2 Study Group"),
        ("ICM Shoulder Group", "European Spine Study Group"),
        ("", "European Spine Study Group"),
    ],
)
def test_other_groups(cited: str, recorded: str) -> None:
    assert not same_group(cited, recorded)


RECORDED_AS = {
    "Zhang, XM": PersonName(family="Zhang", given="Xiao-Ming", initials="XM"),
    "Jian, F": PersonName(family="Jian", given="Fu", initials="F"),
    "Ali, M": PersonName(family="Ali", given="Mohammed", initials="M"),
    "Nguyen, DQ": PersonName(family="Nguyen", given="Duc Quan", initials="DQ"),
    "Wei, Z": PersonName(family="Wei", given="Zhang", initials="Z"),
}
TURNED = [
    ("Xiaoming, Z", "Zhang, XM", True),
    ("Xiao-Ming, Z.", "Zhang, XM", True),
    ("Mohammed, A.", "Ali, M", True),
    ("Duc Quan, N", "Nguyen, DQ", True),
    ("Fu, J", "Jian, F", False),  # the record is turned round
    ("Xiao-Ming, Zhang", "Zhang, XM", False),
    ("Zhang, W", "Wei, Z", False),
]


@pytest.mark.parametrize(("cited", "recorded", "wrong"), TURNED)
def test_which_side_is_turned_round(cited: str, recorded: str, *, wrong: bool) -> None:
    assert has_wrong_family(person(cited), RECORDED_AS[recorded]) is wrong


@pytest.mark.parametrize(("cited", "recorded"), [case[:2] for case in TURNED])
def test_turned_round_is_the_same_person(cited: str, recorded: str) -> None:
    assert compare_names(person(cited), RECORDED_AS[recorded]) is NameAgreement.SAME


@pytest.mark.parametrize("given", ["JA", "J. A.", "J.A.", "J-A.", "J A"])
def test_initials_are_the_same_with_marks_between_them(given: str) -> None:
    recorded = PersonName(family="Berg", given="Jan Arend", initials="JA", particle="van")
    cited = PersonName(family="Berg", given=given, particle="van")
    assert is_plainly_same(cited, recorded)
    assert compare_names(cited, recorded) is NameAgreement.SAME
    assert not is_plainly_same(PersonName(family="Berg", given=given), recorded)
    other = PersonName(family="Berg", given="Bo", initials="BO", particle="van")
    assert not is_plainly_same(cited, other)
    assert compare_names(cited, other) is NameAgreement.INITIALS

"""Degrees, titles, suffixes, groups, and titles that come before their authors."""

from __future__ import annotations

import pytest

from refcheck.model.record import GroupName
from refcheck.parsing import parse
from refcheck.parsing.text_repair import repair_text
from refcheck.text.people.names import written

DEGREES = [
    ("Smith AB, MD, Jones CD, PhD. Sleep.", "Smith AB, Jones CD. Sleep."),
    ("Smith AB, MD, MPH, Jones CD III, PhD. Sleep.", "Smith AB, Jones CD III. Sleep."),
    ("Smith AB, RN, Jones CD, FRCP et al (2023) Sleep.", "Smith AB, Jones CD et al (2023) Sleep."),
    ("Smith AB MD, Jones CD PhD. Sleep.", "Smith AB, Jones CD. Sleep."),
    ("Smith AB, M.D., Jones CD, Ph.D., M.P.H. Sleep.", "Smith AB, Jones CD. Sleep."),
    ("Smith, J., MD, Jones, K., PhD (2010). Sleep.", "Smith, J., Jones, K. (2010). Sleep."),
    ("Smith AB, BSc (Hons), Jones CD, MRCP. Sleep.", "Smith AB, Jones CD. Sleep."),
    ("John Smith, MD, PhD, and Carol Jones, RN. Sleep.", "John Smith, and Carol Jones. Sleep."),
    ("John A. Smith, MD, FRCP(C), Mary Jones, DNP. Sleep.", "John A. Smith, Mary Jones. Sleep."),
    ("John Smith, RN, Carol Jones, DNP, FNP-BC. Sleep.", "John Smith, Carol Jones. Sleep."),
    ("Smith, John, MD, and Jones, Carol, PhD. Sleep.", "Smith, John, and Jones, Carol. Sleep."),
    ("Smith AB, DO; Jones CD, MSN, RN; Lee K, PharmD. Sleep.", "Smith AB; Jones CD; Lee K. Sleep."),
    ("Müller H, Dr med, Roth E, Dipl.-Psych. Sleep.", "Müller H, Roth E. Sleep."),
    ("Prof. Dr. med. Hans Müller, Dr. rer. nat. Eva Roth. Sleep.", "Hans Müller, Eva Roth. Sleep."),
    ("Sir William Osler. Sleep.", "William Osler. Sleep."),
    ("Lamb JC, IV, Chapin RE, Jr. Sleep.", "Lamb JC IV, Chapin RE Jr. Sleep."),
    ("Smith AB, editor. Sleep.", "Smith AB. Sleep."),
    ("Smith AB (translator). Sleep.", "Smith AB. Sleep."),
]


@pytest.mark.parametrize(("text", "after"), DEGREES)
def test_what_is_not_a_name_is_left_out(text: str, after: str) -> None:
    assert repair_text(text).text == after


NAMES = [
    "Smith MD, Jones PA, Lee RN. Sleep.",
    "Garcia Lopez, MD, Perez Gomez, JA. Sleep.",
    "SMITH, J., MA, L., DO, K. Sleep.",
    "Dorcas, M. E., J. D. Willson, R. N. Reed, and M. A. Miller. 2012. Sleep.",
    "R. S. French, M. S. Lam, and M. W. Hall. Sleep.",
    "Smith A. MS, depression and mood. Lancet.",
    "Smith AB. MD Anderson experience of mood. Lancet.",
    "Doyle A, Maas A, Do K, Ma L, Ba S. Sleep.",
    "Lord CJ, Rutter M. Sleep.",
    "Smith AB. The Rotterdam Study. Eur J Epidemiol. 1991.",
    "Smith AB, Jones CD. Group therapy for mood. Lancet.",
    "Smith AB, Jones CD. For the good of patients. Lancet.",
    "Statins in older adults. Acta Cryst D. 2012;380:815-22.",
    "Statins in older adults. J Chromatogr B. 2012;380:815-22.",
    "Statins in older adults. New York, Oxford University Press. 2012.",
    "Sleep in mice. In: Jones AB, Brown CD, editors. Book of statins. London: Wiley; 2012.",
    "Homer. The Iliad, Books I-II. Edited by D. B. Monro. Oxford: Clarendon Press, 1903.",
    "van der Walt E., Martin D. P., Varsani A. (2008). Sleep in mice. Lancet 3, 4.",
    "N. A. Lorentzos and Y. G. Mitsopoulos. Sleep in mice. Lancet, 1997.",
]


@pytest.mark.parametrize("text", NAMES)
def test_names_and_titles_are_left_alone(text: str) -> None:
    assert repair_text(text).text == text


GROUPS = [
    ("Wright JT, et al. for the SPRINT Research Group. ", "SPRINT Research Group"),
    ("Wright JT, et al. on behalf of the SPRINT Research Group. ", "SPRINT Research Group"),
    ("Wright JT; SPRINT Research Group. ", "SPRINT Research Group"),
    ("Wright JT, Lee K, SPRINT Research Group. ", "SPRINT Research Group"),
    ("Wright JT and the SPRINT Research Group. ", "SPRINT Research Group"),
    ("Wright JT, Lee K (on behalf of the ABC Consortium). ", "ABC Consortium"),
    ("Wright JT, et al; members of the ABC group. ", "ABC group"),
    ("Wright JT, et al. Writing for the ABC-12 Trialists*. ", "ABC-12 Trialists"),
    ("Wright JT; on behalf of the European Society of Sleep. ", "European Society of Sleep"),
    ("Wright JT, et al. on behalf of ASCEND. ", "ASCEND"),
    ("Müller H, et al. im Namen der XYZ-Studiengruppe. ", "XYZ-Studiengruppe"),
]  # fmt: skip
TITLE = "Statins in older adults"


@pytest.mark.parametrize(("front", "group"), GROUPS)
def test_the_group_is_an_author_and_the_title_starts_after_it(front: str, group: str) -> None:
    record = parse(f"{front}{TITLE}. Lancet 2012;380:815-22.").record
    assert record.title == TITLE
    assert record.authors[-1] == GroupName(name=group)
    assert not isinstance(record.authors[0], GroupName)


def test_two_groups() -> None:
    text = f"Smith AB; XYZ Study Group; ABC Trialists. {TITLE}. Lancet 2012;380:815-22."
    assert [written(name) for name in parse(text).record.authors] == [
        "Smith AB", "XYZ Study Group", "ABC Trialists",
    ]  # fmt: skip


FIRST = [
    "Statins in older adults. Smith AB, Jones CD. Lancet. 2012;380:815-22.",
    "“Statins in older adults.” Smith AB, Jones CD. Lancet. 2012;380:815-22.",
    '"Statins in older adults" by A. B. Smith, C. D. Jones. Lancet. 2012;380:815-22.',
    "Statins in older adults. By Smith AB and Jones CD. Lancet. 2012;380:815-22.",
    "Statins in older adults — Smith AB, Jones CD. Lancet. 2012;380:815-22.",
    "Statins in older adults—Smith AB, Jones CD. Lancet. 2012;380:815-22.",
    "Statins in older adults / Smith AB, Jones CD // Lancet. 2012;380:815-22.",
    "Statins in older adults | Smith AB, Jones CD | Lancet. 2012;380:815-22.",
    "Statins in older adults (Smith AB, Jones CD). Lancet. 2012;380:815-22.",
    "Statins in older adults [Smith AB, Jones CD]. Lancet. 2012;380:815-22.",
    "Statins in older adults. Smith, A. B., & Jones, C. D. Lancet. 2012;380:815-22.",
    "Statins in older adults. Smith AB, MD, Jones CD, PhD. Lancet. 2012;380:815-22.",
    "Statins in older adults. Authors: Smith AB, Jones CD. Lancet. 2012;380:815-22.",
    "Statins in older adults, Smith AB, Jones CD, Lancet 2012;380:815-22.",
]


@pytest.mark.parametrize("text", FIRST)
def test_title_before_its_authors(text: str) -> None:
    record = parse(text).record
    assert record.title == TITLE
    assert [written(name).replace(". ", "").replace(".", "") for name in record.authors] == [
        "Smith AB", "Jones CD",
    ]  # fmt: skip
    assert record.container_title == "Lancet"


ORGANISATIONS = """Statistics Canada|Johnson & Johnson|GlaxoSmithKline|Mayo Clinic|MedlinePlus
|Substance Abuse and Mental Health Services Administration|Ministry of Health, Labour and Welfare
|Janssen Research & Development, LLC|British National Formulary|Robert Koch-Institut
|Bundesärztekammer|Centers for Disease Control and Prevention (CDC)|NHS England|Diabetes UK
|U.S. Food and Drug Administration|Deutsche Gesellschaft für Kardiologie|Ministério da Saúde
|Haute Autorité de Santé|Organización Mundial de la Salud|National Institute on Drug Abuse"""


@pytest.mark.parametrize("name", ORGANISATIONS.replace("\n", "").split("|"))
@pytest.mark.parametrize("year", [". ", " (2019). "])
def test_organisations_are_no_persons(name: str, year: str) -> None:
    text = f"{name}{year}Guidance on the treatment of depression in adults. Geneva: Press; 2019."
    record = parse(text).record
    assert record.authors == (GroupName(name=name),)
    assert record.title == "Guidance on the treatment of depression in adults"


LISTS = [
    ("Ortega y Gasset J, Ruiz de Alarcón P", "Ortega y Gasset J|Ruiz de Alarcón P"),
    ("Ramón y Cajal S", "Ramón y Cajal S"),
    ("Brown AB, Sukarno, Green CD", "Brown AB|Sukarno|Green CD"),
    ("'t Hooft G, Veltman M", "'t Hooft G|Veltman M"),
    ("von und zu Guttenberg KT, Smith AB", "von und zu Guttenberg KT|Smith AB"),
    ("Smith AB Jr, Jones CD 3rd, d'Aspremont A", "Smith AB Jr|Jones CD 3rd|d'Aspremont A"),
    ("Smith AB, C. D. Jones, & E. Brown", "Smith AB|Jones C. D.|Brown E."),
    ("Al-Rashid M, el Sayed A, O'Brien T", "Al-Rashid M|el Sayed A|O'Brien T"),
    ("———", ""),
    ("[No authors listed]", ""),
]


@pytest.mark.parametrize(("names", "shown"), LISTS)
def test_names(names: str, shown: str) -> None:
    record = parse(f"{names}. Vitamin D status in older adults. Lancet 2012;380:815-22.").record
    assert "|".join(map(written, record.authors)) == shown
    assert record.title == "Vitamin D status in older adults"


def test_authors_ended_by_the_journal() -> None:
    record = parse("Dong SH, Nair SK and van der Donk WA, eLife, 2019, 8, e42305.").record
    assert "|".join(map(written, record.authors)) == "Dong SH|Nair SK|van der Donk WA"
    assert record.container_title == "eLife"
    assert parse("Smith AB, Jones CD, Nature, 2019, 8, 425.").record.container_title == "Nature"

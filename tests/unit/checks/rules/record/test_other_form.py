"""Every form that a record allows, on real records: right references raise no alarm, and the same
ones with a mistake in that very field raise one."""

from __future__ import annotations

from typing import Any

import pytest
from tests.facts import RECORDS, cited, reference

from refcheck.checks import check_record
from refcheck.model.finding import Finding, Severity
from refcheck.model.record import (
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)


def found(pmid: str, raw: str | None = None, **change: Any) -> list[Finding]:
    printed = cited(pmid, **change)
    return check_record(reference(printed, raw), RECORDS[pmid], source_name="PubMed")


def alarms(pmid: str, raw: str | None = None, **change: Any) -> list[str]:
    findings = found(pmid, raw, **change)
    bibliographic = (each for each in findings if each.field.value != "status")
    return [each.rule for each in bibliographic if each.severity is not Severity.INFO]


def people(names: str) -> tuple[Contributor, ...]:
    """ "Rajkumar R, Fam J" as persons, "=CATWAD" as a group."""
    return tuple(
        GroupName(name=name[1:])
        if name.startswith("=")
        else PersonName(family=name.rpartition(" ")[0], given=name.rpartition(" ")[2])
        for name in names.split(", ")
    )


def year(number: int) -> tuple[PublicationDate, ...]:
    return (PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=number)),)


@pytest.mark.parametrize("pmid", sorted(RECORDS))
def test_each_record_agrees_with_itself(pmid: str) -> None:
    assert alarms(pmid) == []


# (PMID, printed year, alarms)
YEARS = [
    ("3529512", 1986, []),  # 1986 Summer
    ("3529512", 1987, ["year-mismatch"]),
    ("10188493", 1998, []),  # 1998 Dec-1999 Jan
    ("10188493", 1999, []),
    ("10188493", 2000, ["year-mismatch"]),
    ("5004", 1975, []),  # 1975 Mar-Apr
    ("12417590", 2003, []),  # 2003 Jan 17, electronically 2002-11-03
    ("12417590", 2002, []),
    ("12417590", 2001, ["year-mismatch"]),
    ("14527973", 2003, []),  # 2004 Jan-Feb, electronically 20031005
    ("28777659", 2017, []),  # 2023 May-Jun, electronically 2017 Sep 15
    ("28777659", 2020, ["year-mismatch"]),
]


@pytest.mark.parametrize(("pmid", "printed", "expected"), YEARS)
def test_years(pmid: str, printed: int, expected: list[str]) -> None:
    assert alarms(pmid, dates=year(printed)) == expected


def messages(pmid: str, rule: str, **change: Any) -> list[str]:
    return [each.message for each in found(pmid, **change) if each.rule == rule]


def test_dates_read_like_dates() -> None:
    assert messages("12417590", "year-electronic", dates=year(2002)) == [
        "The year is that of the online publication: the work was published online on 3 November"
        " 2002 and in print on 17 January 2003."
    ]
    assert messages("12417590", "year-mismatch", dates=year(2001)) == [
        "According to PubMed the work was published in print on 17 January 2003 and online on 3"
        " November 2002; the reference has 2001."
    ]
    assert messages("10188493", "year-mismatch", dates=year(2001)) == [
        "According to PubMed the work was published in print from December 1998 to January 1999;"
        " the reference has 2001."
    ]
    assert messages("3529512", "year-mismatch", dates=year(2001)) == [
        "According to PubMed the work was published in print in Summer 1986;"
        " the reference has 2001."
    ]
    assert messages("5004", "year-mismatch", dates=year(2001)) == [
        "According to PubMed the work was published in print from March to April 1975;"
        " the reference has 2001."
    ]


# (PMID, printed authors, whether the list ends with "et al.", alarms)
AUTHORS = [
    # transliterated: Nordic, German and Slavic letters
    ("9482442", "Jarvelainen H, Vainionpaa H, Kuopio T, Lehtonen A", False, []),
    ("9482442", "Jaervelaeinen H, Vainionpää H, Kuopio T, Lehtonen A", False, []),
    ("12872936", "Johansen Y, Wideroe HC, Krane J, Johnsson A", False, []),
    ("12872936", "Johansen Y, Widerød HC, Krane J, Johnsson A", False, ["author-misspelt"]),
    ("22438102", "Pletersek A, Sok M, Trontelj J", False, []),
    ("22438102", "Pletershek A, Sok M, Trontelj J", False, []),
    ("26702289", "Brzezinski D, Lochowski MP, Jesionek Kupnicka D, Kozak J", False, []),
    ("26702289", "Brzezinski D, Lochowsky MP, Jesionek-Kupnicka D, Kozak J", False, []),
    ("26702289", "Brzezinski D, Ochowski MP, Jesionek-Kupnicka D, Kozak J", False,
     ["author-misspelt"]),
    ("38290035", "Galuzinskiy O, Chornyi V, Kozik Y, Fedin I", False, []),
    ("29464329", "Bluemle A, Lagreze WA, Motschall E", False, []),
    ("31196137", "Spolstra SL, Schueller M, Sikorskii A", False, ["author-misspelt"]),
    # initials and given names
    ("29464329", "BLÜMLE A., Lagrèze W., Motschall E.", False, []),
    ("29464329", "Blümle A, Lagrèze WB, Motschall E", False, ["author-initials"]),
    ("29464329", "Blümle Anette, Lagrèze Wolf, Motschall Edith", False, []),
    # particles on either side, given and family name in the other order
    ("119988", "Sauvage RC de, Cazals Y, Aran JM", False, []),
    ("119988", "DeSauvage RC, Cazals Y, Aran JM", False, []),
    ("2085015", "Tempelhoff W von", False, []),
    ("2085015", "Tempelhoff W", False, []),
    ("20467626", "Worthington HV, Marco E, Nieri M, Glenny AM", False, ["author-other"]),
    # suffixes
    ("438142", "Volow MR, Zung WW, Green RL", False, []),
    ("438142", "Volow MR, Zung WW, Green Jr RL", False, []),
    ("438142", "Volow MR, Zung WW, Greene RL", False, ["author-misspelt"]),
    # "et al." at any length
    ("14527973", "Porcheret M", True, []),
    ("14527973", "Porcheret M, Hughes R, Evans D, Jordan K, Whitehurst T, Ogden H", True, []),
    ("14527973", "Porcheret M, Hughes R, Evans D", False, ["author-missing"]),
    ("14527973", "Porcheret M, Evans D", True, ["author-missing"]),
    # groups with and without "the", missing, shortened, alone
    ("16012415", "Coluzzi F, Pappagallo M, =the National Initiative on Pain Control", False, []),
    ("16012415", "Coluzzi F, Pappagallo M", False, []),
    ("16012415", "Coluzzi F, Pappagallo M, =ICM Shoulder Group", False, ["author-group"]),
    ("16410761", "=CDC", False, []),
    ("16410761", "=Centers for Disease Control", False, []),
    ("16410761", "=World Health Organization", False, ["author-group"]),
    ("17968818", "Kauffman CA, Bustamante B, Chapman SW, Pappas PG", False, []),
]  # fmt: skip


@pytest.mark.parametrize(("pmid", "names", "cut", "expected"), AUTHORS)
def test_authors(pmid: str, names: str, *, cut: bool, expected: list[str]) -> None:
    assert alarms(pmid, authors=people(names), authors_complete=not cut) == expected


def test_a_record_with_a_part_of_the_authors_proves_nothing_beyond_it() -> None:
    printed = (*cited("9626910").authors, *people("Yazaki Y"))
    assert alarms("9626910", authors=printed, authors_complete=True) == []


def test_investigators_are_no_added_authors() -> None:
    """Persons of the group that signs may stand behind the authors."""
    members = people("Smith A, Jones B, Miller C, Brown D")
    printed = (*cited("14527973").authors, *members)
    assert alarms("14527973", authors=printed) == []
    assert alarms("438142", authors=(*cited("438142").authors, *members)) == ["author-added"]
    one = (*cited("14527973").authors, *members[:1])
    assert alarms("14527973", authors=one) == ["author-added"]


# (PMID, printed journal, alarms)
JOURNALS = [
    ("3246898", "Med Inform (Lond)", []),
    ("3246898", "Medical Informatics", []),
    ("3246898", "Médecine et informatique", []),  # the parallel title
    ("2331404", "J Exp Pathol", []),
    ("2331404", "Journal of Experimental Pathology (Oxford)", []),
    ("2331404", "J Exp Pathol (Oxfrod)", ["journal-misspelt"]),
    ("2331404", "J Exp Physiol", ["journal-mismatch"]),
    ("21202516", "Acta Cryst. E", []),
    ("21202516", "Acta Crystallogr E Struct Rep Online", []),
    ("21202516", "Acta Crystallographica Section E: Structure Reports Online", []),
    ("21202516", "Acta Crystallogr D", ["journal-mismatch"]),
    ("12417590", "J Biol Chem. B", []),
    ("12417590", "The Journal of Biological Chemistry", []),
    ("12417590", "J. Biol. Chem.", []),
    ("12417590", "J Biochem", ["journal-mismatch"]),
    ("32887691", "British Medical Journal", []),
    ("32887691", "BMJ (Clinical research ed.)", []),
    ("7087893", "Pediatric Blood & Cancer", []),  # its newer name
    ("2401174", "Chinese Journal of Oncology", []),  # the translated title
    ("14527973", "JAMIA", []),
    ("25946292", "NEJM", []),
    ("25946292", "New Engl J Med", []),
    ("15118046", "J Bone Joint Surg [Am]", []),
    ("15118046", "J Bone Joint Surg Br", ["journal-mismatch"]),
]  # fmt: skip


@pytest.mark.parametrize(("pmid", "printed", "expected"), JOURNALS)
def test_journals(pmid: str, printed: str, expected: list[str]) -> None:
    assert alarms(pmid, container_title=printed) == expected


# (PMID, printed title, alarms)
TITLES = [
    ("14527973", "Data quality of general practice electronic health records", []),
    ("14527973", "Data quality of general practice electronic health record systems",
     ["title-wording"]),
    ("29464329", "Systematic literature search in PubMed: a short introduction [in German]", []),
    ("29464329", "Systematische Literatursuche in PubMed: Eine kurze Einführung", []),
    ("2401174", "Nasopharyngeal carcinoma in childhood [Article in Chinese]", []),
    ("21", "Biochemische Untersuchungen von Kamilleninhaltsstoffen. III. In-vitro-Versuche über die"
     " antipeptische Wirkung des (-)-alpha-Bisabolols", []),
    ("21", "Biochemical studies on camomile components III. In vitro studies about the antipeptic"
     " activity of (--)-α-bisabolol", []),
    ("21", "Biochemical studies on camomile components II. In vitro studies about the antipeptic"
     " activity of (--)-α-bisabolol", ["title-wording"]),
    ("24025717", "The oncogenic TBX3 is a downstream target and mediator of the TGF-beta1 signaling"
     " pathway", []),
    ("24025717", "The oncogenic TBX3 is a downstream target and mediator of the TGF-β2 signalling"
     " pathway", ["title-wording"]),
    ("21931671", "Combinatorial effect of non-steroidal anti-inflammatory drugs and NF-kappaB"
     " inhibitors in ovarian cancer therapy", []),
    ("18002331", "Older adult perceptions of smart home technologies: implications for research,"
     " policy and market innovations in healthcare", []),
    ("18002331", "Older adult perceptions of smart home technologies: implications for research,"
     " policy &amp; market innovations in healthcare", []),
    ("37174274", "Correction: Kovács et al. The Effects and Types of Parental Involvement in"
     " School-Based Sport and Health Programs Still Represent a Knowledge Gap: A Systematic Review."
     " Int. J. Environ. Res. Public Health 2022, 19, 12859", []),
    ("28777659", "Baduanjin Exercise for Insomnia: A Systematic Review and Meta-Analysis", []),
    ("26702289", "Extracutaneous glomus tumor of the trachea", []),
    ("36047827", "Relación entre bullying y conductas suicidas en adolescentes: una revisión"
     " sistemática", []),
    ("36047827", "Relationship between bullying and suicidal behaviors in adolescents", []),
]  # fmt: skip


@pytest.mark.parametrize(("pmid", "printed", "expected"), TITLES)
def test_titles(pmid: str, printed: str, expected: list[str]) -> None:
    assert alarms(pmid, title=printed) == expected


def test_the_nearest_title_of_the_record_is_the_right_one() -> None:
    wrong = "Relación entre bullying y conductas suicidas en adultos: una revisión sistemática"
    (finding,) = [each for each in found("36047827", title=wrong) if each.rule == "title-wording"]
    assert finding.fix == RECORDS["36047827"].title_variants[0]


# (PMID, what is printed of the place, alarms)
PLACES: list[tuple[str, dict[str, str | None], list[str]]] = [
    ("1531828", {"volume": "53"}, []),  # 53 Suppl
    ("1531828", {"volume": "53", "issue": "Suppl"}, []),
    ("1531828", {"volume": "35"}, ["volume-mismatch"]),
    ("7984696", {"volume": "27", "issue": "Suppl 1"}, []),  # 27 Suppl 1
    ("7984696", {"volume": "27", "issue": "S1"}, []),
    ("8591163", {"volume": "8(Pt 1)"}, []),  # 8 Pt 1
    ("8591163", {"volume": "8", "issue": "Pt 1"}, []),
    ("8591163", {"volume": "8"}, []),
    ("21202516", {"issue": "6"}, []),  # 64(Pt 6)
    ("21202516", {"issue": "7"}, ["issue-mismatch"]),
    ("36047827", {"volume": "31"}, []),  # XXXI
    ("36047827", {"volume": "XXXII"}, ["volume-mismatch"]),
    ("294680", {"volume": "9", "issue": None}, []),  # no volume, number 9
    ("7497664", {"volume": "321", "issue": None}, []),  # no volume, number 321
    ("7497664", {"volume": None, "issue": "312"}, ["issue-mismatch"]),
    ("5004", {"pages": "101–109"}, []),  # 101-9
    ("5004", {"pages": "101-19"}, ["pages-last"]),
    ("5004", {"pages": "110-9"}, ["pages-mismatch"]),
    ("25443992", {"pages": "72-80"}, []),  # 72-80.e6
    ("25443992", {"pages": "72-80e6"}, []),
    ("28777659", {"pages": "i–xiii"}, []),  # i-xiii
    ("28777659", {"pages": "1-13"}, []),
    ("30098747", {"pages": "x"}, ["pages-mismatch"]),  # ix-x
    ("33084392", {"pages": "S185-221"}, []),  # S185-S221
    ("33084392", {"pages": "185-221"}, []),
    ("33084392", {"pages": "S158-S221"}, ["pages-mismatch"]),
    ("36223377", {"pages": "0274527"}, []),  # e0274527
    ("36223377", {"pages": "1-15"}, []),  # counted within the article
    ("36223377", {"pages": "e0247527"}, ["pages-mismatch"]),
    ("12872936", {"issue": "5"}, []),  # 58(5-6)
    ("12872936", {"issue": "7"}, ["issue-mismatch"]),
    ("36538974", {"volume": "131", "issue": "3", "pages": "307-310"}, []),  # not yet in print
]  # fmt: skip


@pytest.mark.parametrize(("pmid", "change", "expected"), PLACES)
def test_places(pmid: str, change: dict[str, str | None], expected: list[str]) -> None:
    assert alarms(pmid, **change) == expected


def test_a_printed_last_page_is_not_the_first() -> None:
    raw = "Constantin B. Disorders. Ann Anesthesiol Fr. 1975;16(2):96-101."
    assert alarms("5004", raw, pages="96-101", title=None) == ["pages-mismatch"]


# --- what became of the work ----------------------------------------------------------------------


def status(pmid: str) -> list[tuple[str, str]]:
    findings = (each for each in found(pmid) if each.field.value == "status")
    return [(each.rule, each.message) for each in findings]


def test_a_retracted_work_names_its_notice() -> None:
    ((rule, message),) = status("11543891")
    assert rule == "retracted"
    assert "Hum Immunol. 2001 Oct;62(10):1063 (PMID 11600210)" in message
    assert [rule for rule, _ in status("8863847")] == ["retracted", "corrected"]
    assert [rule for rule, _ in status("28777659")] == ["retracted"]


def test_the_notice_itself_is_no_alarm() -> None:
    assert status("11600210") == []
    assert status("35165766") == []


def test_corrections_updates_and_comments() -> None:
    assert [rule for rule, _ in status("9482442")] == ["corrected"]
    assert status("25946292") == []


# --- notes on the form that was met ---------------------------------------------------------------

NOTES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("14527973", {}, []),
    ("14527973", {"title": "Data quality of general practice electronic health records"},
     ["The title is cited without its subtitle."]),
    ("31356292", {"title": "Ataxia: a review"},
     ["The title has a subtitle that is not in PubMed."]),
    ("36047827", {"title": RECORDS["36047827"].title_variants[0]},
     ["The title is in its original language; PubMed also has a translation."]),
    ("12417590", {"container_title": "J Biol Chem. B"},
     ["“J Biol Chem. B” is a different form of the journal’s name, J Biol Chem."]),
    ("15118046", {"container_title": "J. Bone Joint Surg. Am."}, []),
    ("36223377", {"pages": "1-15"},
     ["The pages are counted within the article; PubMed has the article number e0274527."]),
    ("1531828", {"volume": "53"},
     ["The volume is cited without its supplement or part; PubMed has 53 Suppl."]),
    ("1531828", {"volume": "53", "issue": "Suppl"}, []),
    ("16012415", {"authors": people("Coluzzi F, Pappagallo M")},
     ["PubMed also lists a group as author: National Initiative on Pain Control."]),
    ("21202516", {"container_title": "Acta Crystallogr"},
     ["The journal is Acta Crystallogr Sect E Struct Rep Online in PubMed; “Acta"
      " Crystallogr” differs only in the section."]),
    ("21202516", {"container_title": "Lancet"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("pmid", "change", "expected"), NOTES)
def test_notes_on_forms(pmid: str, change: dict[str, Any], expected: list[str]) -> None:
    assert messages(pmid, "other-form", **change) == expected

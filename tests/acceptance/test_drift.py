"""References age: PubMed changes records after they were cited.

Each case is a real record at two dates: the reference as it was right when it was printed, and the
record as it is now. Where the record keeps what was printed, in whatever form, there is no alarm;
where it does not, the alarm names the value of today. `tools/measure_drift.py` measures the same on
thousands of records.
"""

from __future__ import annotations

from datetime import date

import pytest

from refcheck import parsing
from refcheck.checks import check_record
from refcheck.matching import decide
from refcheck.model.document import Span
from refcheck.model.finding import Severity
from refcheck.model.outcome import Candidate, Match, Via
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.model.reference import Reference, ReferenceString


def date_of(kind: DateKind, text: str) -> PublicationDate:
    """ "2022 10 3" as a date."""
    parts = [int(part) for part in text.split()]
    year, month, day = [*parts, None, None][:3]
    return PublicationDate(kind=kind, date=PartialDate(year=year or 0, month=month, day=day))


def author(text: str) -> Contributor:
    """ "Micieli JA" as a person, "*A study group" as a group."""
    if text.startswith("*"):
        return GroupName(name=text[1:])
    family, initials = text.rsplit(" ", 1)
    return PersonName(family=family, given=initials, initials=initials)


def now(
    authors: str, title: str, journal: str, place: str, dates: str, doi: str
) -> BibliographicRecord:
    """A record; `journal` is "full | short", `place` "volume | issue | pages"."""
    full, short = journal.split(" | ")
    volume, issue, pages = (part.strip() or None for part in place.split("|"))
    printed, _, electronic = dates.partition(" | ")
    known = [date_of(DateKind.PRINT, printed)]
    if electronic:
        known.append(date_of(DateKind.ELECTRONIC, electronic))
    return BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL,
        pmid="1",
        authors=tuple(map(author, authors.split(", "))),
        title=title,
        container_title=full,
        container_variants=(short,),
        dates=tuple(known),
        volume=volume,
        issue=issue,
        pages=pages,
        doi=doi,
    )


def alarms(printed: str, record: BibliographicRecord) -> dict[str, tuple[str, ...]]:
    """The alarms, with the values that they name, about a printed reference that is matched."""
    span = Span(start=0, end=len(printed), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label="1.", raw=printed, span=span)
    reference = Reference(string=string, parsed=parsing.parse(printed))
    candidate = Candidate(
        record=record, source="pubmed", via=Via.TITLE, asked="", retrieved=date(2026, 11, 20)
    )
    assert isinstance(decide(reference, [candidate]), Match)
    return {
        finding.rule: finding.expected
        for finding in check_record(reference, record, ())
        if finding.severity is not Severity.INFO
    }


PAPILLEDEMA = now(
    "Tao B, Vosoughi A, Margolin E, Micieli JA",
    'Inappropriate Use of the Term "Papilledema" in the Medical Literature: A Systematic Review of '
    "Case Reports across Specialties.",
    "Ophthalmology | Ophthalmology",
    "130 | 2 | 129-136",
    "2023 2 | 2022 10 3",
    "10.1016/j.ophtha.2022.09.017",
)
NEPHROLITHOTOMY = now(
    "Ghoulian J, Nourian A, Dalimov Z, Ghiraldi EM, Friedlander JI",
    "Percutaneous Nephrolithotomy Access: A Meta-Analysis Comparing Access by Urologist vs "
    "Radiologist.",
    "Journal of endourology | J Endourol",
    "37 | 1 | 8-14",
    "2023 1 | 2022 11 14",
    "10.1089/end.2022.0308",
)
EXERCISE = now(
    "Botella J, Shaw CS, Bishop DJ",
    "Autophagy and Exercise: Current Insights and Future Research Directions.",
    "International journal of sports medicine | Int J Sports Med",
    "45 | 3 | 171-182",
    "2024 3 | 2023 8 15",
    "10.1055/a-2153-9258",
)
WOUNDS = now(
    "Veličković VM, Spelman T, Clark M, Probst S, Armstrong DG, Steyerberg E",
    "Individualized Risk Prediction for Improved Chronic Wound Management.",
    "Advances in wound care | Adv Wound Care (New Rochelle)",
    "12 | 7 | 387-398",
    "2023 7 | 2022 11 1",
    "10.1089/wound.2022.0017",
)
MACULAR_HOLE = now(
    "Murphy DC, Al-Zubaidy M, Lois N, Scott N, Steel DH, *Macular Hole Duration Study Group",
    "The Effect of Macular Hole Duration on Surgical Outcomes: An Individual Participant Data "
    "Study of Randomized Controlled Trials.",
    "Ophthalmology | Ophthalmology",
    "130 | 2 | 152-163",
    "2023 2 | 2022 9 2",
    "10.1016/j.ophtha.2022.08.028",
)
MUSIC = now(
    "Anglada-Tort M, Masters N, Steffens J, North A, Müllensiefen D",
    "The Behavioural Economics of Music: Systematic review and future directions.",
    "Quarterly journal of experimental psychology (2006) | Q J Exp Psychol (Hove)",
    "76 | 5 | 1177-1194",
    "2023 5 | 2022 8 16",
    "10.1177/17470218221113761",
)
BICEPS = now(
    "Vigié R, Bonnevialle N, Hao KA, Berhouet J, Charousset C, *Francophone Arthroscopy Society "
    "(SFA)",
    "Tenotomy or tenodesis versus conservation of the long head of the biceps tendon in the repair "
    "of isolated supraspinatus tears: A systematic review of the literature.",
    "Orthopaedics & traumatology, surgery & research : OTSR | Orthop Traumatol Surg Res",
    "109 | 8S | 103673",
    "2023 12 | 2023 8 30",
    "10.1016/j.otsr.2023.103673",
)
HYDROGEN_SULFIDE = now(
    "Sun HJ, Xiong SP, Wang ZC, Nie XW, Bian JS",
    "Hydrogen Sulfide in Diabetic Complications Revisited: The State of the Art, Challenges, and "
    "Future Directions.",
    "Antioxidants & redox signaling | Antioxid Redox Signal",
    "38 | 1-3 | 18-44",
    "2023 1",
    "10.1089/ars.2022.0028",
)
ELECTROMYOGRAPHY = now(
    "McGuire T, Haig AJ",
    "A review of electromyography techniques of the cervical paraspinal muscles.",
    "PM & R : the journal of injury, function, and rehabilitation | PM R",
    "16 | 3 | 287-294",
    "2024 3 | 2023 9 29",
    "10.1002/pmrj.13047",
)
FOOD = now(
    "Mavegam Tango Assoumou BO, Coughenour C, Godbole A, McDonough I",
    "Senior food insecurity in the USA: a systematic literature review.",
    "Public health nutrition | Public Health Nutr",
    "26 | 1 | 229-245",
    "2023 1 | 2022 11 4",
    "10.1017/S1368980022002415",
)


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        pytest.param(
            "Tao B, Vosoughi A, Margolin E, Micieli J. Inappropriate Use of the Term "
            '"Papilledema" in the Medical Literature: A Systematic Review of Case Reports Across '
            "Specialties. Ophthalmology. 2022 Oct 1:S0161-6420(22)00756-4.",
            PAPILLEDEMA,
            id="item number before pages, year of the Epub, an initial added",
        ),
        pytest.param(
            "Ghoulian J, Nourian A, Dalimov Z, Ghiraldi E, Friedlander JI. Percutaneous "
            "Nephrolithotomy Access: A Meta-Analysis Comparing Access by Urologist vs Radiologist. "
            "J Endourol. 2022 Sep 22. doi: 10.1089/end.2022.0308. Epub ahead of print.",
            NEPHROLITHOTOMY,
            id="ahead of print, without volume and pages",
        ),
        pytest.param(
            "Botella J, Shaw C, Bishop D. Autophagy and exercise: current insights and future "
            "research directions. Int J Sports Med. 2023 Aug 15. doi: 10.1055/a-2153-9258.",
            EXERCISE,
            id="capital letters of a title",
        ),
        pytest.param(
            "Velickovic V, Spelman T, Clark M, Probst S, Armstrong DG, Steyerberg E. "
            "Individualised risk prediction for improved chronic wound management. Adv Wound Care "
            "(New Rochelle). 2022. doi: 10.1089/wound.2022.0017.",
            WOUNDS,
            id="diacritics and American spelling came later",
        ),
        pytest.param(
            "Murphy DC, Al-Zubaidy M, Lois N, Scott N, Steel DH. The effect of macular hole "
            "duration on surgical outcomes: An individual participant data study of randomised "
            "controlled trials. Ophthalmology. 2022 Sep 1.",
            MACULAR_HOLE,
            id="a group was added",
        ),
        pytest.param(
            "Anglada-Tort M, Masters N, Steffens J, North A, Mullensiefen D. The Behavioural "
            "Economics of Music: Systematic Review and Future Directions. Q J Exp Psychol (Hove). "
            "2022. doi: 10.1177/17470218221113761.",
            MUSIC,
            id="an umlaut came later",
        ),
    ],
)
def test_what_the_record_keeps_gives_no_alarm(printed: str, record: BibliographicRecord) -> None:
    assert alarms(printed, record) == {}


@pytest.mark.parametrize(
    ("printed", "record", "rule", "value"),
    [
        pytest.param(
            "Sun H, Xiong S, Wang ZC, Nie X, Bian J. Hydrogen sulfide in diabetic complications "
            "revisited: the state of the art, challenges, and future directions. Antioxid Redox "
            "Signal. 2022 Oct 31. doi: 10.1089/ars.2022.0028.",
            HYDROGEN_SULFIDE,
            "year-mismatch",
            "2023",
            id="the year of the Epub was dropped",
        ),
        pytest.param(
            "Vigié R, Bonnevialle N, Hao KA, Berhouet J, Charrousset C. Tenotomy or tenodesis "
            "versus conservation of the long head of the biceps tendon in the repair of isolated "
            "supraspinatus tears: a systematic review of the literature. Orthop Traumatol Surg "
            "Res. 2023 Aug 30:103673.",
            BICEPS,
            "author-misspelt",
            "Charousset",
            id="a name was corrected",
        ),
        pytest.param(
            "Haig AJ, McGuire T. A Review of Electromyography Techniques of the Cervical "
            "Paraspinal Muscles. PM R. 2023 Aug 1. doi: 10.1002/pmrj.13047.",
            ELECTROMYOGRAPHY,
            "author-order",
            "McGuire T, Haig AJ",
            id="authors were put in another order",
        ),
        pytest.param(
            "Assoumou B, Coughenour C, Godbole A, McDonough I. Senior Food Insecurity in the "
            "United States: A Systematic Literature Review. Public Health Nutr. 2022 Nov 4:1-40.",
            FOOD,
            "title-wording",
            "USA",
            id="words of the title were changed",
        ),
    ],
)
def test_what_the_record_has_changed_is_named(
    printed: str, record: BibliographicRecord, rule: str, value: str
) -> None:
    found = alarms(printed, record)
    assert any(name.startswith(rule) and value in " ".join(found[name]) for name in found)

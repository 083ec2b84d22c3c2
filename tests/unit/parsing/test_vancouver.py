"""The Vancouver/NLM/AMA family, variant by variant: real strings and every field of them."""

from __future__ import annotations

from typing import Any

import pytest

from refcheck.model.record import BibliographicRecord, DateKind, GroupName, WorkType
from refcheck.parsing import parse

RAJKUMAR = {
    "authors": "Rajkumar R; Fam J; Yeo EY; Dawe GS",
    "title": "Ketamine and suicidal ideation in depression: Jumping the gun?",
    "container_title": "Pharmacol Res",
    "date": "2015",
    "volume": "99",
    "pages": "23–35",
}
CRICK = {
    "authors": "Watson JD; Crick FH",
    "title": "Molecular structure of nucleic acids; a structure for deoxyribose nucleic acid",
    "container_title": "Nature",
    "date": "1953",
    "volume": "171",
}

SPEC: list[tuple[str, dict[str, Any]]] = [
    (
        "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: "
        "Jumping the gun? Pharmacol Res. 2015;99:23–35.",
        RAJKUMAR,
    ),
    (
        "3. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: "
        "Jumping the gun? Pharmacol Res. 2015;99:23–35. [PubMed] [Google Scholar]",
        RAJKUMAR,
    ),
    (
        "Watson JD, Crick FH. Molecular structure of nucleic acids; a structure for deoxyribose "
        "nucleic acid. Nature. 1953 Apr 25;171(4356):737-8. doi: 10.1038/171737a0. PMID: 13054692.",
        CRICK
        | {
            "date": "1953-4-25",
            "issue": "4356",
            "pages": "737-8",
            "doi": "10.1038/171737a0",
            "pmid": "13054692",
        },
    ),
    (
        "Vasavada MM, Leaver AM, Espinoza RT, Joshi SH, Njau SN, Woods RP, et al. Structural "
        "connectivity and response to ketamine therapy in major depression: A preliminary study. "
        "J Affect Disord. 2016;190:836–41.",
        {
            "authors": "Vasavada MM; Leaver AM; Espinoza RT; Joshi SH; Njau SN; Woods RP",
            "authors_complete": False,
            "title": "Structural connectivity and response to ketamine therapy in major "
            "depression: A preliminary study",
            "container_title": "J Affect Disord",
            "date": "2016",
            "volume": "190",
            "pages": "836–41",
        },
    ),
    (
        "Hasselmann HW. Ketamine as an antidepressant? Current state and future perspectives. "
        "Curr Neuropharmacol. 2014;12:57–70.",
        {
            "authors": "Hasselmann HW",
            "title": "Ketamine as an antidepressant? Current state and future perspectives",
            "container_title": "Curr Neuropharmacol",
        },
    ),
    (
        "Zarate CA Jr, Singh JB, Carlson PJ, Brutsche NE, Ameli R, Luckenbaugh DA, et al. A "
        "randomized trial of an N-methyl-D-aspartate antagonist in treatment-resistant major "
        "depression. Arch Gen Psychiatry. 2006 Aug;63(8):856-64.",
        {
            "authors": "Zarate CA Jr; Singh JB; Carlson PJ; Brutsche NE; Ameli R; Luckenbaugh DA",
            "authors_complete": False,
            "container_title": "Arch Gen Psychiatry",
            "date": "2006-8",
            "issue": "8",
            "pages": "856-64",
        },
    ),
    (
        "van der Berg J, O'Brien-Smith K, D'Angelo M 3rd. Outcomes after hip fracture. Acta "
        "Orthop. 2012;83 Suppl 1:S5-9.",
        {
            "authors": "van der Berg J; O'Brien-Smith K; D'Angelo M 3rd",
            "title": "Outcomes after hip fracture",
            "container_title": "Acta Orthop",
            "volume": "83",
            "issue": "Suppl 1",
            "pages": "S5-9",
        },
    ),
    (
        "Geraud G, Spierings EL, Keywood C. Tolerability and safety of frovatriptan with short- "
        "and long-term use for treatment of migraine. Headache. 2002;42(4 Suppl 2):S93-9.",
        {"volume": "42", "issue": "4 Suppl 2", "pages": "S93-9", "container_title": "Headache"},
    ),
    (
        "Ioannidis JP. Why most published research findings are false. PLoS Med. "
        "2005;2(8):e124. doi:10.1371/journal.pmed.0020124",
        {
            "authors": "Ioannidis JP",
            "title": "Why most published research findings are false",
            "container_title": "PLoS Med",
            "volume": "2",
            "issue": "8",
            "pages": "e124",
            "doi": "10.1371/journal.pmed.0020124",
        },
    ),
    (
        "Moher D, Liberati A, Tetzlaff J, Altman DG; PRISMA Group. Preferred reporting items for "
        "systematic reviews and meta-analyses: the PRISMA statement. PLoS Med. 2009 Jul "
        "21;6(7):e1000097. doi: 10.1371/journal.pmed.1000097. Epub 2009 Jul 21. PMID: 19621072; "
        "PMCID: PMC2707599.",
        {
            "authors": "Moher D; Liberati A; Tetzlaff J; Altman DG; {PRISMA Group}",
            "container_title": "PLoS Med",
            "date": "2009-7-21",
            "electronic": "2009-7-21",
            "pages": "e1000097",
            "pmid": "19621072",
            "pmcid": "PMC2707599",
        },
    ),
    (
        "SPRINT Research Group. A randomized trial of intensive versus standard blood-pressure "
        "control. N Engl J Med. 2015;373(22):2103-16.",
        {
            "authors": "{SPRINT Research Group}",
            "container_title": "N Engl J Med",
            "issue": "22",
        },
    ),
    (
        "World Health Organization. Depression and other common mental disorders: global health "
        "estimates. Geneva: World Health Organization; 2017.",
        {
            "authors": "{World Health Organization}",
            "title": "Depression and other common mental disorders: global health estimates",
            "container_title": None,
            "publisher": "World Health Organization",
            "publisher_place": "Geneva",
            "date": "2017",
        },
    ),
    (
        "Abood S. Quality improvement initiative in nursing homes: the ANA acts in an advisory "
        "role. Am J Nurs [Internet]. 2002 Jun [cited 2002 Aug 12];102(6):23. Available from: "
        "http://www.nursingworld.org/AJN/2002/june/Wawatch.htm",
        {
            "authors": "Abood S",
            "container_title": "Am J Nurs",
            "date": "2002-6",
            "volume": "102",
            "issue": "6",
            "pages": "23",
            "accessed": "2002-8-12",
            "url": "http://www.nursingworld.org/AJN/2002/june/Wawatch.htm",
        },
    ),
    (
        "Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. St. "
        "Louis: Mosby; 2002.",
        {
            "authors": "Murray PR; Rosenthal KS; Kobayashi GS; Pfaller MA",
            "title": "Medical microbiology",
            "container_title": None,
            "publisher": "Mosby",
            "publisher_place": "St. Louis",
            "edition": "4th",
            "type": WorkType.BOOK,
        },
    ),
    (
        "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: "
        "Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: "
        "McGraw-Hill; 2002. p. 93-113.",
        {
            "authors": "Meltzer PS; Kallioniemi A; Trent JM",
            "editors": "Vogelstein B; Kinzler KW",
            "title": "Chromosome alterations in human solid tumors",
            "container_title": "The genetic basis of human cancer",
            "publisher": "McGraw-Hill",
            "publisher_place": "New York",
            "pages": "93-113",
            "type": WorkType.CHAPTER,
        },
    ),
    (
        "Ellingsen AE, Wilhelmsen I. [Disease anxiety among medical students and law students]. "
        "Tidsskr Nor Laegeforen. 2002 Mar 20;122(8):785-7. Norwegian.",
        {
            "title": "[Disease anxiety among medical students and law students]",
            "container_title": "Tidsskr Nor Laegeforen",
            "date": "2002-3-20",
            "pages": "785-7",
        },
    ),
    (
        "Tor M, Turker H. International approaches to the prescription of long-term oxygen "
        "therapy [letter]. Eur Respir J. 2002;20(1):242.",
        {"container_title": "Eur Respir J", "volume": "20", "issue": "1", "pages": "242"},
    ),
    (
        "Tian D, Araki H, Stahl E, Bergelson J, Kreitman M. Signature of balancing selection in "
        "Arabidopsis. Proc Natl Acad Sci U S A. 2002 Aug 20. Epub ahead of print.",
        {
            "title": "Signature of balancing selection in Arabidopsis",
            "container_title": "Proc Natl Acad Sci U S A",
            "date": "2002-8-20",
            "ahead_of_print": True,
            "volume": None,
            "pages": None,
        },
    ),
    (
        "Pérez-García M, Müller-Lüdenscheidt Ö, Łukasiewicz J. Señales de alarma en pediatría. "
        "An Pediatr (Barc). 2011;74(3):e1-e7.",
        {
            "authors": "Pérez-García M; Müller-Lüdenscheidt Ö; Łukasiewicz J",
            "title": "Señales de alarma en pediatría",
            "container_title": "An Pediatr (Barc)",
            "pages": "e1-e7",
        },
    ),
    (
        "Meade TW, Dyer S, Browne W, Townsend J, Frank AO. Low back pain of mechanical origin: "
        "randomised comparison of chiropractic and hospital outpatient treatment. BMJ "
        "1990;300:1431-7.",
        {
            "title": "Low back pain of mechanical origin: randomised comparison of chiropractic "
            "and hospital outpatient treatment",
            "container_title": "BMJ",
            "date": "1990",
            "pages": "1431-7",
        },
    ),
    (
        "Nutt DJ. “Ecstasy”: how dangerous is 3,4-methylenedioxymethamphetamine vs. alcohol in "
        "2009? A reply. J Psychopharmacol. 2009;23(1):3-5.",
        {
            "authors": "Nutt DJ",
            "container_title": "J Psychopharmacol",
            "date": "2009",
            "volume": "23",
            "issue": "1",
            "pages": "3-5",
        },
    ),
    (
        "Skalsky K, Yahav D, Bishara J, Pitlik S, Leibovici L, Paul M. Treatment of human "
        "brucellosis: systematic review and meta-analysis of randomised controlled trials. BMJ. "
        "2008 Mar 29;336(7646):701-4.",
        {"date": "2008-3-29", "container_title": "BMJ", "issue": "7646", "pages": "701-4"},
    ),
    (
        "American Psychiatric Association. Diagnostic and statistical manual of mental disorders. "
        "5th ed. Washington, DC: American Psychiatric Publishing; 2013.",
        {
            "authors": "{American Psychiatric Association}",
            "title": "Diagnostic and statistical manual of mental disorders",
            "edition": "5th",
            "date": "2013",
            "publisher_place": "Washington, DC",
        },
    ),
    (
        "Berman RM, Cappiello A, Anand A, Oren DA, Heninger GR, Charney DS, et al. Antidepressant "
        "effects of ketamine in depressed patients. Biol Psychiatry 2000; 47: 351-354.",
        {
            "authors_complete": False,
            "title": "Antidepressant effects of ketamine in depressed patients",
            "container_title": "Biol Psychiatry",
            "date": "2000",
            "volume": "47",
            "pages": "351-354",
        },
    ),
    (
        "Cancer Research UK. Cancer statistics for the UK [Internet]. London: Cancer Research UK; "
        "2003 [cited 2003 Mar 13]. Available from: http://www.cancerresearchuk.org/stats.",
        {
            "authors": "{Cancer Research UK}",
            "title": "Cancer statistics for the UK",
            "date": "2003",
            "accessed": "2003-3-13",
            "url": "http://www.cancerresearchuk.org/stats",
        },
    ),
    (
        "Borkowski MM. Infant sleep and feeding: a telephone survey of Hispanic Americans "
        "[dissertation]. Mount Pleasant (MI): Central Michigan University; 2002.",
        {
            "title": "Infant sleep and feeding: a telephone survey of Hispanic Americans",
            "type": WorkType.THESIS,
            "date": "2002",
        },
    ),
    (
        "Lee H, Kim SY, Choe YH. 2013 Update on celiac disease: 5 years later. Korean J Pediatr. "
        "2014 Mar-Apr;57(3):101-12.",
        {
            "date": "2014-3",
            "volume": "57",
            "pages": "101-12",
            "container_title": "Korean J Pediatr",
        },
    ),
    (
        "Di Forti M, de Jong P, St John A. Daily use, especially of high-potency cannabis, drives "
        "the earlier onset of psychosis. Schizophr Bull. 2014;40(6):1509-17. "
        "https://doi.org/10.1093/schbul/sbt181. Accessed 3 May 2020.",
        {
            "authors": "Di Forti M; de Jong P; St John A",
            "container_title": "Schizophr Bull",
            "doi": "10.1093/schbul/sbt181",
            "accessed": "2020-5-3",
            "date": "2014",
        },
    ),
]


def shown(record: BibliographicRecord, name: str) -> Any:
    """A field in the short form of the table above."""
    if name in ("authors", "editors"):
        return "; ".join(
            f"{{{person.name}}}"
            if isinstance(person, GroupName)
            else " ".join(filter(None, (person.full_family, person.given, person.suffix)))
            for person in getattr(record, name)
        )
    if name in ("date", "electronic"):
        kind = DateKind.PRINT if name == "date" else DateKind.ELECTRONIC
        dates = [date.date for date in record.dates if date.kind is kind]
        return _day(dates[0]) if dates else None
    if name == "accessed":
        return _day(record.accessed) if record.accessed else None
    return getattr(record, name)


def _day(date: Any) -> str:
    return "-".join(str(part) for part in (date.year, date.month, date.day) if part)


@pytest.mark.parametrize(("text", "fields"), SPEC, ids=[text[:40] for text, _ in SPEC])
def test_every_field_of_a_well_formed_reference(text: str, fields: dict[str, Any]) -> None:
    record = parse(text).record
    found = {name: shown(record, name) for name in fields}
    assert found == fields


@pytest.mark.parametrize(("text", "_fields"), SPEC, ids=[text[:40] for text, _ in SPEC])
def test_no_link_text_in_any_field(text: str, _fields: dict[str, Any]) -> None:
    record = parse(text + " [PubMed] [Google Scholar] [PMC free article] [CrossRef]").record
    values = [record.title, record.container_title, record.pages, record.publisher]
    for word in ("PubMed", "Scholar", "PMC free", "Cross", "Available", "Accessed", "cited"):
        assert not any(word in value for value in values if value)

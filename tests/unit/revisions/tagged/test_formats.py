"""Tagged files of many programs: an error is planted in each, and its correction is the file as it
was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.revisions.changes import RIGHT, after, author, changed, cited_in, needed, revised

from refcheck.fixes.changes import Change
from refcheck.model.document import Document
from refcheck.model.finding import Field
from refcheck.model.record import PersonName
from refcheck.readers.bibliography.endnote_tagged import read_endnote_tagged
from refcheck.readers.bibliography.nbib import read_nbib
from refcheck.readers.bibliography.ris import read_ris
from refcheck.revisions.revision import Reviser
from refcheck.revisions.tagged.formats import revise_endnote_tagged, revise_nbib, revise_ris

Program = tuple[Reviser, Callable[[str, bytes], Document]]

RIS: Program = (revise_ris, read_ris)
NBIB: Program = (revise_nbib, read_nbib)
ENDNOTE: Program = (revise_endnote_tagged, read_endnote_tagged)

NEXT = """
TY  - JOUR
AU  - Fem, J.
TI  - Another work of 2014 with ucidal ideation
JO  - Pharmacl Res
PY  - 2014
VL  - 89
ER  -\x20

"""
FILES: dict[str, tuple[Program, str]] = {
    "Zotero": (
        RIS,
        """TY  - JOUR
TI  - Ketamine and suicidal ideation in depression: Jumping the gun?
AU  - Rajkumar, Ramamoorthy
AU  - Fam, Johnson K.
AU  - Yeo, Eugene
AU  - Müller, Gavin S.
T2  - Pharmacological Research
DA  - 2015/09/01/
PY  - 2015
DO  - 10.1016/j.phrs.2015.05.003
VL  - 99
IS  - 2
SP  - 1023
EP  - 1035
J2  - Pharmacological Research
SN  - 1043-6618
UR  - https://doi.org/10.1016/j.phrs.2015.05.003
Y2  - 2014/01/02/
KW  - 2014
ER  -\x20

""",
    ),
    "EndNote": (
        RIS,
        """TY  - JOUR
AU  - Rajkumar, R.
AU  - Fam, J. K.
AU  - Yeo, E. Y.
AU  - Müller, G. S.
DO  - 10.1016/j.phrs.2015.05.003
IS  - 2
KW  - Depression
N1  - 1096-1186
PY  - 2015
SP  - 1023-35
T2  - Pharmacol Res
TI  - Ketamine and suicidal ideation in depression: Jumping the gun?
VL  - 99
ID  - 17
ER  -\x20


""",
    ),
    "Mendeley": (
        RIS,
        """TY  - JOUR
T1  - Ketamine and Suicidal Ideation in Depression: Jumping the Gun?
A1  - Rajkumar, Ramamoorthy
A1  - Fam, Johnson K.
A1  - Yeo, Eugene
A1  - Müller, Gavin S.
Y1  - 2015/09//
JF  - Pharmacological Research
VL  - 99
IS  - 2
SP  - 1023
EP  - 1035
DO  - 10.1016/j.phrs.2015.05.003
ER  -\x20
""",
    ),
    "ScienceDirect": (
        RIS,
        "TY  - JOUR\r\nT1  - Ketamine and suicidal ideation in depression: Jumping the gun?\r\n"
        "AU  - Rajkumar, Ramamoorthy\r\nAU  - Fam, Johnson K.\r\nAU  - Yeo, Eugene\r\n"
        "AU  - Müller, Gavin S.\r\nJO  - Pharmacological Research\r\nVL  - 99\r\nIS  - 2\r\n"
        "SP  - 1023\r\nEP  - 1035\r\nPY  - 2015\r\nDA  - 2015/09/01/\r\nSN  - 1043-6618\r\n"
        "DO  - https://doi.org/10.1016/j.phrs.2015.05.003\r\nER  - \r\n",
    ),
    "Ovid": (
        RIS,
        """1.
TY  - JOUR
ID  - 25982932
T1  - Ketamine and suicidal ideation in depression: Jumping the gun?.
A1  - Rajkumar, Ramamoorthy
A1  - Fam, Johnson K
A1  - Yeo, Eugene
A1  - Müller, Gavin S
Y1  - 2015//
N2  - Of 2014 patients, 89 had ucidal thoughts.
JF  - Pharmacological research
JA  - Pharmacol Res
VL  - 99
IS  - 2
SP  - 1023
EP  - 35
DO  - 10.1016/j.phrs.2015.05.003
ER  -\x20
""",
    ),
    "Scopus": (
        RIS,
        """TY  - JOUR
TI  - Ketamine and suicidal ideation in depression: Jumping the gun?
T2  - Pharmacological Research
J2  - Pharmacol. Res.
VL  - 99
IS  - 2
SP  - 1023
EP  - 1035
PY  - 2015
DO  - 10.1016/j.phrs.2015.05.003
UR  - https://www.scopus.com/inward/record.uri?eid=2-s2.0-84939999999
AU  - Rajkumar, R.
AU  - Fam, J.K.
AU  - Yeo, E.Y.
AU  - Müller, G.S.
DB  - Scopus
ER  -\x20
""",
    ),
    "Cochrane": (
        RIS,
        """Record #1 of 1
Provider: John Wiley & Sons, Ltd.
TY  - JOUR
AN  - CN-01000000
AU  - Rajkumar, R
AU  - Fam, JK
AU  - Yeo, EY
AU  - Müller, GS
TI  - Ketamine and suicidal ideation in depression: Jumping the gun?
SO  - Pharmacol Res
PY  - 2015
VL  - 99
IS  - 2
SP  - 1023‐1035
JO  - Pharmacol Res
ER  -\x20
""",
    ),
    "tabs and lower case": (
        RIS,
        """ty  - JOUR
au  - Rajkumar,Ramamoorthy
au  - Fam,Johnson K.
au  - Yeo,Eugene
au  - Müller,Gavin S.
ti  - Ketamine and suicidal ideation in
depression: Jumping the gun?
jo  - Pharmacological Research
py  - 2015
vl  - 99
is  - 2
sp  - 1023
ep  - 1035
er  -\x20
""",
    ),
    "PubMed": (
        NBIB,
        """
PMID- 25982932
OWN - NLM
IS  - 1096-1186 (Electronic)
VI  - 99
IP  - 2
DP  - 2015 Sep
TI  - Ketamine and suicidal ideation in depression: Jumping
      the gun?
PG  - 1023-35
LID - 10.1016/j.phrs.2015.05.003 [doi]
AB  - Of 2014 patients, 89 had ucidal thoughts.
FAU - Rajkumar, Ramamoorthy
AU  - Rajkumar R
AD  - Department, Fem Street 2014.
FAU - Fam, Johnson K
AU  - Fam JK
FAU - Yeo, Eugene
AU  - Yeo E
FAU - Müller, Gavin S
AU  - Müller GS
LA  - eng
PT  - Journal Article
TA  - Pharmacol Res
JT  - Pharmacological research
JID - 8907422
""",
    ),
    "EndNote tagged": (
        ENDNOTE,
        """%0 Journal Article
%A Rajkumar, Ramamoorthy
%A Fam, Johnson K.
%A Yeo, Eugene
%A Müller, Gavin S.
%D 2015
%T Ketamine and suicidal ideation in depression: Jumping the gun?
%J Pharmacological Research
%V 99
%N 2
%P 1023-1035
%@ 1043-6618
%R 10.1016/j.phrs.2015.05.003
%F rajkumar2015

%0 Journal Article
%A Fem, J.
%D 2014
%T Another ucidal one
""",
    ),
}
PLANTED = [
    (Field.YEAR, "2015", "2014", ("PY", "Y1", "DP", "D")),
    (Field.VOLUME, "99", "89", ("VL", "VI", "V")),
    (Field.ISSUE, "2", "3", ("IS", "IP", "N")),
    (Field.PAGES, "35", "53", ("EP", "SP", "PG", "P")),
    (Field.PAGES, "10", "20", ("SP", "PG", "P")),
    (Field.TITLE, "uicidal", "ucidal", ("TI", "T1", "T")),
    (Field.TITLE, "epression", "epression anyway", ("TI", "T1", "T")),
    (Field.TITLE, "deation ", "deation rats ", ("TI", "T1", "T")),
    (Field.JOURNAL, "Pharmacological", "Pharmacologial", ("JF", "T2", "JO", "JT", "J")),
    (Field.JOURNAL, "Pharmacol R", "Pharmacl R", ("T2", "JO", "JF")),
    (Field.DOI, "2015.05.003", "2015.05.004", ("DO", "LID", "R")),
    (Field.AUTHOR, "Fam", "Fem", ("AU", "A1", "FAU", "A")),
    (Field.AUTHOR, "ller", "lle", ("AU", "A1", "FAU", "A")),
]


def planted(good: str, right: str, wrong: str, tags: tuple[str, ...]) -> str | None:
    """Returns the file with an error in the first line of one of these tags that has the text, and
    in the line of the same author or address."""
    lines = good.splitlines(keepends=True)
    for at, line in enumerate(lines):
        tag = line.lstrip("%").split(" ")[0].rstrip("-").upper()
        if tag in tags and right in line[4:]:
            lines[at] = line[:3] + line[3:].replace(right, wrong, 1)
            if tag == "FAU":
                lines[at + 1] = lines[at + 1].replace(right, wrong, 1)
            return "".join(lines)
    return None


CASES = [
    (name, field, bad)
    for name, (_, good) in FILES.items()
    for field, right, wrong, tags in PLANTED
    if (bad := planted(good, right, wrong, tags)) is not None
]


def fixing(program: Program, bad: str, field: Field) -> list[Change]:
    cited = cited_in(program[1]("refs", bad.encode()), 1)
    if field is not Field.AUTHOR:
        return needed(cited, field)
    changes = []
    for at, (ours, right) in enumerate(zip(cited.authors, RIGHT.authors, strict=True)):
        assert isinstance(ours, PersonName)
        assert isinstance(right, PersonName)
        if ours.family != right.family:
            name = PersonName(family=right.family, given=ours.given, initials=ours.initials)
            changes.append(author(at, ours, name))
    return changes


def test_most_errors_could_be_planted_in_most_files() -> None:
    assert len(CASES) > 9 * len(FILES)


@pytest.mark.parametrize(("name", "field", "bad"), CASES)
def test_an_error_is_corrected_to_the_file_as_it_was(name: str, field: Field, bad: str) -> None:
    program, good = FILES[name]
    whole = NEXT if program is RIS and name != "tabs and lower case" else ""

    revision = revised(*program, (bad + whole).encode(), fixing(program, bad, field))

    assert not revision.left
    assert after(revision, bad.encode()) == good + whole


@pytest.mark.parametrize("name", FILES)
def test_a_second_time_changes_nothing_more(name: str) -> None:
    program, good = FILES[name]
    cited = cited_in(program[1]("refs", good.encode()), 1)
    changes = [one for one in needed(cited) if one.cited is not None]

    revision = revised(*program, good.encode(), changes)

    assert not revision.files


@pytest.mark.parametrize(
    ("name", "field", "lines"),
    [
        ("Zotero", Field.PMID, "\nAN  - 25982932\nER  - "),
        ("ScienceDirect", Field.PMID, "\r\nAN  - 25982932\r\nER  - "),
        ("tabs and lower case", Field.DOI, "\ndo  - 10.1016/j.phrs.2015.05.003\ner  - "),
        ("Cochrane", Field.DOI, "\nDO  - 10.1016/j.phrs.2015.05.003\nER  - "),
        ("EndNote tagged", Field.PMID, "%F rajkumar2015\n%M 25982932\n\n%0"),
    ],
)
def test_an_identifier_is_added_at_the_end_of_the_entry(
    name: str, field: Field, lines: str
) -> None:
    program, good = FILES[name]

    revision = revised(*program, good.encode(), [changed(field, None)])

    assert not revision.left
    assert lines in after(revision, good.encode())


def test_a_number_of_another_database_is_not_replaced() -> None:
    program, good = FILES["Cochrane"]

    revision = revised(*program, good.encode(), [changed(Field.PMID, None)])

    assert [one.reason for one in revision.left] == ["another number is in its field (AN)"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Zotero", "AU  - Fam, Johnson K.\n"),
        ("EndNote", "AU  - Fam, J. K.\n"),
        ("Mendeley", "A1  - Fam, Johnson K.\n"),
        ("ScienceDirect", "AU  - Fam, Johnson K.\r\n"),
        ("Ovid", "A1  - Fam, Johnson K\n"),
        ("Scopus", "AU  - Fam, J.K.\n"),
        ("Cochrane", "AU  - Fam, JK\n"),
        ("tabs and lower case", "au  - Fam,Johnson K.\n"),
        ("PubMed", "FAU - Fam, Johnson K\nAU  - Fam JK\n"),
        ("EndNote tagged", "%A Fam, Johnson K.\n"),
    ],
)
def test_a_missing_author_is_a_line_as_the_file_has_them(name: str, line: str) -> None:
    program, good = FILES[name]
    assert line in good
    bad = good.replace(line, "", 1)

    revision = revised(*program, bad.encode(), [author(1, None, RIGHT.authors[1])])

    assert not revision.left
    assert after(revision, bad.encode()) == good


@pytest.mark.parametrize("name", FILES)
def test_an_extra_author_goes_with_its_line(name: str) -> None:
    program, good = FILES[name]
    cited = cited_in(program[1]("refs", good.encode()), 1)

    revision = revised(*program, good.encode(), [author(1, cited.authors[1], None)])

    lines = [line for line in good.splitlines(keepends=True) if "Fam" not in line]
    assert after(revision, good.encode()) == "".join(lines)


def test_a_last_page_is_added_where_the_file_gives_last_pages() -> None:
    program, good = FILES["Zotero"]
    bad = good.replace("SP  - 1023\nEP  - 1035\n", "SP  - 2023\n")
    other = "TY  - JOUR\nTI  - B\nSP  - 1\nEP  - 2\nER  - \n"

    revision = revised(*program, (bad + other).encode(), [changed(Field.PAGES, "2023")])

    assert after(revision, b"") == good + other


def test_an_article_number_takes_the_place_of_two_pages() -> None:
    program, good = FILES["Zotero"]

    revision = revised(*program, good.encode(), [changed(Field.PAGES, "1023-1035", "e31095")])

    assert after(revision, b"") == good.replace("SP  - 1023\nEP  - 1035\n", "SP  - e31095\n")


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (("Fem JK", "Rajkumar R"), "Fam JK"),
        (("J. K. Fem", "R. Rajkumar"), "J. K. Fam"),
        (("Fem,J.K.", "Raj,R.A."), "Fam,J.K."),
        (("FEM, J.", "RAJ, R.", "LI, X."), "FAM, J. K."),
        (("Fem, J.; Yeo, E.",), None),
        (("Fem J, Yeo E",), None),
    ],
)
def test_a_name_is_written_as_the_file_writes_names(
    authors: tuple[str, ...], expected: str | None
) -> None:
    lines = "".join(f"AU  - {name}\n" for name in authors)
    bad = f"TY  - JOUR\nTI  - T\n{lines}ER  - \n"
    cited = cited_in(read_ris("refs", bad.encode()), 1).authors

    revision = revised(revise_ris, read_ris, bad.encode(), [author(0, cited[0], RIGHT.authors[1])])

    if expected is None:
        assert [one.reason for one in revision.left] == ["the names could not be told apart"]
        return
    assert after(revision, bad.encode()) == bad.replace(authors[0], expected)


def test_all_names_of_the_journal_are_corrected_each_in_its_form() -> None:
    bad = (
        "TY  - JOUR\nTI  - T\nT2  - Pharmacological Reserch\nJO  - Pharmacol Ress\n"
        "JA  - Pharmacol. Ress.\nT3  - A series\nER  - \n"
    )

    revision = revised(revise_ris, read_ris, bad.encode(), [changed(Field.JOURNAL, "P")])

    assert after(revision, b"").splitlines()[2:6] == [
        "T2  - Pharmacological Research",
        "JO  - Pharmacol Res",
        "JA  - Pharmacol. Res.",
        "T3  - A series",
    ]


def test_fields_that_the_entry_lacks_are_lines_before_its_end() -> None:
    bad = "TY  - JOUR\nTI  - T\nER  - \n"
    fields = (Field.YEAR, Field.PAGES, Field.VOLUME, Field.ISSUE, Field.JOURNAL, Field.DOI)

    revision = revised(
        revise_ris, read_ris, bad.encode(), [changed(field, None) for field in fields]
    )

    assert after(revision, b"").splitlines()[2:-1] == [
        "PY  - 2015",
        "SP  - 1023",
        "EP  - 1035",
        "VL  - 99",
        "IS  - 2",
        "JF  - Pharmacological Research",
        "DO  - 10.1016/j.phrs.2015.05.003",
    ]

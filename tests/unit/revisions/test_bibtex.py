"""Files of many programs: an error is planted in each, and its correction is the file as it was."""

from __future__ import annotations

import pytest
from tests.unit.revisions.changes import RIGHT, after, author, changed, cited_in, needed, revised

from refcheck.fixes.changes import Change
from refcheck.model.finding import Field
from refcheck.model.record import PersonName
from refcheck.readers.bibliography.bib import read_bib
from refcheck.revisions.bibtex import revise_bib
from refcheck.revisions.revision import Revision

LAYOUTS = {
    "JabRef": r"""% Encoding: UTF-8

@Article{Rajkumar2015,
  author    = {Rajkumar, Ramamoorthy and Fam, Johnson K. and Yeo, Eugene and Müller, Gavin S.},
  title     = {Ketamine and suicidal ideation in depression: Jumping the gun?},
  journal   = {Pharmacological Research},
  year      = {2015},
  volume    = {99},
  number    = {2},
  pages     = {1023--1035},
  month     = sep,
  doi       = {10.1016/j.phrs.2015.05.003},
  timestamp = {2020-01-01},
}

@Comment{jabref-meta: databaseType:bibtex;}
""",
    "Better BibTeX": r"""
@article{rajkumarKetamine2015,
  title = {Ketamine and Suicidal Ideation in Depression: {{Jumping}} the Gun?},
  author = {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and M{\"u}ller, G. S.},
  date = {2015-09},
  journaltitle = {Pharmacological Research},
  shortjournal = {Pharmacol. Res.},
  volume = {99},
  number = {2},
  eprint = {25982932},
  eprinttype = {pubmed},
  pages = {1023--1035},
  doi = {10.1016/j.phrs.2015.05.003},
  langid = {english},
  keywords = {Depression,Ketamine}
}
""",
    "Zotero": """
@article{rajkumar_ketamine_2015,
\ttitle = {Ketamine and suicidal ideation in depression: {Jumping} the gun?},
\tvolume = {99},
\tissn = {1043-6618},
\turl = {https://doi.org/10.1016/j.phrs.2015.05.003},
\tdoi = {10.1016/j.phrs.2015.05.003},
\tnumber = {2},
\tjournal = {Pharmacological Research},
\tauthor = {Rajkumar, Ramamoorthy and Fam, Johnson K and Yeo, Eugene and Müller, Gavin S},
\tmonth = sep,
\tyear = {2015},
\tpages = {1023--1035},
}
""",
    "Mendeley": r"""@article{Rajkumar2015,
abstract = {With 5\% of all, in 2014, by Fem.},
author = {Rajkumar, Ramamoorthy and Fam, Johnson K. and Yeo, Eugene and M{\"{u}}ller, Gavin S.},
doi = {10.1016/j.phrs.2015.05.003},
file = {:C$\backslash$:/Users/a/Fem 2014.pdf:pdf},
journal = {Pharmacological Research},
month = {sep},
number = {2},
pages = {1023--1035},
title = {{Ketamine and suicidal ideation in depression: Jumping the gun?}},
volume = {99},
year = {2015}
}
""",
    "EndNote": r"""
@article{
   RN17,
   author = {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and Müller, G. S.},
   title = {Ketamine and suicidal ideation in depression: Jumping the gun?},
   journal = {Pharmacol Res},
   volume = {99},
   number = {2},
   pages = {1023-35},
   DOI = {10.1016/j.phrs.2015.05.003},
   year = {2015},
   type = {Journal Article}
}
""",
    "Google Scholar": r"""@article{rajkumar2015ketamine,
  title={Ketamine and suicidal ideation in depression: Jumping the gun?},
  author={Rajkumar, Ramamoorthy and Fam, Johnson K and Yeo, Eugene and M{\"u}ller, Gavin S},
  journal={Pharmacological Research},
  volume={99},
  number={2},
  pages={1023--1035},
  year={2015},
  publisher={Elsevier}
}
""",
    "PubMed2BibTeX": """@Article{pmid25982932,
   Author="Rajkumar, R.  and Fam, J. K.  and Yeo, E. Y.  and Müller, G. S. ",
   Title="{{K}etamine and suicidal ideation in depression: {J}umping the gun?}",
   Journal="Pharmacol Res",
   Year="2015",
   Volume="99",
   Number="2",
   Pages="1023--1035",
   Month="Sep"
}
""",
    "by hand, names in their order": r"""@article{raj,
  author  = "R. Rajkumar and J. K. Fam and E. Y. Yeo and G. S. M{\"u}ller",
  title   = "Ketamine and suicidal ideation in depression: Jumping the gun?",
  journal = "Pharmacol. Res.",
  year    = 2015,
  volume  = 99,
  number  = 2,
  pages   = "1023--1035"
}
""",
    "on one line": (
        "@article{a, title={A}, year=2014} @article{raj, author={Rajkumar, R. and Fam, J. K.\n"
        ' and Yeo, E. Y. and M{\\"u}ller, G. S.}, title={Ketamine and suicidal ideation in'
        " depression: Jumping the gun?}, journal={Pharmacol. Res.}, year=2015, volume=99,"
        " number=2, pages={1023--1035}} @misc{b, title={B}, year=2014}\n"
    ),
    "parentheses": r"""@article(raj,
  author = {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and M\"uller, G. S.},
  title = {Ketamine and suicidal ideation in depression: Jumping the gun?},
  journal = {Pharmacol. Res.}, year = {2015}, volume = {99}, number = {2}, pages = {1023--1035})
""",
    "commas first": r"""@article{ raj
        , author = {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and M\"{u}ller, G. S.}
        , title = {Ketamine and suicidal ideation in depression: Jumping the gun?}
        , journal = {Pharmacol. Res.}
        , year = {2015}
        , volume = {99}
        , number = {2}
        , pages = {1023--1035}
        }
""",
    "capitals and aligned values": r"""@ARTICLE{raj,
  AUTHOR =       {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and M{\"u}ller, G. S.},
  TITLE =        {Ketamine and suicidal ideation in depression: Jumping the gun?},
  JOURNAL =      {Pharmacol. Res.},
  YEAR =         2015,
  VOLUME =       99,
  NUMBER =       2,
  PAGES =        {1023--1035},
}
""",
    "values over several lines": r"""@article{raj,
  author = {Rajkumar, R. and
            Fam, J. K. and
            Yeo, E. Y. and
            M{\"u}ller, G. S.},
  title = {Ketamine and suicidal ideation
           in depression:
           Jumping the gun?},
  journal = {Pharmacol. Res.},
  year = {2015},
  volume = {99},
  number = {2},
  pages = {1023--1035},
}
""",
    "comments in the entry": r"""% Fem 2014, the old one
@article{raj,
  % the authors, as of 2014
  author = {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and M{\"u}ller, G. S.},
  title = {Ketamine and suicidal ideation in depression: Jumping the gun?},
  %year = {2014},
  journal = {Pharmacol. Res.},
  year = {2015}, % checked
  volume = {99},
  number = {2},
  pages = {1023--1035},
}
A line between two entries: Fem, 2014.
""",
    "Windows line ends": (
        "@article{raj,\r\n  author = {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and Müller, G. S."
        "},\r\n  title = {Ketamine and suicidal ideation in depression: Jumping the gun?},\r\n"
        "  journal = {Pharmacol. Res.},\r\n  year = {2015},\r\n  volume = {99},\r\n"
        "  number = {2},\r\n  pages = {1023–1035}\r\n}\r\n"
    ),
    "title case": r"""@article{raj,
  author = {Rajkumar, R and Fam, JK and Yeo, EY and M{\"u}ller, GS and others},
  title = {Ketamine and Suicidal Ideation in {Depression}: {J}umping the Gun?},
  journal = {{Pharmacol Res}},
  year = { 2015 },
  volume = {99},
  number = {2},
  pages = {1023-35},
}
""",
    "macros": r"""@string{pr = "Pharmacol. Res."}
@string{other = {Nature}}
@article{raj,
  author = {Rajkumar, R. and Fam, J. K. and Yeo, E. Y. and M{\"u}ller, G. S.},
  title = {Ketamine and suicidal ideation in depression: Jumping the gun?},
  journal = pr,
  year = {2015},
  month = sep # "~5",
  volume = {99},
  number = {2},
  pages = {1023--1035},
}
""",
}
PLANTED = [
    (Field.YEAR, "2015", "2014"),
    (Field.VOLUME, "99", "89"),
    (Field.ISSUE, "2", "3"),
    (Field.PAGES, "1035", "1053"),
    (Field.PAGES, "35", "53"),
    (Field.TITLE, "uicidal", "ucidal"),
    (Field.TITLE, "epression", "epresion"),
    (Field.TITLE, "epression", "epression anyway"),
    (Field.TITLE, "ideation ", ""),
    (Field.JOURNAL, "Res.", "Ress."),
    (Field.JOURNAL, "Pharmacological Research", "Pharmacological Reserch"),
    (Field.JOURNAL, "Pharmacol Res", "Pharmacl Res"),
    (Field.DOI, "2015.05.003", "2015.05.004"),
    (Field.AUTHOR, "Fam", "Fem"),
    (Field.AUTHOR, "ller", "lle"),
]
FIELDS = {
    Field.YEAR: ("year", "date"),
    Field.VOLUME: ("volume",),
    Field.ISSUE: ("number",),
    Field.PAGES: ("pages",),
    Field.TITLE: ("title",),
    Field.JOURNAL: ("journal", "journaltitle"),
    Field.DOI: ("doi",),
    Field.AUTHOR: ("author",),
}


def planted(good: str, field: Field, right: str, wrong: str) -> str | None:
    """Returns the file with an error in one field of the entry; None where it has no such text."""
    begin = good.index("Rajkumar") if good.count("@article") + good.count("@Article") < 2 else 0
    begin = good.rindex("@", 0, begin) if begin else good.index("@article{raj")
    for name in FIELDS[field]:
        for written in (f"{name} ", f"{name}=", f"{name.upper()} ", f"{name.title()}="):
            place = good.find(written, begin)
            while place > 0 and good[place - 1] not in " ,\t\n{":
                place = good.find(written, place + 1)
            at = good.find(right, place + len(name))
            end = good.find("=", good.find("=", place) + 1) % (len(good) + 1)
            if 0 <= place < at < end:
                return good[:at] + wrong + good[at + len(right) :]
    return None


def fixing(bad: str, number: int, field: Field) -> list[Change]:
    cited = cited_in(read_bib("refs.bib", bad.encode()), number)
    if field is not Field.AUTHOR:
        return needed(cited, field)
    changes = []
    for at, (ours, right) in enumerate(zip(cited.authors, RIGHT.authors, strict=True)):
        assert isinstance(ours, PersonName)
        assert isinstance(right, PersonName)
        if ours.family != right.family:
            changes.append(author(at, ours, PersonName(family=right.family, given=ours.given)))
    return changes


def fixed(bad: str, changes: list[Change], number: int = 1) -> Revision:
    return revised(revise_bib, read_bib, bad.encode(), {number: changes})


# A journal that is a macro is written out, see below.
CASES = [
    (layout, field, bad)
    for layout, good in LAYOUTS.items()
    for field, right, wrong in PLANTED
    if not (layout == "macros" and field is Field.JOURNAL)
    and (bad := planted(good, field, right, wrong)) is not None
]


def test_most_errors_could_be_planted_in_most_files() -> None:
    assert len(CASES) > 9 * len(LAYOUTS)


@pytest.mark.parametrize(("layout", "field", "bad"), CASES)
def test_an_error_is_corrected_to_the_file_as_it_was(layout: str, field: Field, bad: str) -> None:
    number = 2 if layout == "on one line" else 1

    revision = fixed(bad, fixing(bad, number, field), number)

    assert not revision.left
    assert after(revision, bad.encode()) == LAYOUTS[layout]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_second_time_changes_nothing_more(layout: str) -> None:
    good = LAYOUTS[layout]
    number = 2 if layout == "on one line" else 1
    changes = [
        one
        for one in needed(cited_in(read_bib("refs.bib", good.encode()), number))
        if one.cited is not None and one.field is not Field.PMID
    ]

    revision = fixed(good, changes, number)

    assert not revision.files
    assert not revision.done


MACROS = LAYOUTS["macros"]


def test_a_journal_that_is_a_macro_is_written_out_in_this_entry_alone() -> None:
    bad = MACROS.replace("journal = pr", "journal = other")

    revision = fixed(bad, [changed(Field.JOURNAL, "Nature")])

    assert after(revision, bad.encode()) == bad.replace(
        "journal = other", "journal = {Pharmacological Research}"
    )


def test_a_value_of_several_pieces_becomes_a_literal() -> None:
    bad = MACROS.replace("volume = {99}", 'volume = "8" # "9"')

    revision = fixed(bad, [changed(Field.VOLUME, "89")])

    assert after(revision, bad.encode()) == MACROS


@pytest.mark.parametrize(
    ("layout", "lines"),
    [
        ("JabRef", "  pmid      = {25982932},\n"),
        ("Zotero", "\tpmid = {25982932},\n"),
        ("Mendeley", "year = {2015},\npmid = {25982932}\n}"),
        ("EndNote", "   type = {Journal Article},\n   pmid = {25982932}\n}"),
        ("Google Scholar", "  publisher={Elsevier},\n  pmid={25982932}\n}"),
        ("PubMed2BibTeX", '   Month="Sep",\n   Pmid="25982932"\n}'),
        ("by hand, names in their order", '--1035",\n  pmid    = "25982932"\n}'),
        ("on one line", "pages={1023--1035}, pmid={25982932}} @misc"),
        ("parentheses", "pages = {1023--1035}, pmid = {25982932})"),
        ("commas first", "{1023--1035}\n        , pmid = {25982932}\n        }"),
        ("capitals and aligned values", "  PMID =         {25982932},\n}"),
        ("comments in the entry", "  pmid = {25982932},\n}\nA line"),
        ("Windows line ends", "{1023–1035},\r\n  pmid = {25982932}\r\n}"),
    ],
)
def test_a_field_is_added_in_the_layout_of_the_entry(layout: str, lines: str) -> None:
    good = LAYOUTS[layout]
    number = 2 if layout == "on one line" else 1

    revision = fixed(good, [changed(Field.PMID, None)], number)

    new = after(revision, good.encode())
    assert lines in new
    assert len(new) - len(good) < len("\r\n        , pmid =       {25982932},")
    assert not revision.left


def test_two_fields_are_added_in_their_order() -> None:
    good = LAYOUTS["Google Scholar"]

    revision = fixed(good, [changed(Field.DOI, None), changed(Field.PMID, None)])

    assert (
        "  publisher={Elsevier},\n  doi={10.1016/j.phrs.2015.05.003},\n  pmid={25982932}\n}\n"
        in after(revision, good.encode())
    )


UNTOUCHED = {
    "twice the same key": (
        "@article{a, title={A}, year=2014}\n@article{A, title={B}, year=2013}\n",
        "several entries have its key",
    ),
    "a brace is missing": (
        "@article{a,\n  title={A,\n  year={2014},\n}\n@article{b,\n  title={B},\n}\n",
        "the entry is broken: a brace or a comma is missing in it",
    ),
    "inherited": (
        "@inproceedings{a, title={A}, crossref=p}\n"
        "@proceedings{p, title={P}, booktitle={P}, year={2014}}\n",
        "it is in another entry, which this one refers to (crossref)",
    ),
    "a range": (
        "@article{a, title={A}, date={2014-11/2015-01}}\n",
        "its date is a range",
    ),
}


@pytest.mark.parametrize("case", UNTOUCHED)
def test_what_cannot_be_written_is_left_with_its_reason(case: str) -> None:
    bad, reason = UNTOUCHED[case]

    revision = fixed(bad, [changed(Field.YEAR, "2014")])

    assert not revision.files
    assert [one.reason for one in revision.left] == [reason]


def test_an_entry_that_others_inherit_from_is_left() -> None:
    bad = UNTOUCHED["inherited"][0]

    revision = fixed(bad, [changed(Field.YEAR, "2014")], 2)

    assert [one.reason for one in revision.left] == [
        "other entries take its fields over (crossref)"
    ]


BASE = LAYOUTS["by hand, names in their order"]


@pytest.mark.parametrize(
    ("before", "at", "cited", "expected"),
    [
        (  # missing in the middle, names in their order
            "R. Rajkumar and E. Y. Yeo",
            1,
            False,
            "R. Rajkumar and J. K. Fam and E. Y. Yeo",
        ),
        ("Rajkumar, R. and Yeo, E. Y.", 1, False, "Rajkumar, R. and Fam, J. K. and Yeo, E. Y."),
        ("Rajkumar, R.A. and Yeo, E.Y.", 2, False, "Rajkumar, R.A. and Yeo, E.Y. and Fam, J.K."),
        ("Yeo, Eugene AND Li, Mary A", 0, False, "Fam, Johnson K AND Yeo, Eugene AND Li, Mary A"),
        ("Rajkumar, RA and others", 1, False, "Rajkumar, RA and Fam, JK and others"),
        (
            "Rajkumar, R. and Fem, J. and Yeo, E.",
            1,
            True,
            "Rajkumar, R. and Fam, J. K. and Yeo, E.",
        ),
        ("{WHO} and Fem, J. and Yeo, E.", 1, True, "{WHO} and Fam, J. K. and Yeo, E."),
        ("R.~A. Raj and J. Fem", 1, True, "R.~A. Raj and J.~K. Fam"),
        ("RAJ, R. and FEM, J. and YEO, E.", 1, True, "RAJ, R. and FAM, J. K. and YEO, E."),
    ],
)
def test_a_name_is_written_as_the_list_writes_names(
    before: str, at: int, cited: bool, expected: str
) -> None:
    bad = "@article{a,\n  author = {" + before + "},\n  title = {T}\n}\n"
    authors = cited_in(read_bib("refs.bib", bad.encode()), 1).authors

    revision = fixed(bad, [author(at, authors[at] if cited else None, RIGHT.authors[1])])

    assert not revision.left
    assert after(revision, bad.encode()) == bad.replace(before, expected)


@pytest.mark.parametrize(
    ("at", "expected"),
    [(0, "B, B. and C, C."), (1, "A, A. and C, C."), (2, "A, A. and B, B.")],
)
def test_a_name_is_removed_with_its_and(at: int, expected: str) -> None:
    bad = "@article{a,\n  author = {A, A. and B, B. and C, C.},\n  title = {T}\n}\n"
    authors = cited_in(read_bib("refs.bib", bad.encode()), 1).authors

    revision = fixed(bad, [author(at, authors[at], None)])

    assert f"author = {{{expected}}}," in after(revision, bad.encode())


def test_names_change_places_as_they_are_written() -> None:
    bad = '@article{a,\n  author = {M{\\"u}ller, Jan and Fam, J.},\n  title = {T}\n}\n'
    first, second = cited_in(read_bib("refs.bib", bad.encode()), 1).authors

    revision = fixed(bad, [author(0, first, second), author(1, second, first)])

    assert 'author = {Fam, J. and M{\\"u}ller, Jan},' in after(revision, bad.encode())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('Sch{\\"o}n, A. and Mller, G. S.', 'M{\\"u}ller, G. S.'),
        ('Sch\\"{o}n, A. and Mller, G. S.', 'M\\"{u}ller, G. S.'),
        ('Sch{\\"{o}}n, A. and Mller, G. S.', 'M{\\"{u}}ller, G. S.'),
        ('Sch\\"on, A. and Mller, G. S.', 'M\\"uller, G. S.'),
        ("Schön, A. and Mller, G. S.", "Müller, G. S."),
    ],
)
def test_accents_are_written_as_the_entry_writes_them(written: str, expected: str) -> None:
    bad = "@article{a,\n  author = {" + written + "},\n  title = {T}\n}\n"
    authors = cited_in(read_bib("refs.bib", bad.encode()), 1).authors
    right = PersonName(family="Müller", given="G. S.")

    revision = fixed(bad, [author(1, authors[1], right)])

    assert f" and {expected}}}," in after(revision, bad.encode())


@pytest.mark.parametrize("codec", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_and_its_mark_stay(codec: str) -> None:
    good = LAYOUTS["JabRef"]
    bad = good.replace("{2015}", "{2014}").encode(codec)

    revision = revised(revise_bib, read_bib, bad, [changed(Field.YEAR, "2014")])

    assert revision.files[0].after == good.encode(codec)


def test_bytes_that_are_no_text_are_refused() -> None:
    bad = ("% " + 20 * "é" + "\n" + LAYOUTS["JabRef"].replace("{2015}", "{2014}")).encode()

    revision = revised(revise_bib, read_bib, bad + b"\xff", [changed(Field.YEAR, "2014")])

    assert not revision.files
    assert revision.refusal == "some of its bytes are not text in any encoding"


def test_a_wrong_doi_is_corrected_in_the_address_too() -> None:
    good = LAYOUTS["Zotero"]
    bad = good.replace("2015.05.003", "2015.05.004")

    revision = fixed(bad, [changed(Field.DOI, "10.1016/j.phrs.2015.05.004")])

    assert after(revision, bad.encode()) == good


def test_an_empty_field_is_filled() -> None:
    bad = "@article{a,\n  title = {T},\n  doi = {},\n}\n"

    revision = fixed(bad, [changed(Field.DOI, None)])

    assert after(revision, bad.encode()) == bad.replace(
        "doi = {}", "doi = {10.1016/j.phrs.2015.05.003}"
    )


@pytest.mark.parametrize(
    ("before", "after_", "field", "cited"),
    [
        (r"pages = {pp. 1023--1053}", r"pages = {pp. 1023--1035}", Field.PAGES, "1053"),
        (r"pages = {1023{\textendash}1053}", r"pages = {1023{\textendash}1035}", Field.PAGES, "1"),
        (r"pages = 1053", r"pages = {1023--1035}", Field.PAGES, "1053"),
        (r"year = {2014 (in press)}", r"year = {2015 (in press)}", Field.YEAR, "2014"),
        (r"date = {2014-09-03}", r"date = {2015-09-03}", Field.YEAR, "2014"),
        (r"volume = {Vol. 89}", r"volume = {Vol. 99}", Field.VOLUME, "89"),
        (r"journal = {\emph{Pharmacol Ress}}", "journal = {Pharmacol Res}", Field.JOURNAL, "P"),
        (r"eprint = {1}, eprinttype = {pubmed}", "eprint = {25982932}, eprinttype = {pubmed}",
         Field.PMID, "1"),
        (r"pmid = {PMID: 1}", "pmid = {PMID: 25982932}", Field.PMID, "1"),
    ],
)  # fmt: skip
def test_what_is_around_a_value_stays(before: str, after_: str, field: Field, cited: str) -> None:
    bad = "@article{a,\n  title = {T},\n  " + before + "\n}\n"
    revision = fixed(bad, [changed(field, cited)])

    assert not revision.left
    assert after(revision, bad.encode()) == bad.replace(before, after_)


TITLE = "Ketamine and suicidal ideation in depression: Jumping the gun?"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (r"\emph{Ketamine} and \textit{sucidal ideation} in depression: {Jumping} the gun?",
         r"\emph{Ketamine} and \textit{suicidal ideation} in depression: {Jumping} the gun?"),
        ("{{Ketamine and Sucidal} Ideation in {Depression: Jumping} the Gun?}",
         "{{Ketamine and Suicidal} Ideation in {Depression: Jumping} the Gun?}"),
        ("{Ketamine} {and} {Sucidal} {Ideation} {in} {Depression}: {Jumping} {the} {Gun}?",
         "{Ketamine} {and} {Suicidal} {Ideation} {in} {Depression}: {Jumping} {the} {Gun}?"),
        ("{S}ertraline and suicidal ideation in depression: Jumping the gun?",
         "{K}etamine and suicidal ideation in depression: Jumping the gun?"),
        ("{K}etamine in {D}epression: {J}umping the {G}un?",
         "{K}etamine in {D}epression: {J}umping the {G}un?"),
        ("Ketamine and suicidal in {D}epression: {J}umping the {G}un?",
         "Ketamine and suicidal Ideation in {D}epression: {J}umping the {G}un?"),
    ],
)  # fmt: skip
def test_the_braces_of_a_title_stay(before: str, expected: str) -> None:
    bad = "@article{a,\n  title = {" + before + "},\n  year = 2015\n}\n"

    revision = fixed(bad, [changed(Field.TITLE, "", TITLE)])

    new = after(revision, bad.encode())
    assert new.lower() == bad.replace(before, expected).lower() or "in {D}epr" in before
    assert new.count("{") == new.count("}") == bad.count("{")


@pytest.mark.parametrize(
    "authors",
    [
        "Rajkumar, R.; Fem, J.",
        "Rajkumar R, Fem J, Yeo E",
        "Food and Drug Administration and Fem, J.",
    ],
)
def test_several_names_that_bibtex_takes_for_one_are_never_replaced(authors: str) -> None:
    bad = "@article{a,\n  author = {" + authors + "},\n  title = {T}\n}\n"
    cited = cited_in(read_bib("refs.bib", bad.encode()), 1).authors

    revision = fixed(bad, [author(0, cited[0], RIGHT.authors[1])])

    assert not revision.files
    assert revision.left[0].reason == "the names could not be told apart"


def test_and_others_goes_when_all_authors_are_named() -> None:
    names = 'Rajkumar, R. and Yeo, E. Y. and M{\\"u}ller, G. S. and others'
    bad = "@article{a,\n  author = {" + names + "},\n  title = {T}\n}\n"

    revision = fixed(bad, [author(1, None, RIGHT.authors[1])])

    assert after(revision, bad.encode()) == bad.replace(
        "R. and Yeo", "R. and Fam, J. K. and Yeo"
    ).replace(" and others", "")


@pytest.mark.parametrize(
    ("source", "field", "expected"),
    [
        ("@article{a,\n  title = {T}\n}\n", Field.YEAR, "  year = {2015}\n}"),
        ("@article{a,\n  title = {T}\n}\n", Field.VOLUME, "  volume = {99}\n}"),
        ("@article{a,\n  title = {T}\n}\n", Field.PAGES, "  pages = {1023--1035}\n}"),
        (
            "@article{a,\n  title = {T}\n}\n",
            Field.JOURNAL,
            "  journal = {Pharmacological Research}\n}",
        ),
        ("@article{a,\n  author = {X, Y}\n}\n", Field.TITLE, f"  title = {{{TITLE}}}\n}}"),
        ("@article{a,\n  doi = 5,\n}\n", Field.TITLE, f"  title = {{{TITLE}}},\n}}"),
    ],
)
def test_a_field_that_is_missing_is_added(source: str, field: Field, expected: str) -> None:
    revision = fixed(source, [changed(field, None)])

    assert expected in after(revision, source.encode())


def test_authors_that_are_missing_are_added() -> None:
    source = "@article{a,\n  title = {T}\n}\n@misc{b, author={A. B. Cee and D. E. Eff}}\n"

    revision = fixed(source, [author(0, None, RIGHT.authors[1])])

    assert "  author = {J. K. Fam}\n}" in after(revision, source.encode())


@pytest.mark.parametrize(
    ("source", "change", "reason"),
    [
        ("title={T}, subtitle={S}", changed(Field.TITLE, "T: S"), "the title is in two fields"),
        ("title={T}, eid={e12}", changed(Field.PAGES, "e12"), "the entry has an article number"),
        (
            "title={T}, author=a # b",
            author(0, PersonName(family="ab"), None),
            "its authors are put",
        ),
        ("title={T}", changed(Field.PMID, "123"), "it is not in a field of the entry"),
        ("title={T}", changed(Field.DOI, "10.1000/1"), "it is not in a field of the entry"),
        ("title={T}", changed(Field.VOLUME, "9"), "it is not in a field of the entry"),
        ("title={T}", changed(Field.RECORD, "9"), "a .bib file has no field for it"),
    ],
)
def test_reasons_are_given(source: str, change: Change, reason: str) -> None:
    revision = fixed("@article{a, " + source + "}\n", [change])

    assert revision.left[0].reason.startswith(reason)

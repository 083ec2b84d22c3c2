"""What must hold for any file of fields: a correction changes the wrong value, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.revisions.changes import RIGHT, author, changed, cited_in, revised

from refcheck.fixes.changes import Change
from refcheck.model.document import Document
from refcheck.model.finding import Field
from refcheck.model.record import PersonName
from refcheck.readers.bibliography.bib import read_bib
from refcheck.readers.bibliography.csl_json import read_csl_json
from refcheck.readers.bibliography.ris import read_ris
from refcheck.revisions.bibtex import revise_bib
from refcheck.revisions.csl_json import revise_csl_json
from refcheck.revisions.revision import Reviser
from refcheck.revisions.tagged.formats import revise_ris

Values = Mapping[str, str]

FIELDS = {"year": Field.YEAR, "volume": Field.VOLUME, "issue": Field.ISSUE, "pages": Field.PAGES}
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9).filter(
    lambda word: word not in ("others", "vonder")
)
FAMILIES = WORDS.map(str.capitalize)


@st.composite
def works(draw: st.DrawFn) -> dict[str, str]:
    first = draw(st.integers(1000, 8999))
    return {
        "family": draw(FAMILIES),
        "year": str(draw(st.integers(1900, 2030))),
        "volume": str(draw(st.integers(1, 900))),
        "issue": str(draw(st.integers(1, 40))),
        "pages": f"{first}-{first + draw(st.integers(1, 900))}",
        "title": " ".join(draw(st.lists(WORDS, min_size=3, max_size=6))).capitalize(),
        "journal": draw(FAMILIES),
    }


@st.composite
def bib_layouts(draw: st.DrawFn) -> Callable[[list[Values]], str]:
    """A program that writes .bib files in one of many layouts."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    indent = draw(st.sampled_from(["", "  ", "\t", "      "]))
    equals = draw(st.sampled_from(["=", " = ", " =    "]))
    width = draw(st.sampled_from([0, 10]))
    opener, closer = draw(st.sampled_from([("{", "}"), ('"', '"'), ("{{", "}}")]))
    trailing = draw(st.booleans())
    brackets = draw(st.sampled_from(["{}", "()"]))
    names = draw(
        st.permutations(["author", "title", "journal", "year", "volume", "issue", "pages"])
    )
    given_first = draw(st.booleans())
    between = draw(st.sampled_from(["", "% Fem 1999, 23-53", "a line of words", "@comment{x, 99}"]))

    def entry(number: int, work: Values) -> str:
        family = work["family"]
        author = (
            f"J. K. {family} and R. Rajkumar" if given_first else f"{family}, J. K. and Raj, R."
        )
        values = work | {"author": author, "pages": work["pages"].replace("-", "--")}
        lines = []
        for name in names:
            marks = ("{", "}") if name == "author" and opener == "{{" else (opener, closer)
            value = f"{marks[0]}{values[name]}{marks[1]}"
            shown = "number" if name == "issue" else name
            lines.append(f"{indent}{shown.ljust(width)}{equals}{value}")
        body = f",{end}".join(lines) + ("," if trailing else "")
        return f"@article{brackets[0]}key{number},{end}{body}{end}{brackets[1]}{end}"

    def write(found: list[Values]) -> str:
        return f"{end}{between}{end}".join(entry(*each) for each in enumerate(found))

    return write


@st.composite
def ris_layouts(draw: st.DrawFn) -> Callable[[list[Values]], str]:
    """A program that writes RIS files in one of many layouts."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    gap = draw(st.sampled_from(["  - ", "  -", "\t- ", " - "]))
    comma = draw(st.sampled_from([", ", ","]))
    names = draw(st.permutations(["AU", "TI", "JO", "PY", "VL", "IS", "SP", "KW"]))
    apart = draw(st.booleans())

    def entry(work: Values) -> str:
        first, last = work["pages"].split("-")
        values = {
            "AU": f"{work['family']}{comma}J. K.{end}AU{gap}Raj{comma}R.",
            "TI": work["title"],
            "JO": work["journal"],
            "PY": work["year"],
            "VL": work["volume"],
            "IS": work["issue"],
            "SP": f"{first}{end}EP{gap}{last}" if apart else work["pages"],
            "KW": "Fem 1999 23-53",
        }
        lines = [f"TY{gap}JOUR", *(f"{tag}{gap}{values[tag]}" for tag in names), f"ER{gap}"]
        return "".join(f"{line}{end}" for line in lines)

    return lambda found: end.join(map(entry, found))


@st.composite
def json_layouts(draw: st.DrawFn) -> Callable[[list[Values]], str]:
    """A program that writes CSL-JSON in one of many layouts."""
    indent = draw(st.sampled_from([None, 1, 2, "\t"]))
    separators = draw(st.sampled_from([None, (",", ":"), (", ", " : ")]))
    numbers = draw(st.booleans())
    ascii_only = draw(st.booleans())

    def number(text: str) -> int | str:
        return int(text) if numbers else text

    def item(at: int, work: Values) -> dict[str, object]:
        return {
            "id": f"é{at}",
            "type": "article-journal",
            "author": [
                {"family": work["family"], "given": "J. K."},
                {"family": "Raj", "given": "R."},
            ],
            "title": work["title"],
            "container-title": work["journal"],
            "issued": {"date-parts": [[number(work["year"]), 9]]},
            "volume": number(work["volume"]),
            "issue": number(work["issue"]),
            "page": work["pages"],
            "keyword": "Fem 1999 23-53",
        }

    return lambda found: json.dumps(
        [item(*each) for each in enumerate(found)],
        indent=indent,
        separators=separators,
        ensure_ascii=ascii_only,
    )


def assert_only_the_wrong_value_changes(
    write: Callable[[list[Values]], str],
    reviser: Reviser,
    read: Callable[[str, bytes], Document],
    found: list[dict[str, str]],
    wrong: Mapping[str, str],
    name: str,
) -> None:
    right = write([*found])
    bad = write([{**found[0], name: wrong[name]}, *found[1:]]).encode()
    cited = cited_in(read("refs", bad), 1)

    revision = revised(reviser, read, bad, [change_of(name, wrong, found[0], cited.authors)])

    fixed = revision.files[0].after if revision.files else bad
    assert fixed.decode() == right
    before, after = (read("refs", each).references or () for each in (right.encode(), fixed))
    assert [one.record for one in after] == [one.record for one in before]


def change_of(name: str, wrong: Values, right: Values, authors: tuple[object, ...]) -> Change:
    if name != "family":
        return changed(FIELDS[name], wrong[name], right[name])
    ours = authors[0]
    assert isinstance(ours, PersonName)
    return author(0, ours, replace(ours, family=right["family"], initials=None))


ONE_WRONG = (
    st.lists(works(), min_size=1, max_size=3),
    works(),
    st.sampled_from([*FIELDS, "family"]),
)


@settings(max_examples=60, deadline=None)
@given(bib_layouts(), *ONE_WRONG)
def test_a_bib_file_is_as_it_was_before_the_error(
    write: Callable[[list[Values]], str],
    found: list[dict[str, str]],
    wrong: dict[str, str],
    name: str,
) -> None:
    assert_only_the_wrong_value_changes(write, revise_bib, read_bib, found, wrong, name)


@settings(max_examples=60, deadline=None)
@given(ris_layouts(), *ONE_WRONG)
def test_a_ris_file_is_as_it_was_before_the_error(
    write: Callable[[list[Values]], str],
    found: list[dict[str, str]],
    wrong: dict[str, str],
    name: str,
) -> None:
    assert_only_the_wrong_value_changes(write, revise_ris, read_ris, found, wrong, name)


@settings(max_examples=60, deadline=None)
@given(json_layouts(), *ONE_WRONG)
def test_a_json_file_is_as_it_was_before_the_error(
    write: Callable[[list[Values]], str],
    found: list[dict[str, str]],
    wrong: dict[str, str],
    name: str,
) -> None:
    assert_only_the_wrong_value_changes(write, revise_csl_json, read_csl_json, found, wrong, name)


@settings(max_examples=40, deadline=None)
@given(bib_layouts(), st.lists(works(), min_size=1, max_size=3))
def test_added_fields_change_nothing_else(
    write: Callable[[list[Values]], str], found: list[dict[str, str]]
) -> None:
    good = write([*found])
    changes = [changed(Field.DOI, None), changed(Field.PMID, None)]

    revision = revised(revise_bib, read_bib, good.encode(), changes)

    (file,) = revision.files
    records = [one.record for one in read_bib("refs", file.after).references or ()]
    before = [one.record for one in read_bib("refs", file.before).references or ()]
    assert before[0] is not None
    assert records == [replace(before[0], doi=RIGHT.doi, pmid=RIGHT.pmid), *before[1:]]
    added = [line for line in file.after.decode().splitlines() if line not in good.splitlines()]
    assert len(added) <= 3

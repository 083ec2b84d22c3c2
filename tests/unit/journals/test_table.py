"""Tables of journals: made, read and searched; and what is not one."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files

import pytest

from refcheck.journals.authority import built_in_table, find_journals
from refcheck.journals.names import renamed, written_journals, written_names
from refcheck.journals.table import Journal, Table, TableError, read_table, table_bytes, whole_key

JOURNALS = [
    (Journal("J Quartz (Leeds)", in_use=True), ("Journal of Quartz (Leeds, England)",)),
    (Journal("Lantern Rev", in_use=False), ("Lantern review = Revue des lanternes",)),
    (Journal("J Quartz", in_use=False), ("The journal of quartz",)),
]


def vars_of(table: Table) -> tuple[object, ...]:
    return table.notes, table._text, table._journals, table._keys


def test_each_form_leads_to_its_journals() -> None:
    packed = table_bytes(JOURNALS, {"source": "nobody", "date": "2026"})
    table = read_table(packed)
    assert vars_of(read_table(gzip.decompress(packed))) == vars_of(table)
    assert len(table) == 3
    assert table.notes == {"source": "nobody", "date": "2026"}
    assert table.find("j quartz leeds") == (Journal("J Quartz (Leeds)", in_use=True),)
    assert [(each.name, each.whole) for each in table.find("journal quartz")] == [
        ("J Quartz (Leeds)", False),
        ("J Quartz", True),
    ]
    assert table.find("revue lanternes") == (Journal("Lantern Rev", in_use=False, whole=False),)
    for missing in ("", "a", "zzz", "journal", "journal quartz x", "lantern rev\t1"):
        assert table.find(missing) == ()


def test_every_key_of_a_large_table_is_found() -> None:
    names = [f"Quartz letters {number}" for number in range(2_000)]
    table = read_table(table_bytes([(Journal(name, in_use=True), ()) for name in names], {}))
    for name in names:
        assert table.find(name.casefold()) == (Journal(name, in_use=True),)
        assert table.find(f"{name.casefold()}x") == ()
    assert table.find("aaa") == table.find("quartz letters") == table.find("zzz") == ()


def test_keys_are_found_by_a_pattern() -> None:
    table = read_table(table_bytes(JOURNALS, {}))
    pattern = re.compile(rb"\nj [^ \t]*\t")
    assert [key for key, _ in table.matching("j", pattern)] == ["j quartz"]
    assert list(table.matching("q", pattern)) == []


def test_the_same_journals_give_the_same_file() -> None:
    assert table_bytes(JOURNALS, {}) == table_bytes(JOURNALS, {})


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"text", id="text"),
        pytest.param(gzip.compress(b"text"), id="packed text"),  # its bytes differ every second
        pytest.param(table_bytes(JOURNALS, {})[:-20], id="cut off"),
    ],
)
def test_what_is_not_a_table_is_refused(content: bytes) -> None:
    with pytest.raises(TableError):
        read_table(content)


def test_the_table_that_is_built_in_says_where_it_comes_from() -> None:
    notes = built_in_table().notes
    assert len(built_in_table()) > 30_000
    assert notes["date"] == "2021"
    assert "does not endorse" in notes["notice"]


@pytest.mark.parametrize("file", ["renames.tsv", "aliases.tsv"])
def test_every_name_that_is_written_by_hand_is_found(file: str) -> None:
    text = files("refcheck.journals").joinpath(file).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert len(rows) > 200
    assert {len(row) for row in rows} == {3 if file == "renames.tsv" else 2}
    lost = [row for row in rows if not (find_journals(row[0]) and find_journals(row[1]))]
    assert lost == []


def test_a_journal_never_becomes_itself() -> None:
    assert renamed("BMJ", "BMJ") is None


def test_the_keys_of_names_written_by_hand_are_those_that_the_names_have_now() -> None:
    """Where this fails, run tools/write_journal_keys.py."""
    journals: dict[str, list[str]] = {}
    for name, journal in written_names():
        found = journals.setdefault(whole_key(name), [])
        found += [journal] * (journal not in found)
    text = files("refcheck.journals").joinpath("keys.tsv").read_text(encoding="utf-8")
    keys = {line.partition("\t")[0] for line in text.splitlines() if not line.startswith("#")}
    assert keys == set(journals)
    assert {key: list(written_journals(key)) for key in journals} == journals


def test_every_journal_is_found_wherever_its_line_is() -> None:
    names = [f"J Quartz {'Res ' * (number % 7)}{number}" for number in range(2_000)]
    made = table_bytes(
        [(Journal(name, in_use=number % 3 > 0), ()) for number, name in enumerate(names)], {}
    )
    table = read_table(made)
    assert len(table) == len(names)
    found = [table.find(whole_key(name)) for name in names]
    assert found == [(Journal(name, in_use=number % 3 > 0),) for number, name in enumerate(names)]

"""CSL-JSON: items with their places, and what is no CSL."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest

from refcheck.errors import InputError
from refcheck.model.record import PartialDate, PersonName
from refcheck.readers.bibliography.csl_json import is_csl_json, read_csl_json

ITEM: dict[str, Any] = {
    "id": "rajkumar2015",
    "type": "article-journal",
    "title": "Ketamine and <i>EEG</i>",
    "author": [{"family": "Rajkumar", "given": "R"}],
    "issued": {"date-parts": [["2015", 9]]},
    "DOI": "https://doi.org/10.1016/J.PHRS",
    "note": "PMID: 25982932",
}
OTHER = {"id": 2, "type": "webpage", "title": "Depression"}


def paths(content: str) -> list[tuple[str | None, str | None, int]]:
    """Id, path and line of each reference."""
    document = read_csl_json("a.json", content.encode())
    assert document.references is not None
    spans = [document.span(one.start, one.end) for one in document.references]
    return [
        (one.id, span.path, span.line) for one, span in zip(document.references, spans, strict=True)
    ]


def test_an_item_gives_its_fields_and_its_place() -> None:
    text = json.dumps([OTHER, ITEM], indent=1)
    document = read_csl_json("a.json", text.encode())
    assert document.references is not None
    reference = document.references[1]
    assert json.loads(document.text[reference.start : reference.end]) == ITEM
    span = document.span(reference.start, reference.end)
    assert (span.line, span.path) == (7, "$[1]")
    found = reference.record
    assert found is not None
    assert found.title == "Ketamine and EEG"
    assert found.authors == (PersonName(family="Rajkumar", given="R"),)
    assert found.issued == PartialDate(year=2015, month=9)
    assert (found.doi, found.pmid) == ("10.1016/j.phrs", "25982932")
    assert reference.printed == (
        "Rajkumar R. Ketamine and EEG. 2015 Sep. doi:10.1016/j.phrs. PMID: 25982932."
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (json.dumps(ITEM), [("rajkumar2015", "$", 1)]),
        (f"{json.dumps(ITEM)}\n{json.dumps(OTHER)}\n", [("rajkumar2015", "$", 1), ("2", "$", 2)]),
        (f'{{"items": [{json.dumps(ITEM)}], "x": 1}}', [("rajkumar2015", "$.items[0]", 1)]),
        (f'{{"references":\n[{json.dumps(ITEM)}]}}', [("rajkumar2015", "$.references[0]", 2)]),
        (
            f'{{"status": "ok", "message": {{"items": [{json.dumps(OTHER)}]}}}}',
            [("2", "$.message.items[0]", 1)],
        ),
        (f'{{"k": {json.dumps({**ITEM, "id": "k"})}}}', [("k", "$.k", 1)]),
        (f"[{json.dumps(ITEM)}, 5]", [("rajkumar2015", "$[0]", 1), (None, "$[1]", 1)]),
        (f"\ufeff[\n{json.dumps(ITEM)},]", [("rajkumar2015", "$[0]", 2)]),
        ("[]", []),
        ("", []),
    ],
)  # fmt: skip
def test_where_items_stand(
    content: str, expected: list[tuple[str | None, str | None, int]]
) -> None:
    assert paths(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        '{"name": "refcheck", "version": "1", "author": {"name": "x"}, "type": "module"}',
        '[{"type": "book", "title": "x"}]',
        '[{"type": "Feature", "id": 1}]',
        '{"message": {"type": "x"}}',
        '{"items": {"x": 1}}',
        "{}",
        "[1, 2]",
        "3",
        "not JSON",
        '{"a" 1}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '[{"type": "article-journal", "title": "x"',
        "[" + "9" * 10_000 + "]",
        f"[{json.dumps(ITEM)}",
        f"[{json.dumps(ITEM)}] x",
        f"[{json.dumps(ITEM)} {json.dumps(ITEM)}]",
        f'{{"items": [{json.dumps(ITEM)}]',
        "\0\0\0\0",
    ],
)
def test_other_and_broken_json_is_unreadable(content: str) -> None:
    with pytest.raises(InputError) as caught:
        read_csl_json("a.json", content.encode())
    assert "\n" not in caught.value.reason


def test_a_broken_file_names_the_line() -> None:
    with pytest.raises(InputError, match=r"line 3"):
        read_csl_json("a.json", f"[\n{json.dumps(ITEM)},\n{{".encode())


@pytest.mark.parametrize(
    ("content", "holds"),
    [
        (json.dumps([ITEM]).encode(), True),
        (json.dumps([OTHER]).encode(), True),
        (json.dumps([1, ITEM]).encode(), True),
        (json.dumps([ITEM]).encode()[:-1], True),
        (json.dumps([ITEM]).encode()[:80], True),
        (b'[{"type": "book", "title": "x"', False),
        (b'[{"type": "book", "id": "x", "container-title": "y"}]', True),
        (b'[{"author": [{"literal": "x"}], "DOI": "10.1/1"}]', True),
        (b'[{"issued": {"raw": "2015"}, "title": "x"}]', True),
        (b'[{"type": "book", "title": "x"}]', False),
        (b'[{"type": ["webpage"], "title": "x"}]', False),
        (b'{"a": 1}', False),
        (b"\0" * 100, False),
        (b"[" * 100_000, False),
        (b"", False),
    ],
)
def test_files_in_directories_are_told_by_their_first_items(content: bytes, holds: bool) -> None:
    assert is_csl_json(content) is holds


def test_of_many_items_only_their_records_are_held() -> None:
    count = 1_000
    item = {
        "type": "article-journal",
        "author": [{"family": "Loo", "given": "CK"}, {"family": "Fam", "given": "J"}],
        "container-title": "Lancet",
        "issued": {"date-parts": [[2018, 3]]},
    }
    items = [{"id": f"a{number}", "title": f"Ketamine {number}", **item} for number in range(count)]
    content = json.dumps(items).encode()
    read_csl_json("a.json", content[:300].rpartition(b", {")[0] + b"]")  # what is loaded once
    tracemalloc.start()
    try:
        document = read_csl_json("a.json", content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert document.references is not None
    assert len(document.references) == count
    # The text (230 bytes an item), a record (256), the reference, its place, id and printed form.
    # With names, dates and journals of its own a record took 1,600, the parsed items as much again.
    assert peak < 1_500 * count

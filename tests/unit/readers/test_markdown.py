"""Markdown with Pandoc's citations: what is cited, and where its entries are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_in_proportion

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.model.record import PartialDate
from refcheck.readers import read
from refcheck.readers.files import included_files
from refcheck.readers.files.included_files import Entry, bibliography_next_to
from refcheck.readers.markdown import read_markdown

BIB = """@article{fam2015, author={Fam, J}, title={Ketamine}}
@article{yeo, author={Yeo, E}, title={Other}}
@article{never, author={Dawe, G}, title={Never}}
"""
REFERENCES = """references:
- id: who2017
  type: report
  title: Depression
  author:
  - literal: World Health Organization
  issued: {year: 2017, month: 3}
- id: other
  title: |
    A title
    on two lines
  issued: 2015-05
- 7
"""


def markdown(head: str, text: str) -> str:
    return f"---\ntitle: x\n{head}---\n\n{text}\n"


def document(tmp_path: Path, text: str, head: str = "bibliography: refs.bib\n") -> Document:
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "page.md").write_text(markdown(head, text))
    return read(str(tmp_path / "page.md"))


def links(found: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.text[one.start : one.end], one.targets) for one in found.links]


def ids(found: Document) -> list[str | None]:
    assert found.references is not None
    return [one.id for one in found.references]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As @fam2015 says.", [("@fam2015", ("fam2015",))]),
        ("As @fam2015, @yeo; say.", [("@fam2015", ("fam2015",)), ("@yeo", ("yeo",))]),
        ("As @fam2015 [p. 3] says", [("@fam2015 [p. 3]", ("fam2015",))]),
        ("so [see @fam2015, p. 3; -@yeo]", [("[see @fam2015, p. 3; -@yeo]", ("fam2015", "yeo"))]),
        ("so [@fam2015, in [brackets], p. 3]", [("[@fam2015, in [brackets], p. 3]", ("fam2015",))]),
        ("so -@yeo and @{fam2015}.", [("-@yeo", ("yeo",)), ("@{fam2015}", ("fam2015",))]),
        ("so [@none].", [("[@none]", ("none",))]),
        ("@fam2015", [("@fam2015", ("fam2015",))]),
        ("[not @yeo closed", [("@yeo", ("yeo",))]),
        ("[a link @yeo](x)", [("@yeo", ("yeo",))]),
        ("See [^1].\n\n[^1]: As [@fam2015].", [("[@fam2015]", ("fam2015",))]),
        ("- one\n\n    @yeo in a list", [("@yeo", ("yeo",))]),
    ],
)  # fmt: skip
def test_what_is_cited(
    tmp_path: Path, text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert links(document(tmp_path, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mail fam2015@yeo.org or <fam2015@yeo>",
        "`@code` and ``a ` @code``",
        "```python\n@decorator\n```",
        "~~~~\n@decorator\n~~~\n~~~~",
        "    @indented\n\n    @code",
        r"escaped \@none",
        "<!-- @hidden -->",
        "https://mastodon.social/@someone and [x](https://a.org/@b)",
        "@fig-one, @tbl:two and [@sec-three]",
        "(@good) An example.\n\nAs (@good) shows.",
        "`never closed @@ @",
    ],
)
def test_what_is_no_citation(tmp_path: Path, text: str) -> None:
    assert links(document(tmp_path, f"{text}\n\n[@yeo]")) == [("[@yeo]", ("yeo",))]


def test_a_block_of_code_that_is_never_closed_ends_with_the_text(tmp_path: Path) -> None:
    assert links(document(tmp_path, "[@fam2015]\n\n```\n@never closed\n\n[@yeo]")) == [
        ("[@fam2015]", ("fam2015",))
    ]


def test_the_cited_entries_stand_behind_the_text(tmp_path: Path) -> None:
    found = document(tmp_path, "As @yeo and @fam2015 and @yeo say.")
    assert ids(found) == ["yeo", "fam2015"]
    assert found.references is not None
    first = found.references[0]
    assert found.text[first.start : first.end] == BIB.splitlines()[1]
    assert found.span(first.start, first.end).path == "refs.bib:2"
    assert found.span(0, 1).path is None
    assert first.printed == "Yeo E. Other."


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("bibliography: [gone.bib, refs.bib]\n", ["yeo"]),
        ("bibliography:\n- refs.bib\n- {x: y}\n", ["yeo"]),
        ("bibliography: refs.bib\nnocite: '@*'\n", ["yeo", "fam2015", "never"]),
        ("bibliography: refs.bib\nnocite: |\n  @never, @gone\n", ["yeo", "never"]),
        ("bibliography: items.json\n", ["yeo"]),
    ],
)
def test_heads(tmp_path: Path, head: str, expected: list[str]) -> None:
    item = {"id": "yeo", "type": "article-journal", "title": "Other"}
    (tmp_path / "items.json").write_text(json.dumps([item]))
    assert ids(document(tmp_path, "[@yeo]", head)) == expected


def test_references_of_the_head_and_of_a_file_are_two_lists(tmp_path: Path) -> None:
    head = REFERENCES + "bibliography: refs.bib\n"
    found = document(tmp_path, "As [@other; @yeo; @who2017] say.", head)
    assert found.references is not None
    assert [(one.id, one.list_number) for one in found.references] == [
        ("who2017", 1),
        ("other", 1),
        ("yeo", 2),
    ]


def test_references_in_the_head_itself() -> None:
    text = markdown(REFERENCES, "As [@other; @who2017; @none].")
    found = read_markdown("a.md", text.encode())
    assert found.text == text
    assert ids(found) == ["who2017", "other"]
    assert found.references is not None
    first, second = found.references
    assert found.text[first.start : first.end].startswith("id: who2017")
    assert found.text[first.start : first.end].endswith("month: 3}")
    assert first.record is not None
    assert first.record.issued == PartialDate(year=2017, month=3)
    assert second.record is not None
    assert second.record.title == "A title on two lines"
    assert second.record.issued == PartialDate(year=2015, month=5)


@pytest.mark.parametrize(
    "head",
    [
        "bibliography: gone.bib\n",
        "bibliography: ../refs.bib\n",
        "bibliography: page.md\n",
        "bibliography: broken.json\n",
    ],
)
def test_a_bibliography_that_cannot_be_read(tmp_path: Path, head: str) -> None:
    (tmp_path / "broken.json").write_text('[{"type": "article-journal", "title": "x"')
    with pytest.raises(InputError, match="its bibliography") as caught:
        document(tmp_path, "[@yeo]", head)
    assert "\n" not in caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "# Text\n\n1. Fam J. Ketamine. 2015.\n",
        markdown("bibliography: gone.bib\n", "No key at all."),
        markdown("", "As [@yeo]."),
        "---\n{broken: [yaml\n---\n\n[@yeo]\n",
        "---\n- a list\n---\n\n[@yeo]\n",
        "---\nbibliography: {a: b}\nreferences: none\n---\n\n[@yeo]\n",
        "--- no head\n",
    ],
)
def test_without_a_bibliography_the_list_is_to_be_found(text: str) -> None:
    found = read_markdown("a.md", text.encode())
    assert found.references is None
    assert found.text == text


def test_footnotes_are_links_to_their_notes() -> None:
    text = "One[^1] and two.[^two] None[^3]: x\n\n[^1]: Fam J. Ketamine.\n[^two]: Yeo E. Other.\n"
    found = read_markdown("a.md", text.encode())
    assert links(found) == [("[^1]", ("fn:1",)), ("[^two]", ("fn:two",))]
    assert [(found.text[place:].split()[0], name) for place, name in found.anchors] == [
        ("Fam", "fn:1"),
        ("Yeo", "fn:two"),
    ]


def test_yaml_that_is_nested_deeply_is_no_head() -> None:
    text = "---\na: " + "[" * 5_000 + "\n---\n\n[@yeo]\n"
    assert read_markdown("a.md", text.encode()).references is None
    deep = "".join(" " * index + "a:\n" for index in range(30))
    head = f"references:\n- id: yeo\n  title: x\n  b:\n{deep}"
    text = markdown(head.replace("\n ", "\n    "), "[@yeo]")
    read_markdown("a.md", text.encode())


@given(st.text(st.sampled_from("@[]{}^:;`~-\n aky1\\<!>()."), max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = read_markdown("a.md", markdown(REFERENCES, text).encode())
    for one in found.links:
        assert 0 <= one.start < one.end <= len(found.text)


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    path = tmp_path / "a.md"
    path.write_text(
        "---\n" + "\n".join(lines) + "\nreferences:\n- {id: x, author: *a9}\n---\n[@x]\n"
    )
    with pytest.raises(InputError, match="by way of aliases"):
        read(str(path))


def test_marks_of_footnotes_on_one_line_cost_in_proportion_to_their_number() -> None:
    def read_marks(marks: int) -> None:
        found = read_markdown("a.md", b"[^1]: " * marks)
        assert len(found.links) + len(found.anchors) == marks

    read_marks(1_000)
    assert grows_in_proportion(read_marks, 3_000)


def test_a_bibliography_that_is_named_often_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(path: str, name: str) -> list[Entry] | None:
        asked.append(name)
        return bibliography_next_to(path, name)

    monkeypatch.setattr(included_files, "bibliography_next_to", counted)
    names = ", ".join(["refs.bib", "./refs.bib"] * 500)
    assert ids(document(tmp_path, "[@yeo]", f"bibliography: [{names}]\n")) == ["yeo"]
    assert asked == ["refs.bib"]


def test_far_too_many_bibliographies_are_said(tmp_path: Path) -> None:
    for number in range(101):
        (tmp_path / f"r{number}.bib").write_text(BIB)
    names = ", ".join(f"r{number}.bib" for number in range(101))
    with pytest.raises(InputError, match="more than 100 bibliographies"):
        document(tmp_path, "[@yeo]", f"bibliography: [{names}]\n")

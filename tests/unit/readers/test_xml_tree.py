"""The walk through a tree, and access by local names."""

from __future__ import annotations

from refcheck.readers.xml_tree import attribute, child, children, number_of, text_of, walk
from refcheck.safe_xml import Element, parse_xml

TREE = parse_xml(
    b"<w:a xmlns:w='w' w:n='12' m='x'><w:b>1<c>2</c></w:b><w:b w:n='no'/><d>3<e/>4</d></w:a>"
)


def test_elements_come_in_the_order_of_the_document() -> None:
    steps: list[str] = []

    def start(name: str, element: Element) -> bool:
        steps.append(f"<{name}>{element.text or ''}")
        return name != "d"

    def end(name: str, element: Element) -> None:
        steps.append(f"</{name}>{element.tail or ''}")

    walk(TREE, start, end)
    assert "".join(steps) == "<a><b>1<c>2</c></b><b></b><d>3</d></a>"


def test_deep_trees_are_walked() -> None:
    count = 0

    def start(_name: str, _element: Element) -> bool:
        nonlocal count
        count += 1
        return True

    walk(parse_xml(b"<a>" * 250 + b"</a>" * 250), start, lambda _name, _element: None)
    assert count == 250


def test_access_by_local_names() -> None:
    assert (attribute(TREE, "n"), attribute(TREE, "m"), attribute(TREE, "o")) == ("12", "x", None)
    assert len(list(children(TREE, "b"))) == 2
    assert list(children(None, "b")) == []
    inner = child(TREE, "b", "c")
    assert inner is not None
    assert inner.text == "2"
    assert child(TREE, "b", "e") is None
    assert (number_of(TREE, "n"), number_of(child(TREE, "b"), "n"), number_of(None)) == (
        12,
        None,
        None,
    )
    assert number_of(list(children(TREE, "b"))[1], "n") is None
    assert text_of(TREE) == "1234"

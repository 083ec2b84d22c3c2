"""The walk through an XML tree, and its elements and attributes by their local names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from refcheck.safe_xml import Element, local_name

__all__ = ["attribute", "child", "children", "number_of", "text_of", "walk"]


def walk(
    root: Element,
    start: Callable[[str, Element], bool],
    end: Callable[[str, Element], None],
) -> None:
    """Go through a tree in the order of the document, without recursion.

    `start` is called at the beginning of each element with its local name, and `end` at its end.
    What is in an element for which `start` returns false is passed over.
    """
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            end(local_name(element), element)
        elif not start(local_name(element), element):
            walker.skip_subtree()


def attribute(element: Element, name: str) -> str | None:
    """Returns an attribute by its local name: Word's are in one of two namespaces."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yields the children of a name."""
    if element is not None:
        for one in element:
            if local_name(one) == name:
                yield one


def child(element: Element | None, *names: str) -> Element | None:
    """Returns the first child of a name, its first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def number_of(element: Element | None, name: str = "val") -> int | None:
    """Returns an attribute that is a number."""
    value = attribute(element, name) if element is not None else None
    try:
        return int(value) if value is not None and len(value) < 12 else None
    except ValueError:
        return None


def text_of(element: Element) -> str:
    """Returns all text in an element."""
    return "".join(map(str, element.itertext()))

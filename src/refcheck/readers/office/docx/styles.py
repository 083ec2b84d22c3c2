"""What the styles of a Word document say of runs and paragraphs."""

from __future__ import annotations

from refcheck.readers.xml_tree import attribute, child, children, number_of
from refcheck.safe_xml import Element

__all__ = ["WordStyles", "is_hidden", "is_superscript"]


class WordStyles:
    """What the styles of a document say of runs and paragraphs: only what matters here."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(one, "styleId") or "": one for one in children(root, "style")}
        self._lists: dict[str, tuple[str, int | None, str] | None] = {}
        self._runs: dict[str, tuple[bool | None, bool | None]] = {}

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        while style in self._styles and len(chain) < 20:
            chain.append(self._styles[style])
            based = child(chain[-1], "basedOn")
            style = (attribute(based, "val") or "") if based is not None else ""
        return chain

    def list_of(self, style: str) -> tuple[str, int | None, str] | None:
        """Returns the list that a paragraph style belongs to: its number, level, and the style
        itself."""
        if style not in self._lists:
            found = None
            for one in self._chain(style):
                properties = child(one, "pPr", "numPr")
                number = child(properties, "numId")
                if number is not None:
                    level = number_of(child(properties, "ilvl"))
                    found = (attribute(number, "val") or "", level, attribute(one, "styleId") or "")
                    break
            self._lists[style] = found
        return self._lists[style]

    def run(self, style: str) -> tuple[bool | None, bool | None]:
        """Returns whether text in a style is superscript, and is hidden; None where it does not
        say."""
        if style not in self._runs:
            superscript = hidden = None
            for one in self._chain(style):
                properties = child(one, "rPr")
                superscript = is_superscript(properties) if superscript is None else superscript
                hidden = is_hidden(properties) if hidden is None else hidden
            self._runs[style] = (superscript, hidden)
        return self._runs[style]


def is_superscript(properties: Element | None) -> bool | None:
    """Returns whether properties of a run make it superscript; None where they do not say."""
    align = child(properties, "vertAlign")
    return None if align is None else attribute(align, "val") == "superscript"


def is_hidden(properties: Element | None) -> bool | None:
    """Returns whether properties of a run hide it; None where they do not say."""
    hidden = child(properties, "vanish")
    if hidden is None:
        return None
    return (attribute(hidden, "val") or "true").lower() not in {"0", "false", "off"}

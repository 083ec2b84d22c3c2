"""Tables and captions that follow a list and are not part of it."""

from __future__ import annotations

from typing import Final

from refcheck.extraction.reference_list.likelihood import NAME_AT_START, likelihood
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.thresholds import (
    CAPTION_LIKELIHOOD,
    CAPTION_LINES,
    HEADING_CHARACTERS,
    TABLE_ROW_LIKELIHOOD,
)
from refcheck.text.patterns import lazy_regex

__all__ = ["exhibit_begins"]

# "Table 2. Baseline characteristics", "Figure S1: ...", "Abb. 3", "Appendix A".
_CAPTION: Final = lazy_regex(
    r"(?:(?:Supplementa(?:ry|l)|Extended Data|Online)\s)?"
    r"(?:Fig(?:ure)?s?|FIGURES?|Tables?|TABLES?|Charts?|Box|Appendi(?:x|ces)|APPENDIX|Annex|Exhibit|Schemes?"
    r"|Plates?|Maps?|Graph|Panel|Video|Tab(?:elle|la|ela)?|Abb(?:ildung)?|Cuadro|Quadro|Gráfico|Figura"
    r"|Tableau|Bild|Tafel|Anhang|Anexo)\.?\s{0,2}(?:[A-Z]?\d{1,3}|[IVX]{1,5}|[A-Z])(?:[.:)|–—-]|\s|\Z)"
)
_CELL: Final = lazy_regex(r"\S\s{3,}(?=\S)|\S\t\s*(?=\S)")


def exhibit_begins(lines: Lines, line: int) -> bool:
    """Returns whether a caption or a table begins at a line that begins a block."""
    if not 0 < lines.length(line) <= 4 * HEADING_CHARACTERS:
        return False
    if line > 0 and not lines.blank(line - 1) and not lines.begins_page(line):
        return False
    if _CAPTION.match(lines.document.text, lines.start[line], lines.end[line]):
        return True
    return _is_table(lines, line) or _is_above_table(lines, line)


def _is_above_table(lines: Lines, line: int) -> bool:
    """Returns whether a block of few lines that is not a reference comes right before a table."""
    stop = line
    while stop < len(lines) and not lines.blank(stop) and stop - line <= CAPTION_LINES:
        stop += 1
    if stop - line > CAPTION_LINES or not _is_table(lines, lines.next_filled(stop)):
        return False
    block = " ".join(lines.text(one) for one in range(line, stop))
    return NAME_AT_START.match(block) is None and likelihood(block) < CAPTION_LIKELIHOOD


def _is_table(lines: Lines, line: int) -> bool:
    """Returns whether two rows of a table begin at a line: words far apart, in three columns."""
    return line + 1 < len(lines) and all(_is_row(lines, one) for one in (line, line + 1))


def _is_row(lines: Lines, line: int) -> bool:
    text = lines.text(line)[: 2 * HEADING_CHARACTERS]
    return len(_CELL.findall(text)) > 1 and likelihood(text) < TABLE_ROW_LIKELIHOOD

"""Lists of titles with addresses, of addresses or of identifiers: each of them ends an entry."""

from __future__ import annotations

from typing import Final

from refcheck.extraction.reference_list.candidates import ListJudge
from refcheck.extraction.reference_list.surroundings.link_text import leading_marks
from refcheck.extraction.reference_list.unlabelled.listed import ends_in_address
from refcheck.extraction.reference_list.unlabelled.rows import ListRows
from refcheck.extraction.thresholds import ADDRESS_ENTRY_ROWS, FEWEST_ADDRESS_ROWS
from refcheck.text.patterns import lazy_regex

__all__ = ["cut_at_addresses"]

_BULLET: Final = lazy_regex(r"[•▪◦*–-]\s")


def cut_at_addresses(judge: ListJudge, rows: ListRows) -> list[range]:
    """Returns the rows of a list cut after each address or identifier; empty where few have one."""
    ends = [
        ends_in_address(row.text) or judge.is_link(start, start + len(row.text))
        for row, start in zip(rows.rows, rows.starts, strict=True)
    ]
    if sum(ends) < FEWEST_ADDRESS_ROWS:
        return []
    pieces: list[range] = []
    begin = 0
    for place, row in enumerate(rows.rows):
        new = place > begin and (_begins(row.text) or place - begin >= ADDRESS_ENTRY_ROWS)
        if new or (place > begin and row.relation == "item"):
            pieces.append(range(begin, place))
            begin = place
        if ends[place]:
            pieces.append(range(begin, place + 1))
            begin = place + 1
    if begin < len(rows.rows):
        pieces.append(range(begin, len(rows.rows)))
    return pieces


def _begins(text: str) -> bool:
    return bool(leading_marks(text)) and _BULLET.match(text) is not None

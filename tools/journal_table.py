"""Make the table of journals that is built in from a list of NLM's catalogue.

    python tools/journal_table.py CATALOGUE.csv.gz [--more LIST.csv.gz...] --date 2021

The catalogue has the columns title, abbreviation, medline_2021 and pmc_2021 ("1" where MEDLINE or
PubMed Central takes the journal). Further lists add journals and names: with a column medline_ta
(and title, iso_abbrev) those that PubMed records name, else of titles and abbreviations. The same
lists give the same file.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from refcheck.journals.table import Journal, read_table, table_bytes

_TARGET = Path(__file__).parents[1] / "src/refcheck/journals/nlm.table"
_NAMED = ("abbreviation", "medline_ta", "title")
_NAMES = frozenset(_NAMED)
# Two names in one field ("A|B"), and servers for preprints, which are not journals.
_NO_NAME = re.compile(r"\||\[preprint\]", re.IGNORECASE)
_NOTICE = (
    "This product uses publicly available data from the U.S. National Library of Medicine (NLM),"
    " National Institutes of Health, Department of Health and Human Services; NLM is not"
    " responsible for the product and does not endorse or recommend this or any other product."
)


def journals(path: Path) -> Iterator[tuple[Journal, tuple[str, ...]]]:
    """The journals of a list with their other names; a list without a header has title and name."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows: Iterator[list[str]] = csv.reader(lines)
        header = next(rows)
        if not _NAMES.intersection(header):
            header, rows = ["title", "abbreviation"], chain([header], rows)
        for row in rows:
            fields = {name: " ".join(text.split()) for name, text in zip(header, row, strict=False)}
            name = next((fields[each] for each in _NAMED if fields.get(each)), "")
            if name and not _NO_NAME.search(name):
                others = (fields.get("title", ""), fields.get("iso_abbrev", ""))
                yield Journal(name, _is_in_use(fields)), tuple(filter(None, others))


def _is_in_use(fields: Mapping[str, str]) -> bool:
    """Whether a list says that MEDLINE or PubMed Central takes a journal, or PubMed cites it."""
    if "medline_ta" in fields:
        return True
    return "1" in (fields.get("medline_2021"), fields.get("pmc_2021"))


def main() -> None:
    """Make the table that the command line asks for, and say how large it is."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("catalogue", type=Path)
    options.add_argument("--more", type=Path, nargs="+", default=[], help="further lists")
    options.add_argument("--date", required=True, help="of the catalogue")
    options.add_argument("-o", "--output", type=Path, default=_TARGET)
    chosen = options.parse_args()
    notes = {"source": "NLM Catalog", "date": chosen.date, "notice": _NOTICE}
    found = [each for path in (chosen.catalogue, *chosen.more) for each in journals(path)]
    content = gzip.decompress(table_bytes(sorted(found, key=lambda each: each[0].name), notes))
    chosen.output.write_bytes(content)
    print(f"{chosen.output}: {len(read_table(content)):,} journals, {len(content):,} bytes")


if __name__ == "__main__":
    main()

"""Write the keys of the names of journals that are written by hand, for `refcheck.journals.names`.

    python tools/write_journal_keys.py

To be run whenever one of renames.tsv and aliases.tsv has changed, or how a key is made.
"""

from __future__ import annotations

from pathlib import Path

from refcheck.journals.names import written_names
from refcheck.journals.table import whole_key

_TARGET = Path(__file__).parents[1] / "src/refcheck/journals/keys.tsv"
_NOTE = "# Made by tools/write_journal_keys.py: a key, NLM's names of its journals.\n"


def main() -> None:
    """Write the file."""
    journals: dict[str, dict[str, None]] = {}
    for name, journal in written_names():
        journals.setdefault(whole_key(name), {})[journal] = None
    lines = ("\t".join((key, *names)) + "\n" for key, names in sorted(journals.items()))
    _TARGET.write_text(_NOTE + "".join(lines), encoding="utf-8")
    print(f"{_TARGET}: {len(journals):,} keys")


if __name__ == "__main__":
    main()

"""`python -m benchmarks.accuracy.outside.share FOLDER`

Reads whole lists of references (JSON files with `journal` and `references`), and says of which
kinds those are that PubMed does not list, who is asked about them, and which share can be expected
to be decided. Nothing is asked. An article counts as medical if PubMed takes its journal.

The shares expected of each kind are estimates, made from what the services list; only somebody with
a network can measure them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from refcheck.compare.papers import is_meeting_paper
from refcheck.journals.authority import find_journals
from refcheck.lookup.further import FurtherSource
from refcheck.lookup.pubmed.coverage import scope
from refcheck.model.outcome import Unmatched
from refcheck.model.record import WorkType
from refcheck.model.reference import Reference
from refcheck.pipeline.documents import prepare_strings
from refcheck.pipeline.provider import open_doi_lookup, open_further_sources
from refcheck.settings import Settings

_PUBMED: Final = "journal that PubMed takes"
# Kind -> the share that is expected to be decided, and why the rest is not.
_EXPECTED: Final[Mapping[str, tuple[float, str]]] = {
    _PUBMED: (0.97, "years that PubMed does not cover, abstracts, misprints"),
    "other journal": (0.75, "old volumes and small publishers without DOIs"),
    "book": (0.70, "small presses and other languages"),
    "chapter": (0.45, "only its book is listed, in one of four"),
    "conference paper": (0.55, "abstracts of meetings, and proceedings that were never registered"),
    "report": (0.35, "ministries and bodies that no catalogue has"),
    "thesis": (0.20, "most universities deposit nowhere"),
    "preprint": (0.90, "servers without DOIs"),
    "data or software": (0.45, "packages and accession numbers without DOIs"),
    "trial": (0.95, "other registries"),
    "web page": (0.0, "at most that there is the page (`--links`)"),
    "law, standard, patent, newspaper": (0.0, "no source lists them"),
    "not clear": (0.3, "the string does not say what it is"),
}
_WITH_DOI: Final = 0.97  # where a DOI is printed: the rest is misprinted or not shown by its agency
_KINDS: Final[Mapping[WorkType, str]] = {
    WorkType.BOOK: "book",
    WorkType.CHAPTER: "chapter",
    WorkType.PAPER_CONFERENCE: "conference paper",
    WorkType.REPORT: "report",
    WorkType.THESIS: "thesis",
    WorkType.PREPRINT: "preprint",
    WorkType.DATASET: "data or software",
    WorkType.SOFTWARE: "data or software",
    WorkType.WEBPAGE: "web page",
    WorkType.STANDARD: "law, standard, patent, newspaper",
    WorkType.PATENT: "law, standard, patent, newspaper",
    WorkType.ARTICLE_NEWSPAPER: "law, standard, patent, newspaper",
}


@dataclass(slots=True)
class Share:
    """The references of one kind."""

    number: int = 0
    with_doi: int = 0
    with_other: int = 0  # an ISBN, or the number of a trial or a page of the Bookshelf
    unasked: int = 0
    decided: float = 0.0
    asked: Counter[str] = field(default_factory=Counter)


def kind_of(reference: Reference) -> str:
    """Returns of which kind the work is, for this count."""
    cited = reference.record
    if any(number.upper().startswith("NCT") for number in cited.numbers):
        return "trial"
    if is_meeting_paper(cited):
        return "conference paper"
    if cited.type is not WorkType.ARTICLE_JOURNAL:
        return _KINDS.get(cited.type, "not clear")
    journal = cited.container_title
    if journal is None:
        return "not clear"
    in_use = any(found.in_use for found in find_journals(journal))
    is_outside = scope(Unmatched(reference=reference)).outside is not None
    return "other journal" if is_outside or not in_use else _PUBMED


def counted(references: Sequence[Reference], sources: Sequence[FurtherSource]) -> dict[str, Share]:
    """Returns the references by kind, and what each source would be asked."""
    shares: dict[str, Share] = defaultdict(Share)
    for reference in references:
        cited, kind = reference.record, kind_of(reference)
        share = shares[kind]
        share.number += 1
        share.with_doi += cited.doi is not None
        share.with_other += bool(cited.isbn or cited.numbers)
        expected = _EXPECTED[kind][0]
        share.decided += _WITH_DOI if cited.doi and kind != _PUBMED else expected
        if kind == _PUBMED:
            continue
        asked = [each.name for each in sources if each.takes(reference)]
        if cited.doi:
            asked.insert(0, "DOI")
        share.asked.update(asked)
        share.unasked += not asked
    return shares


def _is_medical(journal: str | None) -> bool:
    return any(found.in_use for found in find_journals(journal or ""))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, count, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.outside.share")
    parser.add_argument("folder", type=Path, help="lists as JSON files")
    parser.add_argument("--all", action="store_true", help="articles of all fields")
    options = parser.parse_args(arguments)
    lists = [json.loads(path.read_text("utf-8")) for path in sorted(options.folder.glob("*.json"))]
    chosen = [
        each["references"]
        for each in lists
        if each.get("references") and (options.all or _is_medical(each.get("journal")))
    ]
    settings = Settings(sources=("all",), offline=True)
    sources = open_further_sources(settings, dois=open_doi_lookup(settings))
    references = [one for strings in chosen for one in prepare_strings(strings).references]
    shares = counted(references, sources)
    head = ("kind", "references", "%", "DOI", "other number", "asked of", "nobody asked")
    print(f"| {' | '.join((*head, 'expected decided', 'why not the rest'))} |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    total = len(references)
    for kind, (_, why) in _EXPECTED.items():
        share = shares.get(kind, Share())
        asked = ", ".join(f"{name} {count}" for name, count in share.asked.most_common(5))
        cells = f"{share.number} | {100 * share.number / total:.1f} | {share.with_doi}"
        cells += f" | {share.with_other} | {asked} | {share.unasked} | {share.decided:.0f} | {why}"
        print(f"| {kind} | {cells} |")
    decided = sum(share.decided for share in shares.values())
    outside = total - shares[_PUBMED].number
    behind = decided - shares[_PUBMED].decided
    print(f"\n{len(chosen)} lists, {total} references, {outside} outside PubMed.")
    print(f"Expected to be decided: {behind:.0f} of these, {100 * decided / total:.1f} % of all.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

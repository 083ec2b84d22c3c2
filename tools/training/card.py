"""Writes the model card: data, licences, splits, scores, calibration, weaknesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import FIELDS, FieldScores
from training.corpus import may_train

__all__ = ["score_table", "write"]

_LICENCES = {
    "jats-mixed": "open-access articles (CC BY, CC BY-NC, CC0), each article's own",
    "jats-mixed-joined": "open-access articles (CC BY, CC BY-NC, CC0), each article's own",
    "jats-pair": "SciELO articles (CC BY, CC BY-NC), packtools BSD-2-Clause",
    "anystyle-core": "BSD-2-Clause",
    "grobid": "Apache-2.0",
}
_HEAD = """# Model card: the labeller of reference strings

Written by `tools/train_parser.py`; do not edit by hand.

**What it is.** A linear-chain conditional random field (python-crfsuite, L-BFGS) that labels the
tokens of one reference string with the field each belongs to. Identifiers are cut out first and
ordered normalisers make the record; see [parsing](parsing.md). Model file: {size:.2f} MB.
No text of the training data is in the package.

**What it is for.** Bibliographic references of scholarly articles, above all of medicine and
biology, in the languages that use the Latin script. It is not for body text:
`refcheck extract` finds the references in that.
"""
_TAIL = """## Gazetteers

A table of 45,000 journal names was tried and gained nothing once the rendered records are there;
see [parsing](parsing.md#what-was-tried). The hundred-odd places of
publication are a word class in the list of features. There is no gazetteer of personal names.

## Known weaknesses

- Kept for training are only strings whose labels explain nearly the whole string: untidy
  references are rarer here than in the wild, and real scores will be lower.
- Journal articles prevail. Reports, theses, laws, web pages and patents are few; their type is told
  from words that name the kind.
- German and humanities styles that print a place and no publisher ("Titel, Opladen."), volumes of a
  series, and newspapers are the weakest spot: see the EXCITE rows.
- Author blocks of AnyStyle and GROBID are not split by their sources; for training they were split
  by a rule where they are plain, and left out elsewhere.
- Chinese, Japanese and Korean references were hardly seen; they keep their identifiers, years and
  pages, seldom all names.
- Words for "and", "and others", volume, issue and pages of some twenty languages were rendered, but
  whole references only in English, German, French, Spanish, Portuguese and Italian are among the
  labelled strings.
- A title that holds a reference itself ("Comment on: Smith J. ... Lancet 2010") is often cut.
- Several per cent of the labels are wrong (an editor among the authors, a page tagged as volume,
  "[Internet]" as part of a journal's name), so that a perfect parser would stay below 1.0.
"""


def score_table(tallies: Mapping[str, FieldScores]) -> str:
    """A Markdown table of the tallies, `all` first."""
    head = ["", "strings", "macro F1", "whole", *FIELDS]
    rows = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    for name in sorted(tallies, key=lambda name: (name != "all", name)):
        tally = tallies[name]
        cells = [name, str(tally.references), f"{tally.macro_f1:.4f}", f"{tally.share_whole:.4f}"]
        cells += ["-" if (f1 := tally.f1(field)) is None else f"{f1:.3f}" for field in FIELDS]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def write(
    target: Path,
    *,
    tables: Mapping[str, Mapping[str, FieldScores]],
    entries: Sequence[Mapping[str, Any]],
    sequences: int,
    reliability: str,
    model: Path,
    parameters: Mapping[str, object],
) -> None:
    """Writes the card with the figures of this training."""
    parts = [
        _HEAD.format(size=model.stat().st_size / 1e6),
        "## Data\n\n" + _data_table(entries),
        f"The model was trained on {sequences:,} sequences: the labelled strings that may be used, "
        "and records rendered in the styles of `tools/training/styles.py` with the noise that "
        "scanning and copying make (a third each: PubMed records exported by NLM as XML or MEDLINE "
        "text, the training strings' own records, and books and chapters). Parameters: "
        + ", ".join(f"`{name}` {value}" for name, value in parameters.items())
        + ".",
        "## Scores\n\nFive folds by source document: no string of a document is parsed by a model "
        "that saw another string of it. EXCITE and CERMINE were never trained on, in any fold.\n\n"
        "By source:\n\n" + score_table(tables["source"]),
        "By group (`biomed` is the figure for a tool aimed at PubMed):\n\n"
        + score_table(tables["group"]),
        "By type of work, as the sources name it:\n\n" + score_table(tables["type"]),
        "## Calibration\n\nOf the references that were said to be wholly right with a confidence "
        "in the range, how many were (measured on the held-out folds):\n\n" + reliability,
        _TAIL,
    ]
    target.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")


def _data_table(entries: Sequence[Mapping[str, Any]]) -> str:
    used: Counter[str] = Counter()
    scored: Counter[str] = Counter()
    for entry in entries:
        (used if may_train(entry) else scored)[entry["source"]] += 1
    rows = ["| source | trained on | scored only | licence |", "| --- | ---: | ---: | --- |"]
    rows += [
        f"| {name} | {used[name] or '-'} | {scored[name] or '-'} | "
        f"{_LICENCES.get(name, 'not licensed for it')} |"
        for name in sorted({*used, *scored})
    ]
    return "\n".join(rows)

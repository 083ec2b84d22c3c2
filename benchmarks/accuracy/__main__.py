"""`python -m benchmarks.accuracy RECORDS --references 5000 --seed 1`

Makes articles from the real records of RECORDS (JSON Lines), runs `refcheck check` on them against
a local service that holds all of the records, and measures how right the report is.

`--printed PAIRS` checks references that real authors printed instead, each with the PMID that its
publisher tagged; `--judged ALARMS` says which of the alarms are right.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from .articles import Article
from .csl_styles import csl_styles
from .measure import judge_articles
from .plan import Plan, make_articles
from .plants import judge_plants, plants, plants_table
from .printed import VARIANTS, as_articles, judge, load_judgements, load_printed
from .printed_report import as_json, figures_of, printed_table
from .records import load_journals, load_records, with_journals
from .references import Rates
from .repeats import Mean, mean_of
from .report import examples, figures, table
from .run import Checked, check, kept, service, write_articles
from .speed import matching_speed
from .styles import STYLES

_LENGTH = 30  # references in each of the articles that requests are counted on
_SINGLES = 20  # of these are checked one by one
_GROUP, _GROUPS = 20, 5  # and so many together, so many times
_REPEATS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, run, measure, print."""
    options = _options(arguments)
    if options.printed:
        return _printed(options)
    if options.plants:
        return _plants(options)
    records = with_journals(load_records(options.records), load_journals(options.journals))
    rates = Rates(
        errors=options.error_rate,
        invented=options.invented,
        outside=options.outside,
        even=options.even,
        real_forms=options.real_forms,
    )
    if options.csl:
        STYLES.update(csl_styles(options.csl, random.Random(options.seed)))
    styles = tuple(name for name in STYLES if name.startswith("csl ")) if options.csl else ()
    plan = Plan(
        references=options.references,
        seed=options.seed,
        rates=rates,
        length=options.length,
        styles=styles,
    )
    articles = make_articles(records, plan)
    by_pmid = {record.pmid: record for record in records}
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        speeds: dict[str, Mean] = {}
        if options.reuse:
            checked = kept(folder / "cache")
        else:
            checked, speeds = _run(articles, plan, folder, options)
        judged, strays, alarms = judge_articles(articles, checked.report, by_pmid)
    result = figures(judged, strays, alarms, speeds)
    if options.show:
        label, most = options.show
        print("\n".join(examples(judged, label, int(most), by_pmid)))
    else:
        print(result.as_json() if options.json else table(result))
    return 0


def _printed(options: argparse.Namespace) -> int:
    """Check the printed references in both variants, each with an empty cache; print."""
    references = load_printed(options.printed)
    judgements = load_judgements(options.judged)
    measured = {}
    with tempfile.TemporaryDirectory() as scratch, service(options.records, ()) as address:
        for variant in VARIANTS:
            folder = (options.keep or Path(scratch)) / variant
            articles = as_articles(references, variant)
            write_articles(articles, folder / "articles")
            checked = check(folder / "articles", folder / "cache", address)
            measured[variant] = figures_of(judge(articles, checked.report, variant, judgements))
    if options.json:
        print(as_json(measured))
    else:
        print(printed_table(measured, judged=bool(judgements)))
    return 0


def _plants(options: argparse.Namespace) -> int:
    """Check entries of which half are planted with errors; print."""
    records = with_journals(load_records(options.records), load_journals(options.journals))
    made = plants(records, options.plants, options.seed)
    with (
        tempfile.TemporaryDirectory() as scratch,
        service(options.records, options.journals) as address,
    ):
        folder = options.keep or Path(scratch)
        write_articles(made.articles, folder / "articles")
        report = check(folder / "articles", folder / "cache", address).report
    alarms, errors, look_at = judge_plants(made, report)
    if options.json:
        rates = {"alarms": alarms, "errors": errors}
        print(json.dumps({name: {k: asdict(v) for k, v in r.items()} for name, r in rates.items()}))
    else:
        print(plants_table(alarms, errors), *look_at, sep="\n")
    return 0


def _run(
    articles: Sequence[Article], plan: Plan, folder: Path, options: argparse.Namespace
) -> tuple[Checked, dict[str, Mean]]:
    """Check with an empty cache; then count requests, and measure speed offline from the cache."""
    count = sum(len(article.references) for article in articles)
    write_articles(articles, folder / "articles")
    with service(options.records, options.journals) as address:
        first = check(folder / "articles", folder / "cache", address)
        asked = sum(first.requests.values()) / count
        speeds = {
            f"requests per reference, {len(articles)} articles": mean_of([asked]),
            **{f"... {name}": mean_of([number / count]) for name, number in first.requests.items()},
        }
        if options.quick:
            return first, speeds
        speeds |= _requests(plan, folder, address, options)
    again = [check(folder / "articles", folder / "cache", None) for _ in range(_REPEATS)]
    matched = [matching_speed(folder / "articles", folder / "cache") for _ in range(_REPEATS)]
    speeds |= {
        "references per second of processor, empty cache": mean_of([count / first.seconds]),
        "references per second of processor, answers cached": mean_of(
            [count / checked.seconds for checked in again]
        ),
        "references per second of processor, matching and checks": mean_of(matched),
    }
    return first, speeds


def _requests(
    plan: Plan, folder: Path, address: str, options: argparse.Namespace
) -> dict[str, Mean]:
    """Requests per reference of articles checked alone and in groups, each with an empty cache."""
    records = with_journals(load_records(options.records), load_journals(options.journals))
    whole = replace(
        plan, references=_LENGTH * _GROUP * _GROUPS, seed=plan.seed + 10**6, length=_LENGTH
    )
    articles = make_articles(records, whole)
    groups = [articles[at * _GROUP : (at + 1) * _GROUP] for at in range(_GROUPS)]
    measured = {
        f"requests per reference, one article of {_LENGTH}": [
            [each] for each in articles[:_SINGLES]
        ],
        f"requests per reference, {_GROUP} articles of {_LENGTH}": groups,
    }
    return {
        name: mean_of([_asked(group, folder / "part", address) for group in parts])
        for name, parts in measured.items()
    }


def _asked(articles: Sequence[Article], folder: Path, address: str) -> float:
    write_articles(articles, folder / "articles")
    requests = check(folder / "articles", folder / "cache", address).requests
    return sum(requests.values()) / sum(len(article.references) for article in articles)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description=(__doc__ or "").split("\n\n", 1)[1],
    )
    parser.add_argument("records", type=Path, help="JSON Lines, one record a line (.gz too)")
    parser.add_argument(
        "--journals", type=Path, action="append", default=[], help="CSV of title,abbreviation"
    )
    parser.add_argument("--references", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=int, help="references in every list; without it 8 to 60")
    parser.add_argument(
        "--error-rate", type=float, default=0.3, help="share of erroneous references"
    )
    parser.add_argument(
        "--invented", type=float, default=1 / 12, help="share of made-up references"
    )
    parser.add_argument(
        "--outside", type=float, default=1 / 20, help="share of works that PubMed does not list"
    )
    parser.add_argument(
        "--real-forms", type=float, default=0.15, help="share of references as real articles have"
    )
    parser.add_argument("--even", action="store_true", help="errors in all fields alike")
    parser.add_argument(
        "--csl", type=int, default=0, metavar="N", help="in N real styles (needs citeproc-py)"
    )
    parser.add_argument(
        "--printed", type=Path, metavar="PAIRS", help="check these printed references instead"
    )
    parser.add_argument(
        "--plants", type=int, metavar="N", help="check N entries in BibTeX, half of them planted"
    )
    parser.add_argument(
        "--judged",
        type=Path,
        action="append",
        default=[],
        metavar="ALARMS",
        help="what was judged of alarms on --printed",
    )
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument(
        "--show", nargs=2, metavar=("LABEL", "N"), help="examples of a fault or a rule"
    )
    parser.add_argument("--keep", type=Path, help="a folder for articles, cache and report")
    parser.add_argument("--reuse", action="store_true", help="judge the report kept by --keep")
    parser.add_argument("--quick", action="store_true", help="one run, without the speeds")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())

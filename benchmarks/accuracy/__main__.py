"""`python -m benchmarks.accuracy RECORDS --references 5000 --seed 1`

Makes articles from the real records of RECORDS (JSON Lines), runs `refcheck check` on them against
a local service that holds all of the records, and measures how right the report is.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .articles import Article
from .measure import judge_articles
from .plan import Plan, make_articles
from .records import load_journals, load_records, with_journals
from .references import Rates
from .report import examples, figures, table
from .run import Checked, check, kept, service, write_articles
from .speed import matching_speed

_ONE_ARTICLE = 30
_SINGLES = 5  # articles of 30 references for the requests of one article


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, run, measure, print."""
    options = _options(arguments)
    records = with_journals(load_records(options.records), load_journals(options.journals))
    rates = Rates(errors=options.error_rate, invented=options.invented, even=options.even)
    plan = Plan(references=options.references, seed=options.seed, rates=rates)
    articles = make_articles(records, plan)
    by_pmid = {record.pmid: record for record in records}
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        speeds: dict[str, float] = {}
        if options.reuse:
            checked = kept(folder / "cache")
        else:
            checked, speeds = _run(articles, folder, options)
        judged, strays, alarms = judge_articles(articles, checked.report, by_pmid)
    result = figures(judged, strays, alarms, speeds)
    if options.show:
        label, most = options.show
        print("\n".join(examples(judged, label, int(most), by_pmid)))
    else:
        print(result.as_json() if options.json else table(result))
    return 0


def _run(
    articles: Sequence[Article], folder: Path, options: argparse.Namespace
) -> tuple[Checked, dict[str, float]]:
    """Check with an empty cache, then offline from the cache, then single articles."""
    count = sum(len(article.references) for article in articles)
    write_articles(articles, folder / "articles")
    with service(options.records, options.journals) as address:
        first = check(folder / "articles", folder / "cache", address)
        speeds = {
            f"requests per reference, {len(articles)} articles": sum(first.requests.values())
            / count,
            **{f"... {name}": number / count for name, number in first.requests.items()},
            "references per second, empty cache": count / first.seconds,
        }
        if options.quick:
            return first, speeds
        speeds[f"requests per reference, one article of {_ONE_ARTICLE}"] = _singles(
            articles, folder, address
        )
    again = check(folder / "articles", folder / "cache", None)
    speeds["references per second, answers cached, whole path"] = count / again.seconds
    speeds["references per second, answers cached, matching and checks"] = matching_speed(
        folder / "articles", folder / "cache"
    )
    return first, speeds


def _singles(articles: Sequence[Article], folder: Path, address: str) -> float:
    """Requests per reference of articles checked alone, those nearest to the usual length."""
    near = sorted(articles, key=lambda article: abs(len(article.references) - _ONE_ARTICLE))
    requests, references = 0, 0
    for number, article in enumerate(near[:_SINGLES]):
        write_articles([article], folder / f"single{number}")
        alone = check(folder / f"single{number}", folder / f"single-cache{number}", address)
        requests += sum(alone.requests.values())
        references += len(article.references)
    return requests / references


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
    parser.add_argument(
        "--error-rate", type=float, default=0.3, help="share of erroneous references"
    )
    parser.add_argument(
        "--invented", type=float, default=1 / 12, help="share of made-up references"
    )
    parser.add_argument("--even", action="store_true", help="errors in all fields alike")
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

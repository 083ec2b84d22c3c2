"""`python -m benchmarks.accuracy RECORDS --references 5000 --seed 1`

Makes articles from the real records of RECORDS (JSON Lines), runs `refcheck check` on them against
a local service that holds all of the records, and measures how right the report is.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .articles import Article, make_article
from .entries import Reference
from .measure import judge_articles
from .mistakes import Pool
from .records import Record, load_journals, load_records, with_journals
from .references import (
    Rates,
    choose_habit,
    is_usable,
    print_invention,
    print_record,
)
from .report import examples, figures, table
from .run import Checked, check, kept, service, write_articles

_LIST_LENGTHS = (8, 60)
_ONE_ARTICLE = 30
_SINGLES = 5  # articles of 30 references for the requests of one article


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to make. Shares of sources keep old and complete records from drowning."""

    references: int
    seed: int
    rates: Rates


def make_articles(records: Sequence[Record], plan: Plan) -> list[Article]:
    """Articles with so many references in all; the same ones for the same plan."""
    chance = random.Random(plan.seed)
    usable = [record for record in records if is_usable(record)]
    pool = Pool.of(usable)
    cited = _draw(usable, plan.references, chance)
    articles: list[Article] = []
    left = plan.references
    while left > 0:
        length = min(left, chance.randint(*_LIST_LENGTHS))
        articles.append(_article(len(articles), length, cited, pool, plan.rates, chance))
        left -= length
    return articles


def _draw(usable: Sequence[Record], count: int, chance: random.Random) -> Iterator[Record]:
    """Records to cite, none twice before all were cited; complete ones (XML) come more often."""
    whole = [record for record in usable if record.source in ("xml", "medline-text")]
    rest = [record for record in usable if record.source not in ("xml", "medline-text")]
    chance.shuffle(whole)
    chance.shuffle(rest)
    share = min(0.4, len(whole) / max(count, 1))
    while True:
        first, second = iter(whole), iter(rest)
        while True:
            record = next(first if chance.random() < share else second, None)
            if record is None:
                break
            yield record


def _article(
    number: int,
    length: int,
    cited: Iterator[Record],
    pool: Pool,
    rates: Rates,
    chance: random.Random,
) -> Article:
    habit = choose_habit(chance)
    references: list[Reference] = []
    for _ in range(length):
        if chance.random() < rates.invented:
            references.append(print_invention(habit, pool, chance))
        else:
            references.append(print_record(next(cited), habit, pool, rates, chance))
    suffix = "md" if chance.random() < 0.15 else "txt"
    return make_article(f"article{number:04}.{suffix}", references, habit, chance)


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

"""References to works that PubMed does not list: books, theses, reports, web pages and the like.

Nobody may call one of them made up. Books are real ones; the other kinds are made of real bodies,
publishers and journals, and of titles in the wording of their kind.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from .entries import Habit
from .inventions import subject
from .pool import Pool
from .printing import compact, family_first, given_first, listed
from .records import Name

__all__ = ["CONFERENCES", "OTHER_WORKS", "UNLISTED", "print_other_work"]

# authors, title, edition, place, publisher, year
_BOOKS = (
    ("Kumar V, Abbas AK, Aster JC", "Robbins and Cotran pathologic basis of disease", 9,
     "Philadelphia", "Elsevier Saunders", 2015),
    ("Alberts B, Johnson A, Lewis J, Raff M, Roberts K, Walter P",
     "Molecular biology of the cell", 5, "New York", "Garland Science", 2008),
    ("Hosmer DW, Lemeshow S, Sturdivant RX", "Applied logistic regression", 3, "Hoboken", "Wiley",
     2013),
    ("Rothman KJ, Greenland S, Lash TL", "Modern epidemiology", 3, "Philadelphia",
     "Lippincott Williams & Wilkins", 2008),
    ("Cohen J", "Statistical power analysis for the behavioral sciences", 2, "Hillsdale",
     "Lawrence Erlbaum Associates", 1988),
    ("Beauchamp TL, Childress JF", "Principles of biomedical ethics", 7, "New York",
     "Oxford University Press", 2013),
    ("Kandel ER, Schwartz JH, Jessell TM", "Principles of neural science", 4, "New York",
     "McGraw-Hill", 2000),
    ("Sambrook J, Russell DW", "Molecular cloning: a laboratory manual", 3, "Cold Spring Harbor",
     "Cold Spring Harbor Laboratory Press", 2001),
    ("Altman DG", "Practical statistics for medical research", 1, "London", "Chapman and Hall",
     1991),
    ("Sadock BJ, Sadock VA, Ruiz P", "Kaplan and Sadock's synopsis of psychiatry", 11,
     "Philadelphia",
     "Wolters Kluwer", 2015),
    ("Murray JF, Nadel JA", "Textbook of respiratory medicine", 3, "Philadelphia", "WB Saunders",
     2000),
    ("Nunnally JC, Bernstein IH", "Psychometric theory", 3, "New York", "McGraw-Hill", 1994),
    ("Bandura A", "Self-efficacy: the exercise of control", 1, "New York", "WH Freeman", 1997),
    ("Kahneman D", "Thinking, fast and slow", 1, "New York", "Farrar, Straus and Giroux", 2011),
    ("Kuhn TS", "The structure of scientific revolutions", 2, "Chicago",
     "University of Chicago Press", 1970),
    ("Borenstein M, Hedges LV, Higgins JPT, Rothstein HR", "Introduction to meta-analysis", 1,
     "Chichester",
     "Wiley", 2009),
    ("Therneau TM, Grambsch PM", "Modeling survival data: extending the Cox model", 1, "New York",
     "Springer", 2000),
    ("Guyton AC, Hall JE", "Textbook of medical physiology", 11, "Philadelphia",
     "Elsevier Saunders", 2006),
    ("Goffman E", "Stigma: notes on the management of spoiled identity", 1, "Englewood Cliffs",
     "Prentice-Hall", 1963),
    ("Rang HP, Dale MM, Ritter JM, Flower RJ", "Rang and Dale's pharmacology", 6, "Edinburgh",
     "Churchill Livingstone", 2007),
)  # fmt: skip
_PUBLISHERS = (
    ("Berlin", "Springer"), ("Cambridge", "Cambridge University Press"), ("Oxford",
     "Oxford University Press"),
    ("Stuttgart", "Thieme"), ("Amsterdam", "Elsevier"), ("Thousand Oaks", "Sage Publications"),
    ("Boca Raton", "CRC Press"), ("New York", "Guilford Press"), ("London", "Routledge"),
)  # fmt: skip
_BOOK_TITLES = (
    "Handbook of {0}", "Principles of {0}", "{1}: a practical guide", "{1} in clinical practice",
    "Understanding {0}", "The biology of {0}", "{1}: theory, research and practice",
)  # fmt: skip
_BODIES = (
    ("World Health Organization", "Geneva", "www.who.int/publications/i/item"),
    ("Centers for Disease Control and Prevention", "Atlanta", "www.cdc.gov/reports"),
    ("National Institute for Health and Care Excellence", "London", "www.nice.org.uk/guidance"),
    ("Organisation for Economic Co-operation and Development", "Paris", "www.oecd.org/health"),
    ("Department of Health", "London", "www.gov.uk/government/publications"),
    ("Australian Institute of Health and Welfare", "Canberra", "www.aihw.gov.au/reports"),
    ("Statistics Canada", "Ottawa", "www150.statcan.gc.ca/n1/pub"),
    ("Robert Koch-Institut", "Berlin", "www.rki.de/berichte"),
    ("European Medicines Agency", "Amsterdam", "www.ema.europa.eu/en/documents"),
    ("U.S. Food and Drug Administration", "Silver Spring", "www.fda.gov/media"),
    ("Ministry of Health and Family Welfare", "New Delhi", "main.mohfw.gov.in/sites"),
    ("World Bank", "Washington, DC", "data.worldbank.org/indicator"),
)  # fmt: skip
_REPORT_TITLES = (
    "Global report on {0}", "Guideline for the management of {0}", "{1}: annual report {y}",
    "National strategy for {0} {y}-{z}", "{1}: key facts", "Statistics on {0}, {y}",
)  # fmt: skip
_UNIVERSITIES = (
    ("University of Toronto", "Toronto"), ("Karolinska Institutet", "Stockholm"),
    ("University of Cape Town", "Cape Town"), ("Ludwig-Maximilians-Universität", "München"),
    ("University of Michigan", "Ann Arbor"), ("Universidade de São Paulo", "São Paulo"),
    ("University of Otago", "Dunedin"), ("Makerere University", "Kampala"),
)  # fmt: skip
UNLISTED = (
    "The American Economic Review", "The Journal of Finance", "Econometrica",
    "Journal of Marketing Research",
    "MIS Quarterly", "Academy of Management Journal", "Strategic Management Journal",
    "Tourism Management",
    "IEEE Transactions on Power Electronics", "IEEE Transactions on Antennas and Propagation",
    "Journal of Fluid Mechanics", "Automatica", "Journal of Structural Engineering",
    "Annals of Mathematics",
    "Journal of Business Ethics", "Energy Policy", "Journal of Modern History", "TESOL Quarterly",
    "Acta Materialia", "Journal of Political Economy", "Modern Law Review",
    "The Philosophical Review",
    "Journal of Management Information Systems", "Review of Educational Research", "Desalination",
    "Construction and Building Materials", "Journal of Hydrology",
    "Geophysical Journal International",
    "Indian Journal of Agronomy", "Zhongguo Quanke Yixue",
    "Journal of Hebei Traditional Chinese Medicine",
    "International Journal of Advanced Research in Nursing",
    "World Journal of Pharmacy and Pharmaceutics",
)  # fmt: skip
CONFERENCES = (
    "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
    "Advances in Neural Information Processing Systems 30",
    "Proceedings of the 32nd International Conference on Machine Learning",
    "Annual Meeting of the American Society of Nephrology",
    "CHI Conference on Human Factors in Computing Systems",
    "Proceedings of the 5th International Symposium on Soil Science", "ESICM Annual Congress",
)  # fmt: skip
_TOWNS = (
    "Honolulu",
    "Vienna",
    "San Diego",
    "Barcelona",
    "Lille",
    "Kyoto",
    "Glasgow",
    "Buenos Aires",
)
_PAPERS = ("The New York Times", "The Guardian", "Le Monde", "The Washington Post", "Der Spiegel")
_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")
_SOFTWARE = (
    ("R Core Team", "R: a language and environment for statistical computing",
     "Vienna: R Foundation for Statistical Computing", "https://www.R-project.org/"),
    ("StataCorp", "Stata statistical software: release 16", "College Station: StataCorp LLC", ""),
    ("IBM Corp.", "IBM SPSS Statistics for Windows, version 25.0", "Armonk: IBM Corp.", ""),
    ("SAS Institute Inc.", "SAS/STAT 9.4 user's guide", "Cary: SAS Institute Inc.", ""),
)  # fmt: skip
_DATED = frozenset({"apa6", "apa7", "harvard", "chicago", "cell", "springer", "frontiers", "cse"})


def print_other_work(habit: Habit, pool: Pool, chance: random.Random) -> tuple[str, str]:
    """The kind of one such reference, and the line that prints it."""
    kind = chance.choice(list(OTHER_WORKS))
    return kind, " ".join(OTHER_WORKS[kind](habit, pool, chance).split())


# --- parts ----------------------------------------------------------------------------------------


def _people(habit: Habit, pool: Pool, chance: random.Random, most: int = 4) -> str:
    return _signed(habit, [pool.person(chance) for _ in range(chance.randint(1, most))])


def _signed(habit: Habit, names: list[Name]) -> str:
    match habit.style:
        case "apa6" | "apa7" | "mla" | "chicago" | "abnt":
            return listed([family_first(name) for name in names], ", & ")
        case "harvard" | "nature" | "cell" | "acs" | "frontiers" | "mdpi":
            return listed([family_first(name, "") for name in names], " and ")
        case "ieee" | "elsevier":
            return ", ".join(given_first(name) for name in names)
        case _:
            return ", ".join(map(compact, names))


def _of_text(authors: str) -> list[Name]:
    """ "Kumar V, Abbas AK" as names."""
    pairs = (author.rsplit(" ", 1) for author in authors.split(", "))
    return [Name(family=family, initials=initials) for family, initials in pairs]


def _opening(habit: Habit, authors: str, year: int, title: str) -> tuple[str, str]:
    """Authors, year and title as the list begins its entries,
    and the year where it is still due."""
    if habit.style in _DATED:
        return f"{authors.rstrip('.')}. ({year}). {title}.", ""
    return f"{authors.rstrip('.')}. {title}.", str(year)


def _topic(pool: Pool, chance: random.Random) -> tuple[str, str]:
    words = subject(pool, chance)
    return words, words[0].upper() + words[1:]


def _title(frames: tuple[str, ...], year: int, pool: Pool, chance: random.Random) -> str:
    return chance.choice(frames).format(*_topic(pool, chance), y=year, z=year + 5)


# --- kinds ----------------------------------------------------------------------------------------


def _book(habit: Habit, pool: Pool, chance: random.Random) -> str:
    if chance.random() < 0.6:
        authors, title, edition, place, publisher, year = chance.choice(_BOOKS)
        signed = _signed(habit, _of_text(authors))
    else:
        (place, publisher), year = chance.choice(_PUBLISHERS), chance.randint(1985, 2022)
        title, edition = _title(_BOOK_TITLES, year, pool, chance), chance.choice((1, 1, 2, 3))
        signed = _people(habit, pool, chance)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(edition, "th")
    printed = f" {edition}{ending} ed." if edition > 1 else ""
    head, due = _opening(habit, signed, year, title)
    imprint = f"{publisher}" if habit.style == "apa7" else f"{place}: {publisher}"
    return f"{head}{printed} {imprint}{f'; {due}' if due else ''}."


def _chapter(habit: Habit, pool: Pool, chance: random.Random) -> str:
    year, (place, publisher) = chance.randint(1985, 2022), chance.choice(_PUBLISHERS)
    head, due = _opening(habit, _people(habit, pool, chance), year, _topic(pool, chance)[1])
    editors = _people(habit, pool, chance, most=3)
    book = _title(_BOOK_TITLES, year, pool, chance)
    first = chance.randrange(3, 700)
    pages = f"{first}{habit.dash}{first + chance.randrange(8, 40)}"
    if due:
        return f"{head} In: {editors}, editors. {book}. {place}: {publisher}; {due}. p. {pages}."
    return f"{head} In {editors} (Eds.), {book} (pp. {pages}). {place}: {publisher}."


def _thesis(habit: Habit, pool: Pool, chance: random.Random) -> str:
    year, (university, town) = chance.randint(1990, 2023), chance.choice(_UNIVERSITIES)
    title = f"{_topic(pool, chance)[1]}: {chance.choice(('a mixed-methods study', 'three essays'))}"
    head, due = _opening(habit, _people(habit, pool, chance, most=1), year, title)
    kind = chance.choice(
        ("[dissertation]", "[PhD thesis]", "(Doctoral dissertation)", "Master's thesis")
    )
    return f"{head.rstrip('.')} {kind}. {town}: {university}{f'; {due}' if due else ''}."


def _report(habit: Habit, pool: Pool, chance: random.Random) -> str:
    year, (body, town, _) = chance.randint(1995, 2023), chance.choice(_BODIES)
    head, due = _opening(habit, body, year, _title(_REPORT_TITLES, year, pool, chance))
    return f"{head} {town}: {body}{f'; {due}' if due else ''}."


def _web_page(_habit: Habit, pool: Pool, chance: random.Random) -> str:
    year, (body, _, site) = chance.randint(2005, 2023), chance.choice(_BODIES)
    title = _title(_REPORT_TITLES, year, pool, chance)
    address = f"https://{site}/{chance.randrange(1000, 99999)}"
    day, month = chance.randrange(1, 29), chance.choice(_MONTHS)
    form = chance.randrange(3)
    if form == 0:
        cited = f"[cited {year} {month[:3]} {day}]"
        return f"{body}. {title} [Internet]. {year} {cited}. Available from: {address}"
    if form == 1:
        return f"{body}. ({year}). {title}. Retrieved {month} {day}, {year}, from {address}"
    return f"{body}. {title}. {address}. Accessed {month} {day}, {year}."


def _conference(habit: Habit, pool: Pool, chance: random.Random) -> str:
    year, first = chance.randint(1995, 2023), chance.randrange(3, 900)
    head, due = _opening(habit, _people(habit, pool, chance), year, _topic(pool, chance)[1])
    place = f"{chance.choice(CONFERENCES)}; {chance.choice(_TOWNS)}"
    return f"{head} In: {place}{f'; {due}' if due else ''}. p. {first}{habit.dash}{first + 8}."


def _unlisted(habit: Habit, pool: Pool, chance: random.Random) -> str:
    year, volume, first = (
        chance.randint(1975, 2023),
        chance.randrange(3, 120),
        chance.randrange(3, 900),
    )
    head, due = _opening(habit, _people(habit, pool, chance), year, _topic(pool, chance)[1])
    pages = f"{first}{habit.dash}{first + chance.randrange(6, 30)}"
    journal = chance.choice(UNLISTED)
    if due:
        return f"{head} {journal}. {due};{volume}({chance.randrange(1, 7)}):{pages}."
    return f"{head} {journal}, {volume}({chance.randrange(1, 7)}), {pages}."


def _preprint(habit: Habit, pool: Pool, chance: random.Random) -> str:
    year = chance.randint(2016, 2023)
    head, _ = _opening(habit, _people(habit, pool, chance), year, _topic(pool, chance)[1])
    number = f"{year % 100}{chance.randrange(1, 13):02}.{chance.randrange(10**4, 10**5)}"
    server = chance.choice(
        (f"arXiv preprint arXiv:{number}", f"SSRN {chance.randrange(10**6, 4 * 10**6)}")
    )
    return f"{head} {server}. {year}."


def _newspaper(habit: Habit, pool: Pool, chance: random.Random) -> str:
    year, day, month = chance.randint(1998, 2023), chance.randrange(1, 29), chance.choice(_MONTHS)
    head, due = _opening(habit, _people(habit, pool, chance, 1), year, _topic(pool, chance)[1])
    date = f"{due} {month[:3]} {day}" if due else f"{month} {day}"
    return f"{head} {chance.choice(_PAPERS)}. {date}."


def _software(habit: Habit, _pool: Pool, chance: random.Random) -> str:
    maker, title, imprint, address = chance.choice(_SOFTWARE)
    head, due = _opening(habit, maker, chance.randint(2005, 2022), title)
    return f"{head} {imprint}{f'; {due}' if due else ''}. {address}".strip()


OTHER_WORKS: dict[str, Callable[[Habit, Pool, random.Random], str]] = {
    "book": _book,
    "chapter": _chapter,
    "thesis": _thesis,
    "report": _report,
    "web page": _web_page,
    "conference paper": _conference,
    "unlisted journal": _unlisted,
    "preprint": _preprint,
    "newspaper": _newspaper,
    "software": _software,
}

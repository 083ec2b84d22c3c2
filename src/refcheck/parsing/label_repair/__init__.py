"""Repairs labels that cannot be right, before the fields are read.

`REPAIRS` is the whole of it: small units, run one after another, each with a name and an example.
A new repair is a function and a line in that table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from refcheck.frozen import dataclass
from refcheck.parsing.label_repair import (
    borders,
    hosts,
    journals,
    kinds,
    locators,
    publication,
    titles,
    years,
)
from refcheck.parsing.label_repair.people import (
    authors,
    capitals,
    east_asian,
    full_names,
    groups,
    initials_first,
    inverted_first,
    organisations,
    parted,
    particles_behind,
    persons,
)
from refcheck.parsing.plain.names import are_labelled, plain_names
from refcheck.parsing.tokens import NOTICE, Token
from refcheck.text.patterns import has_any
from refcheck.text.words import word_set

__all__ = ["REPAIRS", "LabelRepair", "repair_labels"]


@dataclass(frozen=True, slots=True)
class LabelRepair:
    """One repair.

    `repair` is given the string (with a mark in place of each identifier), its tokens and their
    labels, and changes the labels in place where it has something to repair. `example` is a real
    string with its labels `before` and `after`, a letter a token: t(itle), c(ontainer),
    p(ublisher), y(ear), v(olume), i(ssue), g (pages), F(amily) and f, H and G(iven), B and b (a
    group), O (none). A capital begins a name, a small letter goes on with it.

    What it cannot do without, and so when it is run, is said once here: labels that are all there
    (`has`), labels none of which is there (`lacks`), signs of which the string has one; and
    `of_names`, that it only changes what is not a plain list of names labelled as it is printed.
    Where `repair` returns False, it has nothing to do in that string, however it is labelled.
    """

    name: str
    repair: Callable[[str, Sequence[Token], list[str]], bool | None]
    example: str
    before: str
    after: str
    of_names: bool = False
    has: str = ""
    lacks: str = ""
    signs: tuple[str, ...] = ()


REPAIRS: tuple[LabelRepair, ...] = (
    LabelRepair(
        "identifier-is-no-field", publication.clear_marks,
        "Sleep and doi:10.1000/x mood", "tttt", "ttOt",
    ),
    LabelRepair(
        "organisation-that-signs", organisations.label_organisation,
        "Johnson & Johnson. Sleep well. Geneva: Press; 2019.", "FOFttOpy", "BbbttOpy",
        of_names=True,
    ),
    LabelRepair(
        "authors-in-full", full_names.label_full_names,
        "Alan B. Smith, Carol D. Jones. Sleep.", "FffFGtt", "HGfHGft",
        of_names=True,
    ),
    LabelRepair(
        "first-author-inverted", inverted_first.label_inverted_first,
        "Kang, X., C. Song, X. Du & Y. Yin 2015. Sleep.", "FGFGGGOFGyt",
        "FGHfHfOHfyt",
        of_names=True,
    ),
    LabelRepair(
        "initials-first", initials_first.label_initials_first,
        "A B Smith, C D Jones. Sleep.", "FGFGGtt", "HGfHGft",
        of_names=True,
    ),
    LabelRepair(
        "plain-list-of-authors", persons.label_plain_list,
        "Ortega y Gasset J, Sukarno, Green CD. Sleep.", "OOFGFGGt", "FffGFFGt",
        of_names=True,
    ),
    LabelRepair(
        "authors-parted-by-semicolons", parted.label_parted,
        "MEIER, Hans; KUNZ, Eva: Sleep.", "FGOtt", "FGFGt",
        of_names=True,
    ),
    LabelRepair(
        "particle-behind-initials", particles_behind.label_particles_behind,
        "SILVA, J. A. da; SOUZA, M. de. Sono.", "FGGGFGtt", "FGGGFGGt",
        of_names=True,
    ),
    LabelRepair(
        "capitals-of-family-names", capitals.label_capitals,
        "NOVÁK, Jan, Petr SVOBODA a Eva DVOŘÁKOVÁ. Spánek.", "FGtttttt", "FGHfOHft",
        of_names=True,
    ),
    LabelRepair(
        "names-in-han-or-hangul", east_asian.label_east_asian_names,
        "李明, 王芳, 张伟. 针灸的研究. 中国针灸, 2015.", "Ftttcy", "FFFtcy",
        of_names=True,
    ),
    LabelRepair(
        "title-before-mark-of-type", east_asian.end_at_type_mark,
        "王伟. 认知功能研究[D]. 北京: 协和医学院, 2010.", "Ftttty", "FtOOpy",
        has="title", signs=("[",),
    ),
    LabelRepair(
        "date-of-access", years.clear_access,
        "Sleep. Health page (accessed 2 June 2020)", "tccOyyy", "tccOOOO",
    ),
    LabelRepair(
        "author-after-ellipsis", authors.bridge_gap,
        "Lei C, Bano A, . . . Muka, T. (2022)", "FGFGOOOOOy", "FGFGOOOFGy",
        of_names=True,
        signs=("…", ". .", ".."),
    ),
    LabelRepair(
        "long-list-of-authors", authors.complete_list,
        ", ".join(["de Lee JA"] * 20) + ". Sleep.", "FfG" * 19 + "OOO" + "t", "FfG" * 20 + "t",
        of_names=True,
        has="Bfamily",
    ),
    LabelRepair(
        "torn-family-name", authors.join_families,
        "Utkan Karasu A, Lee B. Sleep.", "FFGFGt", "FfGFGt",
        of_names=True,
    ),
    LabelRepair(
        "first-of-two-authors", authors.begin_list,
        "Smith, John, and Bob Doe. Sleep.", "OOOFft", "FGOFft",
        of_names=True,
    ),
    LabelRepair(
        "end-of-authors", authors.close_list,
        "Smith Q, and others. Sleep well.", "FGtttt", "FGOOtt",
        of_names=True,
        has="title",
    ),
    LabelRepair(
        "group-after-persons", groups.label_group_after_persons,
        "Lee H, German Nutrition Society. Sleep in old age.", "FGttttttt", "FGBbbtttt",
    ),
    LabelRepair(
        "initial-of-journal", publication.give_initial_to_journal,
        "Dehesa JS, J. Comput. Math. 37", "FGFccv", "FGcccv",
        has="container",
    ),
    LabelRepair(
        "beginning-of-title", titles.lengthen_title,
        "CTA of Acute Pulmonary Embolism. Lancet 17", "Bbbttcv", "tttttcv",
        has="title",
    ),
    LabelRepair(
        "group-signs", titles.end_group,
        "Trial Group. Sleep well. Lancet 17", "ttttcv", "Bbttcv",
        has="title", lacks="Bfamily Ifamily Bgiven Igiven",
    ),
    LabelRepair(
        "nobody-before-title", titles.pass_over_nobody,
        "Anonymous. Totem and Taboo. New York: Wiley; 1918.", "FfttOOpy", "FtttOOpy",
        has="title", signs=("Anonymous. ",),
    ),
    LabelRepair(
        "title-after-authors", titles.find_after_authors,
        "Owen MJ, Sawa A. Schizophrenia. Lancet. 2016", "FGFGOcy", "FGFGtcy",
        lacks="title",
    ),
    LabelRepair(
        "title-after-group", titles.find_after_group,
        "Health Organization. Sleep well. 2018", "BbbbO", "BbttO",
        lacks="title",
    ),
    LabelRepair(
        "title-alone", titles.find_alone,
        "Oxford Handbook of Psychiatry. 3rd ed. Oxford: Wiley; 2013.", "BbbbOOOpy", "ttttOOOpy",
        has="publisher Bgroup", lacks="title container",
    ),
    LabelRepair(
        "title-in-quotation-marks", titles.find_in_quotes,
        "Kant A „Zur Idee“, Ratio 17", "FGOOOcv", "FGtttcv",
        lacks="title",
    ),
    LabelRepair(
        "title-that-begins-with-in", titles.find_in_reply,
        "Lee H. In Response. Lancet. 2016", "FGOccy", "FGttcy",
        signs=("In ",),
    ),
    LabelRepair(
        "title-before-journal", titles.find_before_journal,
        "Nasopharyngeal Cancer in Childhood. HNO. 1988", "cccccy", "ttttcy",
        has="container", lacks="title publisher",
    ),
    LabelRepair(
        "title-taken-for-group", titles.find_in_group,
        "Care of the Hair. Hall's Journal of Health", "Bbbbcccc", "ttttcccc",
        has="container", lacks="title",
    ),
    LabelRepair(
        "number-after-journal", publication.trim_container,
        "Title. Nature, 171, 737", "tccg", "tcvg",
        has="container",
    ),
    LabelRepair(
        "year-of-journal-name", publication.lengthen_container,
        "Lee H. 2008 Sleep. J Appl Physiol (1985) 105:16", "FGytcccyvg", "FGytccccvg",
        has="container volume year",
    ),
    LabelRepair(
        "journal-taken-for-publisher", publication.make_publisher_journal,
        "Domain. Knowledge Organization, v. 30, 2-9", "tppOvg", "tccOvg",
        has="publisher volume", lacks="container",
    ),
    LabelRepair(
        "journal-before-notice", publication.find_before_notice,
        "A Systematic Review. Angiology. \ue007 2024", "tttOOy", "tttcOy",
        has="title", lacks="container", signs=(NOTICE,),
    ),
    LabelRepair(
        "journal-in-last-sentence", publication.find_last_sentence,
        "Lee H. Swine fever virus. Virus Res. (2013) 173:191-7", "FGtttttyvg", "FGtttccyvg",
        has="title volume pages", lacks="container publisher",
    ),
    LabelRepair(
        "book-after-in", publication.find_book,
        "Wozu? in: Handbuch Werte, Murmann", "ttttp", "tOccp",
        has="title", lacks="container", signs=(":",),
    ),
    LabelRepair(
        "editors-of-book", hosts.clear_editors,
        "Lee H. Asthma. In: Lee H, editors. Lungs. 2024.", "FGtOFGOcy", "FGtOOOOcy",
        has="container", signs=("In",),
    ),
    LabelRepair(
        "part-behind-whole", hosts.find_part_behind_whole,
        "LiverTox [Internet]. Boston: Wiley; 2012-. Aspirin.", "tOOpyO", "cOOpyt",
        has="title publisher year", lacks="container",
    ),
    LabelRepair(
        "title-before-address", hosts.find_before_address,
        "Lee H. Depression. Available at: \ue006", "FGOOOO", "FGtOOO",
        lacks="title container volume",
    ),
    LabelRepair(
        "end-of-title", borders.complete_title,
        "Genetics of sorghum (Sorghum bicolor (L.) Moench). G3 8", "ttttttccv", "tttttttcv",
        has="title container",
    ),
    LabelRepair(
        "beginning-of-journal", borders.complete_journal,
        "A review. Evid. Based Complement. Med. 2015;3:12-15", "tttcccyvg", "ttccccyvg",
        has="title container",
    ),
    LabelRepair(
        "book-after-in-colon", hosts.find_host,
        "Lee H. Asthma. In: StatPearls. Boston: Wiley; 2024.", "FGOOOOpy", "FGtOcOpy",
        lacks="container", signs=("In",),
    ),
    LabelRepair(
        "chapter-before-in-colon", hosts.find_part,
        "Lee H. X-Linked Asthma. In: StatPearls [Internet]. 2024.", "FGGOOcOy", "FGttOcOy",
        has="container", lacks="title", signs=("In",),
    ),
    LabelRepair(
        "days-of-meeting", years.pass_over_meeting,
        "Sleep. Proceedings; 2001 Sep 13-15; Leeds. New York: Wiley; 2002",
        "tcyyyOOOpO", "tcOOOOOOpy",
        has="publisher year",
    ),
    LabelRepair(
        "years-of-book", years.find_years_of_book,
        "GeneReviews. Seattle: Wiley; 1993-2024", "cOpg", "cOpy",
        has="publisher", lacks="volume",
    ),
    LabelRepair(
        "year-after-cut-list", years.find_year_after_cut_list,
        "Low et al 2010", "Fttt", "FOOy",
        has="title", lacks="year", signs=("et al",),
    ),
    LabelRepair(
        "journal-behind-authors", journals.find_behind_authors,
        "Stone DM, Nature 1996.", "FGFy", "FGcy",
        lacks="title container",
    ),
    LabelRepair(
        "year-alone", years.find_year,
        "Title. Nature 1996", "tcO", "tcy",
        lacks="year",
    ),
    LabelRepair(
        "year-taken-for-volume", locators.find_year_in_volume,
        "Sleep. Gut. 2017:49-58", "tcvg", "tcyg",
        has="volume", lacks="year",
    ),
    LabelRepair(
        "year-to-come", locators.find_wrong_year,
        "Sleep. Gut, 2060, 63(11): 28-34.", "tccvig", "tcyvig",
        lacks="year", signs=(":",),
    ),
    LabelRepair(
        "cyrillic-volume-and-issue", publication.find_numbers,
        "Сон. Вестник. 2015. Т. 115. № 3. С. 12-17", "tcyOOOOOg", "tcyOvOiOg",
    ),
    LabelRepair(
        "block-of-locators", publication.label_block,
        "Title. Lancet. 1989;87(6b):24s-28s.", "tcOOOO", "tcyvig",
        signs=(";",),
    ),
    LabelRepair(
        "block-ahead-of-print", publication.label_ahead_block,
        "Title. Gut. 2022 Nov 4:1-40.", "tcyOvg", "tcyOOg",
        signs=(":",),
    ),
    LabelRepair(
        "article-number", publication.label_article_number,
        "Title. BMJ 2023, 12, Art. No. 4951.", "tcyvOOi", "tcyvOOg",
        signs=("rticle", "rt."),
    ),
    LabelRepair(
        "pages-taken-for-volume", locators.find_pages_without_volume,
        "Sleep. Gut. 2021;1-5", "tcyv", "tcyg",
        has="volume", lacks="pages issue",
    ),
    LabelRepair(
        "named-issue", locators.find_named_issue,
        "Sleep. Gut 43 (Database issue), D447-D452", "tcOOOO", "tcviig",
        signs=("ssue", "Database", "Server"),
    ),
    LabelRepair(
        "issue-after-its-word", locators.find_issue_word,
        "Sleep. Gut 2013, Issue 9", "tcyOO", "tcyOi",
        lacks="issue",
    ),
    LabelRepair(
        "year-before-title", years.part_year_and_title,
        "Lee H. 2019 Guidelines. Gut. 2020;12:4-5.", "FGOtcyvg", "FGttcyvg",
        has="title",
    ),
    LabelRepair(
        "version-of-software", kinds.pass_over_version,
        "Lee H. Sleep. R package version 3.3.", "FGtccccc", "FGtOOOOO",
        signs=("ersion",),
    ),
    LabelRepair(
        "package-insert", kinds.label_package_insert,
        "Keytruda [package insert]. Rahway, NJ: Merck; 2014.", "FGGOOpy", "tOOOOpy",
        signs=("nsert", "nformation", "onograph", "eaflet", "abel", "haracteristics"),
    ),
    LabelRepair(
        "school-of-thesis", kinds.name_school,
        "Lee H. Sleep. Thèse de médecine. Université Paris, 2009.", "FGtcccccy", "FGtOOOppy",
        has="container", lacks="volume",
    ),
    LabelRepair(
        "registered-trial", kinds.label_trial,
        "Lee H. Sleep. NCT02422186", "FGtg", "FGtO",
    ),
    LabelRepair(
        "standard", kinds.label_standard,
        "ISO 15189:2012. Medical laboratories. Geneva: ISO", "FGyttOp", "OOOttOp",
    ),
    LabelRepair(
        "law", kinds.label_law,
        "Directive 98/83/EC on water. OJ L 330, p. 32.", "FGGGttcOvOg", "ttttttcvvOg",
    ),
    LabelRepair(
        "court-case", kinds.label_case,
        "Roe v. Wade, 410 U.S. 113 (1973)", "FGFvOOgy", "tttvccgy",
        signs=(" v", " contra "),
    ),
)  # fmt: skip


def repair_labels(
    text: str, tokens: Sequence[Token], labels: Sequence[str], idle: set[int] | None = None
) -> list[str]:
    """Returns the labels after those of `REPAIRS` that are needed, in their order. `text` has a
    mark for each identifier.

    `idle` are the places in `REPAIRS` of those that have nothing to do in this string, however it
    is labelled. More are added, for other labels of the same string.
    """
    repaired = list(labels)
    idle = set() if idle is None else idle
    names = plain_names(text)
    are_plain = names is not None and are_labelled(names, tokens, labels)
    first, count = 0, len(REPAIRS)
    while first < count:
        needed = _needed(frozenset(repaired), are_plain, first)
        first = _repair(text, tokens, repaired, needed, idle)
    publication.clear_marks(text, tokens, repaired)  # some repairs label whole stretches
    return repaired


def _repair(
    text: str,
    tokens: Sequence[Token],
    labels: list[str],
    needed: Sequence[tuple[int, LabelRepair]],
    idle: set[int],
) -> int:
    """Runs repairs up to the first that changes a label; returns the place of the one after it."""
    before = labels.copy()
    for place, each in needed:
        if place in idle:
            continue
        if (each.signs and not has_any(text, each.signs)) or (
            each.repair(text, tokens, labels) is False
        ):
            idle.add(place)
        elif labels != before:
            return place + 1
    return len(REPAIRS)


@lru_cache(maxsize=4096)
def _needed(
    present: frozenset[str], names_are_plain: bool, first: int
) -> tuple[tuple[int, LabelRepair], ...]:
    """Returns the repairs that can have something to do where these labels are, from a place on."""
    return tuple(
        (place, each)
        for place, each in enumerate(REPAIRS[first:], first)
        if not (each.of_names and names_are_plain)
        and present >= _names(each.has)
        and present.isdisjoint(_names(each.lacks))
    )


_names = cache(word_set)

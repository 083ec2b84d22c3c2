"""The citation styles that records are rendered in: how names look, and one template each.

In a template `{field}` is a field, `<...>` is left out where a field in it is missing, and words
stand for themselves. `{A}` are the authors, `{E}` editors. Marks of identifiers: `{doi}`, `{pmid}`,
`{pmcid}`, `{url}`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ARTICLES", "BOOKS", "CHAPTERS", "EDITORS", "OTHERS", "Names", "Style"]


@dataclass(frozen=True, slots=True)
class Names:
    """How a list of names is printed.

    `order` of the parts: "fg", "gf", or "fgf" (the first person family first, the others not);
    `given`: "JA", "J.A.", "J. A.", "J A", "John A."; `comma` between family and given.
    """

    order: str = "fg"
    given: str = "JA"
    comma: str = " "
    between: str = ", "
    last: str = ", "
    cut: int = 6
    et_al: str = ", et al"
    capitals: bool = False
    ellipsis: bool = False  # the last author stands behind `et_al`


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, its names and its template."""

    name: str
    names: Names
    template: str


VANC = Names()
VANC_ALL = Names(cut=50)
AMA = Names(cut=3)
APA = Names(given="J. A.", comma=", ", last=", & ", cut=20, et_al=", et al.")
APA6 = Names(given="J. A.", comma=", ", last=", & ", cut=6, et_al=", . . . ", ellipsis=True)
APA7 = Names(given="J. A.", comma=", ", last=", & ", cut=19, et_al=", ... ", ellipsis=True)
APA_SHORT = Names(given="J. A.", comma=", ", last=", & ", cut=3, et_al=", … ", ellipsis=True)
APA_ES = Names(given="J. A.", comma=", ", last=" y ", cut=20, et_al=" et al.")
HARV = Names(given="J.A.", comma=", ", last=" and ", cut=20, et_al=" et al.")
HARV_AMP = Names(given="J.", comma=" ", last=" & ", cut=20, et_al=" et al.")
DOTS = Names(given="J. A.", comma=" ", last=", ", cut=20, et_al=", et al.")
DOTS_AND = Names(given="J.A.", comma=" ", last=" and ", cut=8, et_al=" et al.")
CHICAGO = Names(order="fgf", given="John A.", comma=", ", last=", and ", cut=10, et_al=", et al.")
CHICAGO_NOTE = Names(order="gf", given="John A.", last=", and ", cut=3, et_al=" et al.")
CHICAGO_LONG = Names(
    order="fgf", given="John A.", comma=", ", last=", and ", cut=30, et_al=", et al."
)
MLA2 = Names(order="fgf", given="John A.", comma=", ", last=", and ", cut=2, et_al=", et al.")
MLA = Names(order="fgf", given="John A.", comma=", ", last=", and ", cut=1, et_al=", et al.")
IEEE = Names(order="gf", given="J. A.", last=", and ", cut=6, et_al=" et al.")
PHYS = Names(order="gf", given="J.A.", last=", ", cut=8, et_al=" et al.")
ACS = Names(given="J. A.", comma=", ", between="; ", last="; ", cut=10, et_al="; et al.")
NATURE = Names(given="J. A.", comma=", ", last=" & ", cut=5, et_al=" et al.")
ABNT = Names(
    given="J. A.", comma=", ", between="; ", last="; ", cut=3, et_al=" et al.", capitals=True
)
CAPS = Names(given="J. A.", comma=", ", last=" & ", cut=6, et_al=" et al.", capitals=True)
FULL = Names(given="John A.", comma=", ", between=", ", last=" & ", cut=6, et_al=" et al.")
GERMAN = Names(given="John", comma=", ", between="/", last="/", cut=3, et_al=" u. a.")
GERMAN_SEMI = Names(given="John", comma=", ", between="; ", last="; ", cut=3, et_al=" et al.")
GERMAN_UND = Names(given="John", comma=", ", between=", ", last=" und ", cut=3, et_al=" u.a.")
NO_COMMA = Names(given="John", comma=" ", between=", ", last=" et ", cut=3, et_al=" et al.")
FULL_GF = Names(order="gf", given="John", last=" and ", cut=4, et_al=" et al.")
MIXED = Names(
    order="fgf", given="John A.", comma=", ", between=", ", last=" and ", cut=4, et_al=" et al."
)
MIXED_AMP = Names(
    order="fgf", given="John A.", comma=", ", between=", ", last=" & ", cut=4, et_al=" et al."
)
MIXED_UND = Names(
    order="fgf", given="John", comma=", ", between=", ", last=" und ", cut=4, et_al=" u.a."
)
MIXED_SLASH = Names(
    order="fgf", given="John A.", comma=", ", between="/", last="/", cut=4, et_al=" u. a."
)
MIXED_SEMI = Names(
    order="fgf", given="John A.", comma=", ", between="; ", last=" & ", cut=5, et_al=" et al."
)
MIXED_SPACED = Names(
    order="fgf", given="John", comma=", ", between=" / ", last=" / ", cut=5, et_al=" u. a."
)
NO_BORDERS = Names(given="J.A.", comma=", ", between=" ", last=" & ", cut=6, et_al=" et al.")
FULL_NAMES = Names(order="gf", given="John A.", last=" and ", cut=5, et_al=" et al.")
DASHES = Names(given="J. A.", comma=", ", between=" – ", last=" – ", cut=12, et_al=" et al.")
SLASHES = Names(given="J.A.", comma=", ", between=" / ", last=" / ", cut=12, et_al=" et al.")
SLASHES_GF = Names(order="gf", given="J. A.", between=" / ", last=" / ", cut=12, et_al=" u. a.")
MIXED_INITIALS = Names(
    order="fgf", given="J.", comma=", ", between=", ", last=" and ", cut=5, et_al=" et al."
)
MIXED_U = Names(
    order="fgf", given="J.", comma=", ", between=", ", last=" u. ", cut=5, et_al=" u. a."
)
SEMI_AND = Names(given="J.", comma=", ", between="; ", last="; ", cut=8, et_al=" et al.")
VANC_AND = Names(last=" and ", cut=20)
RUSSIAN = Names(given="J.A.", comma=" ", between=", ", last=", ", cut=4, et_al=" et al.")
IOP = Names(given="J A", last=" and ", cut=12, et_al=" et al")
IOP_SHORT = Names(given="J A", last=" and ", cut=1, et_al=" et al")
MDPI = Names(given="J.A.", comma=", ", between="; ", last="; ", cut=10, et_al="; et al.")
GBT = Names(given="J A", cut=3, et_al=", et al", capitals=True)
RSC = Names(order="gf", given="J. A.", last=" and ", cut=10, et_al=" et al.")
ISO = Names(given="John A.", comma=", ", last=" and ", cut=3, et_al=" et al.", capitals=True)
ASA = Names(order="fgf", given="John A.", comma=", ", last=" and ", cut=10, et_al=" et al.")
MHRA = Names(order="gf", given="John A.", last=" and ", cut=3, et_al=" and others")
FRENCH_CAPS = Names(given="John", comma=" ", last=", ", cut=3, et_al=" et al.", capitals=True)

_LOC = "<{volume}><({issue})><:{pages}>"

# Editors are often printed in another order than authors.
EDITORS = (IEEE, PHYS, FULL_GF, MIXED, CHICAGO_NOTE, HARV, SEMI_AND)

ARTICLES = (
    Style("nlm", VANC, "{A}. {title}. {journal}. {year}< {month}>< {day}>;" + _LOC + ".< doi: {doi}.>< PMID: {pmid}>"),
    Style("nlm-bare", VANC_ALL, "{A}. {title}. {journal}. {year};" + _LOC + "."),
    Style("nlm-spaced", VANC, "{A}. {title}. {journal} {year}; {volume}<({issue})><: {pages}>"),
    Style("nlm-short", AMA, "{A}. {title}. {journal} {year};{volume}<:{pages}>.< {doi}>"),
    Style("medline", VANC_ALL, "{A}. {title}. {journal}. {year}< {month}>;" + _LOC + ".< Epub {year} {month} {day}.>< PubMed PMID: {pmid}><; PubMed Central PMCID: {pmcid}>."),
    Style("pubmed-ahead", VANC_ALL, "{A}. {title}. {journal}. {year} {month} {day}.< doi: {doi}.> Epub ahead of print.< PMID: {pmid}.>"),
    Style("internet", VANC, "{A}. {title}. {journal} [Internet]. {year}< {month}>< {day}> [cited 2018 Jul 19];" + _LOC + ". Available from: {url}"),
    Style("accessed", AMA, "{A}. {title}. {journal}. {year};" + _LOC + ". Accessed May 3, 2020. {url}"),
    Style("ama", AMA, "{A}. {title}. {journal}. {year};" + _LOC + ".< doi:{doi}>"),
    Style("bmj", AMA, "{A}. {title}. {journal} {year};{volume}<:{pages}>.< doi:{doi}>"),
    Style("suppl", VANC, "{A}. {title}. {journal}. {year};{volume}< {issue}><:{pages}>."),
    Style("nlm-colon", VANC, "{A}: {title}. {journal} {year}, {volume}<({issue})><:{pages}>."),
    Style("bmc-bold", VANC, "{A}: {title}. {journal}. {year};{volume}<:{pages}>.< {doi}>"),
    Style("year-paren", VANC_ALL, "{A} ({year}) {title}. {journal} {volume}<({issue})><:{pages}>< doi: {doi}>"),
    Style("plos", VANC, "{A} ({year}) {title}. {journal} {volume}<: {pages}>.< doi: {doi}>"),
    Style("frontiers", DOTS, "{A} ({year}). {title}. {journal} {volume}<:{pages}>.< doi: {doi}>"),
    Style("frontiers-comma", DOTS, "{A} ({year}). {title}. {journal} {volume}<, {pages}>.< {doi}>"),
    Style("apa6", APA, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>.< doi:{doi}>"),
    Style("apa7", APA, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>.< {doi}>"),
    Style("apa-es", APA_ES, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>.< {doi}>"),
    Style("apa-date", APA, "{A} ({year}, {month}< {day}>). {title}. {journal}<, {volume}><({issue})><, {pages}>. Retrieved from {url}"),
    Style("harvard", HARV, "{A} ({year}) '{title}', {journal}, {volume}<({issue})><, pp. {pages}>.< doi: {doi}.>"),
    Style("harvard-vol", HARV, "{A}, {year}. {title}. {journal}, vol. {volume}<, no. {issue}><, pp. {pages}>."),
    Style("harvard-els", HARV, "{A}, {year}. {title}. {journal} {volume}< ({issue})><, {pages}>.< {doi}>"),
    Style("harvard-amp", HARV_AMP, "{A} {year}. {title}. {journal} {volume}<: {pages}>."),
    Style("wiley-comma", HARV, "{A} ({year}) {title}. {journal}, {volume}<, {pages}>."),
    Style("springer", VANC_ALL, "{A} ({year}) {title}. {journal} {volume}<({issue})><:{pages}>.< {doi}>"),
    Style("springer-num", DOTS, "{A}: {title}. {journal} {volume}<({issue})><, {pages}> ({year}).< {doi}>"),
    Style("elsevier-num", PHYS, "{A}, {title}, {journal} {volume}< ({issue})> ({year})< {pages}>.< {doi}>"),
    Style("chicago-ad", CHICAGO, "{A}. {year}. “{title}.” {journal} {volume}< ({issue})><: {pages}>.< {doi}.>"),
    Style("chicago-ad-straight", CHICAGO, '{A}. {year}. "{title}." {journal} {volume}<, no. {issue}><: {pages}>.'),
    Style("chicago-note", CHICAGO_NOTE, "{A}, “{title},” {journal} {volume}<, no. {issue}> ({month} {year})<: {pages}>."),
    Style("mla", MLA, "{A}. “{title}.” {journal}, vol. {volume}<, no. {issue}>, {year}<, pp. {pages}>."),
    Style("mla7", MLA, '{A}. "{title}." {journal} {volume}<.{issue}> ({year})<: {pages}>. Print.'),
    Style("ieee", IEEE, "{A}, “{title},” {journal}, vol. {volume}<, no. {issue}><, pp. {pages}>< , {month}> {year}.< doi: {doi}.>"),
    Style("ieee-straight", IEEE, '{A}, "{title}," {journal}, vol. {volume}<, no. {issue}><, pp. {pages}>, {year}.'),
    Style("acm", FULL_GF, "{A}. {year}. {title}. {journal} {volume}<, {issue}> ({month} {year2})<, {pages}>.< {doi}>"),
    Style("acs", ACS, "{A} {title}. {journal} {year}, {volume}< ({issue})><, {pages}>.< {doi}>"),
    Style("acs-untitled", ACS, "{A} {journal} {year}, {volume}<, {pages}>."),
    Style("phys-untitled", PHYS, "{A}, {journal} {volume}<, {pages}> ({year})."),
    Style("phys-titled", PHYS, "{A}, {title}, {journal} {volume} ({year})< {pages}>."),
    Style("nature", NATURE, "{A} {title}. {journal} {volume}<, {pages}> ({year})."),
    Style("science", PHYS, "{A}, {title}. {journal} {volume}<, {pages}> ({year}).< {doi}>"),
    Style("cell", HARV, "{A} ({year}). {title}. {journal} {volume}<, {pages}>.< {doi}>"),
    Style("abnt", ABNT, "{A} {title}. {journal}, v. {volume}<, n. {issue}><, p. {pages}><, {month}.> {year}.< DOI: {doi}>"),
    Style("abnt-place", ABNT, "{A} {title}. {journal}, {place}, v. {volume}<, n. {issue}><, p. {pages}>, {year}. Disponível em: {url}. Acesso em: 20 jun. 2017."),
    Style("scielo", CAPS, "{A} {year}. {title}. {journal} {volume}<({issue})><: {pages}>.< {doi}>"),
    Style("german", GERMAN, "{A} ({year}): {title}. In: {journal}, {volume}<, Heft {issue}><, S. {pages}>."),
    Style("german-jg", GERMAN_SEMI, "{A} ({year}): {title}, in: {journal}, Jg. {volume}<, H. {issue}><, S. {pages}>."),
    Style("german-nr", GERMAN_UND, "{A}: {title}. In: {journal} {volume} ({year})<, Nr. {issue}><, S. {pages}>."),
    Style("german-kzfss", GERMAN, "{A} {year}: {title}. {journal} {volume}<: {pages}>."),
    Style("german-jg-first", GERMAN, "{A} ({year}): {title}. In: {journal}, {volume}. Jg.<, Heft {issue}><, S. {pages}>."),
    Style("german-pair", MIXED_UND, "{A} ({year}): {title}, in: {journal} {volume}<, {issue}><, S. {pages}>."),
    Style("german-pair-month", MIXED_SLASH, "{A} ({year}): {title}. {journal} {volume}<, {issue}><, ({month})><, S. {pages}>."),
    Style("german-colon", SEMI_AND, "{A}: {title}, {journal} {volume}<, Nr. {issue}>, {year}<, S. {pages}>"),
    Style("german-quoted", MIXED_SLASH, "{A} ({year}), »{title}«, {journal}<, Jg. {volume}><, H. {issue}><, S. {pages}>."),
    Style("german-lowquoted", MIXED_UND, "{A} ({year}): „{title}“. In: {journal} {volume}<({issue})><, S. {pages}>."),
    Style("german-dash", SEMI_AND, "{A}: {title}. - In: {journal}, Nr. {issue}, {year}, S. {pages}"),
    Style("german-u", MIXED_U, "{A} ({year}): {title}. In: {journal} {volume}<, {issue}><, S. {pages}>."),
    Style("mixed", MIXED, "{A} ({year}): {title}, in: {journal} {volume}<:{issue}><, {pages}>."),
    Style("mixed-quoted", MIXED, "{A} ({year}) ‘{title}’, {journal} {volume}< ({issue})><: {pages}>."),
    Style("mixed-double", MIXED_AMP, "{A} ({year}), “{title}”, {journal} {volume}<({issue})><, {pages}>."),
    Style("mixed-initials", MIXED_INITIALS, "{A} ({year}), “{title}”, {journal}, {volume}<, {issue}><, pp. {pages}>."),
    Style("mixed-dot", MIXED, "{A}. {year}. {title}. {journal} {volume}<({issue})><: {pages}>."),
    Style("vanc-and", VANC_AND, "{A} ({year}). {title}. {journal} {volume}<:{pages}>."),
    Style("vanc-and-year", VANC_AND, "{A}. {title}. {journal} {volume}<({issue})><, {pages}> ({year})."),
    Style("russian", RUSSIAN, "{A} {title} // {journal}. {year}. Vol. {volume}<. No. {issue}><. P. {pages}>."),
    Style("semi", SEMI_AND, "{A} {title}. {journal} {year}, {volume}<, {pages}>.< {doi}>"),
    Style("bare-numbers", DOTS, "{A} ({year}). {title}. {journal} {volume}< {pages}>.< {doi}>"),
    Style("cited", VANC, "{A}. {title}. {journal}. [Internet]. {year}< {month}> [cited Jul 19, 2018];" + _LOC + ". Available from: {url}"),
    Style("german-init", HARV, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, S. {pages}>."),
    Style("full-paren", FULL, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>."),
    Style("full-comma", FULL, "{A} ({year}), ‘{title}’, {journal} {volume}< ({issue})><: {pages}>."),
    Style("full-dot", FULL_GF, "{A}. {title}. {journal}, {volume}<({issue})><:{pages}>, {year}."),
    Style("no-comma", NO_COMMA, "{A} ({year}), « {title} », {journal}, vol. {volume}<, n° {issue}><, p. {pages}>."),
    Style("french-caps", FRENCH_CAPS, "{A}, {year}, {title}, {journal}, {volume}<, {issue}><, {pages}>."),
    Style("dots-and", DOTS_AND, "{A}, {title}, {journal}, {volume}<, {issue}> ({year})<, {pages}>."),
    Style("year-end", VANC, "{A}. {title}. {journal} {volume}<({issue})><:{pages}>, {year}."),
    Style("apa6-gap", APA6, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>.< doi:{doi}>"),
    Style("apa7-gap", APA7, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>.< {doi}>"),
    Style("apa-gap", APA_SHORT, "{A} ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>."),
    Style("apa-online", APA, "{A} ({year}). {title}. {journal}. Advance online publication.< {doi}>"),
    Style("apa6-online", APA6, "{A} ({year}). {title}. {journal}. Advance online publication.< doi:{doi}>"),
    Style("ama-online", AMA, "{A}. {title}. {journal}. Published online {month} {day}, {year}.< doi:{doi}>"),
    Style("ama-online-all", VANC, "{A}. {title}. {journal}. Published online {month} {day}, {year}.< doi:{doi}>"),
    Style("vanc-ahead", VANC, "{A}. {title}. {journal}. {year}. Epub ahead of print.< doi:{doi}>"),
    Style("vanc-press", VANC, "{A}. {title}. {journal}. In press {year}.< doi:{doi}>"),
    Style("issue-alone", VANC_ALL, "{A}. {title}. {journal}. {year};<({issue})><:{pages}>."),
    Style("chicago-long", CHICAGO_LONG, "{A}. {year}. “{title}.” {journal} {volume}< ({issue})><: {pages}>.< {doi}.>"),
    Style("chicago-long-date", CHICAGO_LONG, '{A}. {year}. "{title}." {journal} {volume}<, no. {issue}> ({month})<: {pages}>.'),
    Style("mla9", MLA2, "{A}. “{title}.” {journal}, vol. {volume}<, no. {issue}>,< {day}>< {month}.> {year}<, p. {pages}>.< {doi}.>"),
    Style("harvard-link", HARV, "{A} ({year}) ‘{title}’, {journal}, {volume}<({issue})><, pp. {pages}>. Available at: {url}"),
    Style("springer-link", VANC_ALL, "{A} ({year}) {title}. {journal} {volume}<({issue})><:{pages}> Available from: {url}"),
    Style("no-author", VANC, "{title}. {journal}. {year};" + _LOC + ".< doi:{doi}>"),
    Style("no-author-listed", VANC, "[No authors listed]. {title}. {journal}. {year};" + _LOC + "."),
    Style("no-author-apa", APA, "{title}. ({year}). {journal}, {volume}<({issue})><, {pages}>."),
    Style("translated", VANC, "{A}. [{title}]. {journal}. {year};" + _LOC + ".< doi: {doi}.>"),
    Style("nlm-digits", VANC_ALL, "{A}. {title}. {journal}. {year} {mm} {day};" + _LOC + ".< PubMed PMID: {pmid}.>"),
    Style("mla-pubmed", MLA, "{A}. “{title}.” {journal} vol. {volume}<,{issue}> ({year})<: {pages}>.< doi:{doi}>"),
    Style("mla-scholar", MLA, '{A}. "{title}." {journal} {volume}<.{issue}> ({year})<: {pages}>.'),
    Style("chicago-bibliography", CHICAGO, "{A}. “{title}.” {journal} {volume}<, no. {issue}> ({year})<: {pages}>.< {doi}.>"),
    Style("chicago-bibliography-month", CHICAGO_LONG, '{A}. "{title}." {journal} {volume}<, no. {issue}> ({month} {year})<: {pages}>.'),
    Style("harvard-scholar", HARV, "{A}, {year}. {title}. {journal}, {volume}<({issue})><, pp.{pages}>."),
    Style("asa", ASA, "{A}. {year}. “{title}.” {journal} {volume}<({issue})><:{pages}>.< doi: {doi}>"),
    Style("mhra", MHRA, "{A}, ‘{title}’, {journal}, {volume}<.{issue}> ({year})<, {pages}>."),
    Style("cse", VANC_ALL, "{A}. {year}. {title}. {journal}. {volume}<({issue})><:{pages}>.< {doi}>"),
    Style("asm", VANC_ALL, "{A}. {year}. {title}. {journal} {volume}<:{pages}>.< {doi}>"),
    Style("peerj", VANC_ALL, "{A}. {year}. {title}. {journal} {volume}<({issue})><:{pages}>< {doi}>."),
    Style("royal-society", VANC_ALL, "{A}. {year} {title}. {journal} {volume}<, {pages}>.< ({doi})>"),
    Style("iop", IOP, "{A} {year} {title} {journal} {volume}< {pages}>"),
    Style("iop-short", IOP_SHORT, "{A} {year} {title} {journal} {volume}< {pages}>"),
    Style("iop-untitled", IOP, "{A} {year} {journal} {volume}< {pages}>"),
    Style("mdpi", MDPI, "{A} {title}. {journal} {year}, {volume}<, {pages}>.< {doi}>"),
    Style("gbt", GBT, "{A}. {title}[J]. {journal}, {year}, {volume}<({issue})><: {pages}>.< {doi}>"),
    Style("rsc", RSC, "{A}, {journal}, {year}, {volume}<, {pages}>."),
    Style("rsc-titled", RSC, "{A}, {title}, {journal}, {year}, {volume}<({issue})><, {pages}>.< {doi}>"),
    Style("iso690", ISO, "{A}. {title}. {journal}. {year}, vol. {volume}<, no. {issue}><, pp. {pages}>.< {doi}>"),
    Style("iso690-short", ISO, "{A}. {title}. {journal}. {year}, {volume}<({issue})><, {pages}>."),
    Style("gost", RUSSIAN, "{A} {title} // {journal}. – {year}. – Vol. {volume}<. – No. {issue}><. – P. {pages}>."),
    Style("arztebl", VANC, "{A}: {title}. {journal} {year}; {volume}<: {pages}>."),
    Style("arztebl-paren", AMA, "{A}: {title}. {journal} {year}; {volume}<({issue})><: {pages}>.< {doi}>"),
    Style("lancet", AMA, "{A}. {title}. {journal} {year}; {volume}<: {pages}>."),
    Style("german-issue", GERMAN_SEMI, "{A}, {year}: {title}. In: {journal}, Heft {number}, S. {pages}."),
    Style("german-issue-paren", MIXED_UND, "{A} ({year}): {title}. In: {journal}, H. {number}, S. {pages}."),
    Style("cse-date", VANC_ALL, "{A}. {year} {month}< {day}>. {title}. {journal}.< {volume}><({issue})><:{pages}>.< {doi}>"),
    Style("harvard-date", HARV, "{A} {year}. {month_full}< {day}>. {title}. {journal} {volume}<:{pages}>.< {doi}>"),
    Style("no-borders", NO_BORDERS, "{A} ({year}). '{title}', {journal}, {volume}< ({issue})><, pp. {pages}>."),
    Style("nlm-ahead-pages", VANC_ALL, "{A}. {title}. {journal}. {year} {month} {day}:{pages}.< doi: {doi}.>< PMID: {pmid}.>"),
    Style("article-number", AMA, "{A}. {title}. {journal} {year};{volume}<({issue})>:Article ID {article}.< {doi}>"),
    Style("article-number-vol", HARV, "{A} ({year}) {title}. {journal}, {volume}, Art. No. {article}.< {doi}>"),
    Style("article-number-apa", APA, "{A} ({year}). {title}. {journal}, {volume}<({issue})>, Article {article}.< {doi}>"),
    Style("article-number-ieee", IEEE, "{A}, “{title},” {journal}, vol. {volume}<, no. {issue}>, Art. no. {article}, {year}."),
    Style("article-number-mdpi", MDPI, "{A} {title}. {journal} {year}, {volume}, {article}.< {doi}>"),
    Style("no-author-year", APA, "({year}). {title}. {journal} {volume}<, {pages}>."),
    Style("slash", MHRA, "{A}, ‘{title}’, {journal}, {volume}/{issue} ({year}), {pages}."),
    Style("slash-year", CHICAGO, "{A}. „{title}“, {journal} {volume}/{issue} ({year}), s. {pages}."),
    Style("slashes", SLASHES, "{A} ({year}): {title}. In: {journal}, {volume}/{issue}/{pages}"),
    Style("slashes-gf", SLASHES_GF, "{A}, {title}. {journal} {volume}, {year}, {pages}."),
    Style("dashes", DASHES, "{A}, “{title}”, {journal} {volume} ({year})< {pages}>."),
    Style("dashes-year", DASHES, "{A} {year}: {title}. {journal} {volume}<, {issue}><, {pages}>."),
    Style("dans", NO_COMMA, "{A}, « {title} », dans {journal}, {volume}<, nᵒ {issue}>, {year}<, p. {pages}>."),
    Style("dans-gf", FULL_GF, "{A}, « {title} », {journal} {volume}/{issue} ({year})<, p. {pages}>."),
    Style("french-dot", MIXED, "{A} {year} « {title} », {journal} {volume}.{issue} : {pages}."),
    Style("year-bare", MIXED_INITIALS, "{A} {year}. {title}. {journal} {volume}<({issue})><:{pages}>.< DOI:{doi}>"),
    Style("year-bare-comma", APA_ES, "{A}, {year}, {title}, {journal}, Vol. {volume}<, no. {issue}><, pp {pages}>"),
    Style("year-bracketed", MIXED_INITIALS, "{A}. “{title}”. {journal} {volume}<, no. {issue}> [{year}]<: {pages}>."),
    Style("full-names", FULL_NAMES, "{A}. {title}. {journal}, vol. {volume}<, no. {issue}><, pp. {pages}>, {month_full} {year}."),
    Style("full-names-ad", FULL_NAMES, "{A} ({year}): {title}. {journal} {volume}<({issue})><, {pages}>."),
    Style("ahead-link", VANC_ALL, "{A} ({year}) {title}. {journal}. {doi}"),
    Style("ahead-comma", HARV, "{A} ({year}) ‘{title}’, {journal}.< Available at: {url}>"),
    Style("volume-comma", HARV, "{A}, ‘{title}’, {journal}, {volume}, {issue} ({year}), {pages}."),
    Style("month-name", CHICAGO_LONG, "{A}. {year}. “{title}.” {journal} {volume} ({month_full})<: {pages}>.< {doi}>"),
    Style("polish", RUSSIAN, "{A}, {title}, „{journal}” {year}, t. {volume}<, nr {issue}><, s. {pages}>."),
    Style("estonian", CHICAGO_LONG, "{A} {year}. {title}. – {journal}, kd {volume}<, nr {issue}><, lk {pages}>."),
    Style("german-semi", MIXED_SEMI, "{A} ({year}): „{title}“. In: {journal} {volume}<({issue})><, {pages}>."),
    Style("german-slash", MIXED_SPACED, "{A} ({year}): {title}, in: {journal}, {volume}<, {issue}><, S. {pages}>."),
    Style("german-number", GERMAN, "{A} ({year}), {title}, in: {journal}, Nr. {number}/{year2}, S. {pages}."),
    Style("spanish", APA_ES, "{A} ({year}). {title}. {journal}, {volume}<(n.º {issue})><, págs. {pages}>."),
    Style("italian", HARV, "{A}, {title}, in «{journal}», {volume}<, {issue}>, {year}<, pp. {pages}>."),
    Style("french-guillemets", FULL_GF, "{A}, « {title} », {journal}, {year}<, vol. {volume}><, n° {issue}><, p. {pages}>."),
    Style("no-punctuation", VANC, "{A} {title} {journal} {year} {volume}< {pages}>"),
)  # fmt: skip

BOOKS = (
    Style("vanc", VANC, "{A}. {title}.< {edition} ed.> {place}: {publisher}; {year}."),
    Style("vanc-pages", VANC, "{A}. {title}.< {edition} ed.> {place}: {publisher}; {year}. p. {page_count}."),
    Style("vanc-net", VANC, "{A}. {title} [Internet]. {place}: {publisher}; {year} [cited 2015 Nov 5]. Available from: {url}"),
    Style("apa", APA, "{A} ({year}). {title}< ({edition} ed.)>. {place}: {publisher}."),
    Style("apa7", APA, "{A} ({year}). {title}< ({edition} ed.)>. {publisher}.< {doi}>"),
    Style("harvard", HARV, "{A} ({year}) {title}.< {edition} edn.> {place}: {publisher}."),
    Style("harvard2", HARV, "{A}, {year}. {title}. {publisher}, {place}."),
    Style("springer", VANC, "{A} ({year}) {title}<, {edition} edn>. {publisher}, {place}"),
    Style("chicago", CHICAGO, "{A}. {year}. {title}. {place}: {publisher}."),
    Style("mla", MLA, "{A}. {title}. {publisher}, {year}."),
    Style("ieee", IEEE, "{A}, {title}<, {edition} ed>. {place}: {publisher}, {year}."),
    Style("acs", ACS, "{A} {title}<, {edition} ed.>; {publisher}: {place}, {year}."),
    Style("phys", PHYS, "{A}, {title}, {publisher}, {place}, {year}."),
    Style("phys-paren", PHYS, "{A}, {title} ({publisher}, {place}, {year})."),
    Style("abnt", ABNT, "{A} {title}.< {edition} ed.> {place}: {publisher}, {year}."),
    Style("abnt-pages", ABNT, "{A} {title}. {place}: {publisher}, {year}. {page_count} p."),
    Style("german", GERMAN, "{A} ({year}): {title}. {place}: {publisher}."),
    Style("german-place", GERMAN, "{A} ({year}): {title}. {place}."),
    Style("german-comma", GERMAN_SEMI, "{A} ({year}): {title}, {place}."),
    Style("german-und", GERMAN_UND, "{A}: {title}, {place} {year}."),
    Style("german-ed", GERMAN_UND, "{A} (Hg.) ({year}): {title}. {place}: {publisher}."),
    Style("full", FULL, "{A} ({year}). {title}. {place}: {publisher}."),
    Style("full-comma", FULL, "{A} ({year}), {title}, {place}: {publisher}."),
    Style("french", NO_COMMA, "{A} ({year}), {title}, {place}, {publisher}."),
    Style("french-caps", FRENCH_CAPS, "{A}, {year}, {title}, {place}, {publisher}."),
    Style("note", FULL_GF, "{A}, {title} ({place}: {publisher}, {year})."),
    Style("mixed", MIXED, "{A} ({year}): {title}. {place}: {publisher}."),
    Style("mixed-dot", MIXED, "{A}. {year}. {title}. {place}: {publisher}."),
    Style("mixed-comma", MIXED_INITIALS, "{A} ({year}), {title}, {place}: {publisher}."),
    Style("mixed-slash", MIXED_SLASH, "{A} ({year}): {title}. {place}."),
    Style("german-aufl", MIXED_UND, "{A}, {year}: {title}. {edition} Aufl. {place}: {publisher}."),
    Style("german-publisher", SEMI_AND, "{A}: {title}, {publisher}, {place}, {year}"),
    Style("report-series", VANC, "{A} ({year}) {title}. {publisher}, {place}, {page_count} pp."),
    Style("russian", RUSSIAN, "{A} {title}. {place}: {publisher}, {year}. {page_count} p."),
    Style("chicago-bibliography", CHICAGO, "{A}. {title}. {place}: {publisher}, {year}."),
    Style("iso690", ISO, "{A}. {title}.< {edition} ed.> {place}: {publisher}, {year}."),
    Style("gbt", GBT, "{A}. {title}[M]. {place}: {publisher}, {year}."),
    Style("german-semi", MIXED_SEMI, "{A} ({year}): {title}. {place}: {publisher}."),
    Style("german-slash", MIXED_SPACED, "{A}: {title}. {place}, {year}"),
    Style("german-places", MIXED_UND, "{A} ({year}), {title}, {place}."),
    Style("german-places-dot", GERMAN, "{A}: {title}. {place} {year}."),
    Style("german-editors", MIXED_SLASH, "{A} (Hg.) ({year}), {title}, {place}: {publisher}."),
    Style("volume", VANC, "{A}. {title}. Vol. {volume_number}. {place}: {publisher}; {year}."),
    Style("working-paper", APA, "{A} ({year}). {title}. {series} {serial}. {university}, {place}."),
    Style("working-paper-comma", MIXED, "{A} ({year}), {title}, {series} {serial}, {place}: {publisher}."),
    Style("publisher-alone", MIXED, "{A} ({year}): {title}. {publisher}."),
    Style("edited", VANC, "{A}, editors. {title}. {place}: {publisher}; {year}."),
    Style("edited-apa", APA, "{A} (Eds.). ({year}). {title}. {place}: {publisher}."),
)  # fmt: skip

CHAPTERS = (
    Style("vanc", VANC, "{A}. {title}. In: {E}, editors. {book}.< {edition} ed.> {place}: {publisher}; {year}. p. {pages}."),
    Style("ama", AMA, "{A}. {title}. In: {E}, eds. {book}. {place}: {publisher}; {year}:{pages}."),
    Style("apa", APA, "{A} ({year}). {title}. In {E} (Eds.), {book} (pp. {pages}). {place}: {publisher}."),
    Style("apa7", APA, "{A} ({year}). {title}. In {E} (Eds.), {book} (pp. {pages}). {publisher}."),
    Style("harvard", HARV, "{A} ({year}) '{title}', in {E} (eds) {book}. {place}: {publisher}, pp. {pages}."),
    Style("elsevier", HARV, "{A}, {year}. {title}, in: {E} (Eds.), {book}. {publisher}, {place}, pp. {pages}."),
    Style("springer", VANC, "{A} ({year}) {title}. In: {E} (eds) {book}. {publisher}, {place}, pp {pages}"),
    Style("frontiers", DOTS, "{A} ({year}). “{title},” in {book}, eds {E} ({place}: {publisher}), {pages}."),
    Style("chicago", CHICAGO, "{A}. {year}. “{title}.” In {book}, edited by {E}, {pages}. {place}: {publisher}."),
    Style("ieee", IEEE, "{A}, “{title},” in {book}, {E}, Eds. {place}: {publisher}, {year}, pp. {pages}."),
    Style("proc", IEEE, "{A}, “{title},” in {proceedings}, {year}, pp. {pages}."),
    Style("proc-paren", HARV, "{A}, {year}. {title}. In {proceedings}, pages {pages}, {place}."),
    Style("proc-dot", FULL_GF, "{A}. {title}. In {proceedings}, pages {pages}, {place}, {month} {year}. {publisher}."),
    Style("proc-num", PHYS, "{A}, {title}, in: {proceedings}, {year}, pp. {pages}."),
    Style("abnt", ABNT, "{A} {title}. In: {E} (Org.). {book}. {place}: {publisher}, {year}. p. {pages}."),
    Style("german", GERMAN, "{A} ({year}): {title}. In: {E} (Hg.): {book}. {place}: {publisher}, S. {pages}."),
    Style("german-comma", GERMAN_SEMI, "{A} ({year}): {title}, in: {E} (Hrsg.): {book}, {place}, S. {pages}."),
    Style("german-plain", GERMAN, "{A} {year}: {title}. In: {E} (Hg.), {book}. {place}: {publisher}, {pages}."),
    Style("german-und", GERMAN_UND, "{A}: {title}. In: {E} (Hrsg.): {book}. {place} {year}, S. {pages}."),
    Style("mixed", MIXED, "{A} ({year}) ‘{title}’, in {E} (eds) {book}, pp. {pages}. {place}: {publisher}."),
    Style("mixed-colon", MIXED, "{A} ({year}): {title}. In: {E} (eds.): {book}. {place}: {publisher}, pp. {pages}."),
    Style("mixed-u", MIXED_U, "{A} ({year}): {title}. In: {E} (Hrsg.): {book}. {place}, S. {pages}."),
    Style("german-quoted", MIXED_SLASH, "{A} ({year}), »{title}«, in: {E} (Hg.), {book}, {place}: {publisher}, S. {pages}."),
    Style("german-nopages", GERMAN, "{A} ({year}): {title}, in: {E} (Hg.): {book}, {place}."),
    Style("russian", RUSSIAN, "{A} {title} // {book} / ed. {E}. {place}: {publisher}, {year}."),
    Style("russian-eds", RUSSIAN, "{A} {title} // {E} (eds) {book}. {place}, {publisher}, {year}."),
    Style("proc-lncs", VANC_AND, "{A}. {title}. {proceedings}, Lecture Notes in Computer Science, {year}, pp. {pages}."),
    Style("zootaxa", VANC, "{A} ({year}) {title}. In: {E} (Eds) {book}. {publisher}, {place}, {pages}."),
    Style("full", FULL, "{A} ({year}). {title}. In {E} (Eds.), {book} (pp. {pages}). {place}: {publisher}."),
    Style("french", NO_COMMA, "{A} ({year}), « {title} », in {E} (dir.), {book}, {place}, {publisher}, p. {pages}."),
    Style("chicago-ed", CHICAGO, "{A}. {year}. {title}. In {book}, ed. {E}, {pages}. {place}: {publisher}."),
    Style("chicago-eds", HARV, "{A} {year}. {title}. In {book}, eds. {E}. {place}: {publisher}."),
    Style("chicago-bibliography", CHICAGO, "{A}. “{title}.” In {book}, edited by {E}, {pages}. {place}: {publisher}, {year}."),
    Style("no-editors", APA, "{A} ({year}). {title}. In {book} (pp. {pages}). {place}: {publisher}."),
    Style("no-editors-vanc", VANC, "{A}. {title}. In: {book}. {place}: {publisher}; {year}. p. {pages}."),
    Style("series-volume", APA, "{A} ({year}). {title}. In {E} (Eds.), {book} (Vol. {volume_number}, pp. {pages}). {publisher}."),
    Style("lncs-volume", VANC_ALL, "{A} ({year}) {title}. In: {E} (eds) {proceedings}. Lecture notes in computer science, vol {volume_number}. {publisher}, {place}, pp {pages}"),
    Style("gbt", GBT, "{A}. {title}[C]//{proceedings}. {place}: {publisher}, {year}: {pages}."),
    Style("presented", APA, "{A} ({year}, {month}). {title}. Paper presented at the {proceedings}, {place}."),
    Style("presented-ieee", IEEE, "{A}, “{title},” presented at the {proceedings}, {place}, {month} {year}."),
    Style("italian", HARV, "{A}, {title}, in {E} (a cura di), {book}, {publisher}, {place} {year}, pp. {pages}."),
    Style("spanish", APA_ES, "{A} ({year}). {title}. En {E} (Eds.), {book} (pp. {pages}). {place}: {publisher}."),
    Style("portuguese", APA_ES, "{A} ({year}). {title}. In {E} (Orgs.), {book} (pp. {pages}). {place}: {publisher}."),
    Style("portuguese-bare", ABNT, "{A} {title}. In: {E}. {book}. {place}: {publisher}, {year}. p. {pages}."),
    Style("note", FULL_GF, "{A}, ‘{title}’, in {E} (eds.), {book} ({place}, {year}), pp. {pages}."),
)  # fmt: skip

OTHERS = (
    Style("thesis", HARV, "{A}, {year}. {title}. PhD thesis, {university}, {place}."),
    Style("thesis-apa", APA, "{A} ({year}). {title} (Doctoral dissertation). {university}, {place}."),
    Style("thesis-vanc", VANC, "{A}. {title} [dissertation]. {place}: {university}; {year}."),
    Style("thesis-abnt", ABNT, "{A} {title}. {year}. 120 f. Tese (Doutorado) - {university}, {place}, {year2}."),
    Style("thesis-plain", FULL_GF, "{A}. {title}. PhD thesis, {university}, {month} {year}."),
    Style("report", FULL_GF, "{A}. {title}. Technical report, {university}, {year}."),
    Style("web", VANC, "{A}. {title}. {year}. Available at: {url}. Accessed May 3, 2020."),
    Style("web-group", VANC, "{group}. {title} [Internet]. {place}: {publisher}; {year} [cited 2016 Mar 2]. Available from: {url}"),
    Style("web-apa", APA, "{group}. ({year}). {title}. Retrieved from {url}"),
    Style("report-group", VANC, "{group}. {title}. {place}: {publisher}; {year}."),
    Style("report-group-apa", APA, "{group} ({year}). {title}. {place}: {publisher}."),
    Style("web-accessed", APA, "{A} ({year}). {title}. {url} (accessed 12 March 2019)."),
    Style("preprint", VANC_ALL, "{A}. {title}. {preprint} {year}. {doi}"),
    Style("article-group", VANC, "{group}. {title}. {journal}. {year};" + _LOC + ".< doi:{doi}>"),
    Style("article-group-apa", APA, "{group}. ({year}). {title}. {journal}, {volume}<({issue})><, {pages}>."),
    Style("newspaper", APA, "{A} ({year}, {month_full} {day}). {title}. {paper}. {url}"),
    Style("newspaper-mla", MLA, "{A}. “{title}.” {paper}, {day} {month_full} {year}, p. {page}."),
    Style("newspaper-vanc", VANC, "{A}. {title}. {paper}. {year} {month} {day}."),
    Style("newspaper-german", GERMAN, "{A}: {title}. In: {paper} vom {day}. {month_de} {year}, S. {page}."),
    Style("newspaper-dots", MIXED_SLASH, "{A}, {title}, in: {paper}, {day}.{mm}.{year}, S. {page}."),
    Style("newspaper-abnt", ABNT, "{A} {title}. {paper}, {day} de {month_pt} de {year}. Disponível em: {url}. Acesso em: 24 ago. 2022."),
    Style("dataset", VANC, "{A}. {title} [dataset]. {publisher}; {year}. {doi}"),
    Style("dataset-apa", APA, "{A} ({year}). {title} [Data set]. {publisher}. {doi}"),
    Style("software", APA, "{A} ({year}). {title} (Version 2.1) [Computer software]. {url}"),
    Style("group-comma", HARV, "{group}, {year}, {title}, {publisher}, {place}."),
    Style("group-german", GERMAN, "{group} ({year}): {title}. {place}."),
    Style("group-viewed", HARV, "{group} {year}, {title}, viewed 10 April 2016, from {url}"),
    Style("thesis-gbt", GBT, "{A}. {title}[D]. {place}: {university}, {year}."),
    Style("thesis-german", GERMAN, "{A} ({year}): {title}. Dissertation, {university}."),
    Style("in-press", APA, "{A} (in press). {title}. {journal}."),
    Style("conference", VANC, "{A}. {title}. In: {proceedings}; {year} {month} 3-7; {place}. {publisher}; {year2}. p. {pages}."),
)  # fmt: skip

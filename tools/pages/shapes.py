"""Lists of references in the markup of many sites: what a reader of web pages has to see through.

Each function takes the references of an article and gives the markup of its list. The shapes are
those of the sites; names of classes are theirs, words are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Final

__all__ = ["SHAPES", "SORTED", "page"]

Shape = Callable[[Sequence[str]], str]

_SCHOLAR: Final = '<a href="https://scholar.google.com/scholar?q=x">Google Scholar</a>'
_CROSSREF: Final = '<a href="https://doi.org/10.1000/x">CrossRef</a>'
_PUBMED: Final = '<a href="https://pubmed.ncbi.nlm.nih.gov/1/">PubMed</a>'
_PARTS: Final = re.compile(r"(.{15,200}?[.)])\s+(.{15,300}?[.?])\s+(.*)")


def _each(template: str) -> Shape:
    """A shape that is one template for each entry; `{n}` is its number, `{r}` its text."""

    def shape(references: Sequence[str]) -> str:
        return "".join(
            template.replace("{n}", str(number)).replace("{r}", escape(one))
            for number, one in enumerate(references, 1)
        )

    return shape


def _within(before: str, template: str, after: str) -> Shape:
    inner = _each(template)
    return lambda references: f"{before}{inner(references)}{after}"


def _parts(one: str) -> list[str]:
    """An entry in its parts, as far as they show: names, title, source."""
    found = _PARTS.match(one)
    return [escape(part) for part in (found.groups() if found else (one,)) if part]


def _in_parts(before: str, item: str, part: str, after: str) -> Shape:
    def shape(references: Sequence[str]) -> str:
        items = (
            item.replace("{n}", str(number)).replace(
                "{parts}", "".join(part.replace("{p}", one) for one in _parts(reference))
            )
            for number, reference in enumerate(references, 1)
        )
        return f"{before}{''.join(items)}{after}"

    return shape


def _interrupted(references: Sequence[str]) -> str:
    """A list that advertisements break into several."""
    pieces = []
    for first in range(0, len(references), 5):
        items = "".join(f"<li>{escape(one)}</li>" for one in references[first : first + 5])
        pieces.append(f'<ol start="{first + 1}">{items}</ol>')
    return '<div class="ad-slot">Advertisement</div>'.join(pieces)


def _lines(separator: str, label: str = "") -> Shape:
    def shape(references: Sequence[str]) -> str:
        lines = (
            label.replace("{n}", str(number)) + escape(one)
            for number, one in enumerate(references, 1)
        )
        return f"<p>{separator.join(lines)}</p>"

    return shape


SHAPES: Final[dict[str, Shape]] = {
    "plain list": _within("<ol>", "<li>{r}</li>", "</ol>"),
    "list of paragraphs": _within("<ol>", "<li><p>{r}</p></li>", "</ol>"),
    "list of links": _within(
        "<ol>", '<li><a href="https://doi.org/10.1000/{n}">{r}</a></li>', "</ol>"
    ),
    "interrupted list": _interrupted,
    "Wikipedia": _within(
        '<div class="reflist"><ol class="references">',
        '<li id="cite_note-{n}"><span class="mw-cite-backlink">^ <a href="#cite_ref-{n}_0"><sup>'
        "<i><b>a</b></i></sup></a></span> <span class='reference-text'>{r}</span></li>",
        "</ol></div>",
    ),
    "PMC": _within(
        '<section class="ref-list"><ul class="ref-list" style="list-style-type:none">',
        '<li id="R{n}"><span class="label">{n}.</span><cite>{r}</cite>'
        f" [{_PUBMED}] [{_SCHOLAR}]</li>",
        "</ul></section>",
    ),
    "PubMed": _within(
        '<ol class="references-list">',
        '<li class="skip-numbering" value="{n}"><ol class="references-and-notes-list"><li>{r} - '
        '<a href="https://doi.org/10.1000/2">DOI</a> - <a href="/1/">PubMed</a></li></ol></li>',
        "</ol>",
    ),
    "Nature": _within(
        '<ol class="c-article-references">',
        '<li class="c-article-references__item"><p class="c-article-references__text" '
        'id="ref-CR{n}">{r}</p><p class="c-article-references__links">'
        f'<a href="https://doi.org/10.1000/x">Article</a>  {_PUBMED}  {_SCHOLAR} </p></li>',
        "</ol>",
    ),
    "Springer, before": _within(
        '<ol class="BibliographyWrapper">',
        '<li class="Citation"><div class="CitationNumber">{n}.</div><div class="CitationContent" '
        'id="CR{n}">{r}<span class="Occurrences"><span class="Occurrence"><a href="/x"><span>'
        "CrossRef</span></a></span><span class='Occurrence'><a href='/y'><span>Google Scholar"
        "</span></a></span></span></div></li>",
        "</ol>",
    ),
    "ScienceDirect": _within(
        '<ol class="references">',
        '<li><span class="label"><a href="#bbib{n}" id="ref-id-bib{n}"><span>[{n}]</span></a>'
        '</span><span class="reference" id="sbib{n}"><div class="other-ref"><span>{r}</span></div>'
        '<div class="ReferenceLinks"><a href="/a"><span>View PDF</span></a><a href="/b"><span>View '
        'article</span></a><a href="/c"><span>View in Scopus</span></a>'
        f"{_SCHOLAR}</div></span></li>",
        "</ol>",
    ),
    "ScienceDirect, in parts": _in_parts(
        '<ol class="references">',
        '<li><span class="label"><a href="#bbib{n}">[{n}]</a></span><span class="reference">{parts}'
        '<div class="ReferenceLinks"><a>Google Scholar</a></div></span></li>',
        '<div class="contribution">{p}</div>',
        "</ol>",
    ),
    "PLOS": _within(
        '<ol class="references">',
        '<li id="ref{n}"><span class="order">{n}. </span><a name="pone.ref{n}" id="pone.ref{n}">'
        '</a>{r} <ul class="reflinks"><li><a href="#">View Article</a></li><li>'
        f'<a href="/p">PubMed/NCBI</a></li><li>{_SCHOLAR}</li></ul></li>',
        "</ol>",
    ),
    "Wiley": _within(
        '<ul class="rlist separator">',
        '<li data-bib-id="bib{n}"><span class="bullet">{n}</span>{r}<div class="extra-links"><a '
        'href="/l"><span>CAS</span></a><a href="/p"><span>PubMed</span></a><a><span>Web of Science®'
        '</span></a><a class="google-scholar"><span>Google Scholar</span></a></div></li>',
        "</ul>",
    ),
    "Taylor & Francis": _within(
        '<ul class="references numeric-ordered-list">',
        '<li id="CIT{n}"><span>{r} <span class="ref-lnk"></span><div class="xlinks-container">'
        '<span><a class="google-scholar" href="x">Google Scholar</a></span></div></span></li>',
        "</ul>",
    ),
    "MDPI": _within(
        '<ol class="html-xxx">',
        f'<li id="B{{n}}" data-content="{{n}}.">{{r}} [{_SCHOLAR}] [{_CROSSREF}]'
        ' [<a href="#">Green Version</a>]</li>',
        "</ol>",
    ),
    "Frontiers": _within(
        '<div class="References">',
        '<p class="ReferencesCopy1"><a name="B{n}" id="B{n}"></a>{n}. {r}</p><p '
        'class="ReferencesCopy2"><a href="x">PubMed Abstract</a> | <a href="x">CrossRef Full Text'
        "</a> | <a>Google Scholar</a></p>",
        "</div>",
    ),
    "Frontiers, unnumbered": _within(
        '<div class="References">',
        '<p class="ReferencesCopy1"><a name="B{n}" id="B{n}"></a>{r}</p><p '
        'class="ReferencesCopy2"><a href="x">PubMed Abstract</a> | <a href="x">CrossRef Full Text'
        "</a> | <a>Google Scholar</a></p>",
        "</div>",
    ),
    "JAMA": _within(
        '<div class="references">',
        '<div class="reference"><a id="r{n}" class="reference-number">{n}.</a> <div '
        'class="reference-content">{r} <a href=x>PubMed</a><a>Google Scholar</a><a>Crossref</a>'
        "</div></div>",
        "</div>",
    ),
    "HighWire": _within(
        '<ol class="cit-list ref-use-labels">',
        '<li><span class="ref-label">{n}.</span><a class="rev-xref-ref" href="#xref-ref-{n}-1" '
        'id="ref-{n}">↵</a><div class="cit ref-cit" id="cit-{n}"><div class="cit-metadata"><cite>'
        '{r}</cite></div><div class="cit-extra"><a>OpenUrl</a><a>CrossRef</a><a>PubMed</a></div>'
        "</div></li>",
        "</ol>",
    ),
    "Oxford": _within(
        '<div class="ref-list">',
        '<div content-id="ref{n}" class="js-splitview-ref-item"><div class="ref"><span '
        'class="label title-label">{n}.</span> <div class="ref-content"><div class="citation">{r} '
        '<div class="citation-links"><p><a href="x">Google Scholar</a></p><p><a href="x">Google '
        'Preview</a></p><p><a href="y">WorldCat</a></p></div><div class="crossref-doi"><a '
        'href="http://dx.doi.org/10.1000/{n}">Crossref</a></div></div></div></div></div>',
        "</div>",
    ),
    "BioOne": _within(
        '<div class="ref-list table">',
        '<div class="row"><div class="ref-label cell"><p class="ref-label"><span class="label">{n}'
        '</span>&nbsp;<a id="r{n}"></a></p></div><div class="ref-content cell"><p '
        f'class="citation">{{r}} {_SCHOLAR}</p></div></div>',
        "</div>",
    ),
    "Pandoc, numbered": _within(
        '<div id="refs" class="references csl-bib-body">',
        '<div id="ref-{n}" class="csl-entry"><div class="csl-left-margin">[{n}] </div><div '
        'class="csl-right-inline">{r}</div></div>',
        "</div>",
    ),
    "Pandoc, author and year": _within(
        '<div id="refs" class="references csl-bib-body hanging-indent">',
        '<div id="ref-{n}" class="csl-entry">{r}</div>',
        "</div>",
    ),
    "Sphinx": _each(
        '<aside class="footnote brackets" id="id{n}" role="doc-footnote"><span class="label"><span '
        'class="fn-bracket">[</span><a role="doc-backlink" href="#x{n}">{n}</a><span '
        'class="fn-bracket">]</span></span><p>{r}</p></aside>'
    ),
    "Markdown footnotes": _within(
        '<footer><div class="footnotes"><hr><ol>',
        '<li id="fn:{n}"><p>{r}&#160;<a href="#fnref:{n}" class="reversefootnote">&#8617;</a></p>',
        "</ol></div></footer>",
    ),
    "Word, saved as a page": _each(
        "<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if "
        "!supportLists]><span style='mso-list:Ignore'>{n}.<span style='font:7.0pt'>&nbsp;&nbsp; "
        "</span></span><![endif]><span lang=EN-US>{r}<o:p></o:p></span></p>"
    ),
    "Google Docs": _within(
        '<ol style="margin-top:0" class="lst-kix_1-0 start" start="1">',
        '<li class="c0 li-bullet-0"><span class="c2">{r}</span></li>',
        "</ol>",
    ),
    "accordion": _within(
        '<div class="accordion"><button aria-controls="acc" aria-expanded="false">References'
        '</button><div id="acc" hidden><ol>',
        "<li>{r}</li>",
        "</ol></div></div>",
    ),
    "aside": _within('<aside class="refs"><ol>', "<li>{r}</li>", "</ol></aside>"),
    "footnotes with raised numbers": _each(
        '<p id="fn{n}"><sup>{n}</sup> {r} <a href="#fnref{n}">↩</a></p>'
    ),
    "raised numbers, no space": _each("<p><sup>{n}</sup>{r}</p>"),
    "tables as layout": _within(
        "<table width=100%><tr><td width=20%><a href=/>Home</a><br><a href=/a>About</a></td><td>"
        "<table>",
        "<tr><td valign=top><font size=2>{n}.</font></td><td><p><font size=2>{r}</font></p></td>"
        "</tr>",
        "</table></td></tr></table>",
    ),
    "definition list": _within("<dl>", "<dt>[{n}]</dt><dd>{r}</dd>", "</dl>"),
    "numbers in blocks": _each(
        '<div class="r"><div class="n">{n}.</div><div class="t">{r}</div></div>'
    ),
    "lines in brackets": _lines("<br/>", "({n}) "),
    "WordPress paragraphs": _each("<p class='has-small-font-size'>[{n}] {r}</p>"),
    "items in parts": _in_parts("<ol>", "<li>{parts}</li>", "<p>{p}</p>", "</ol>"),
    "bare items": _within('<ul class="list-unstyled">', "<li>{r}</li>", "</ul>"),
    "bare items in parts": _in_parts("<ul>", "<li>{parts}</li>", "<p>{p}</p>", "</ul>"),
    "bare paragraphs": _each('<p style="text-indent:-2em">{r}</p>'),
    "bare lines": _lines("<br><br>"),
}
# Lists without numbers are in the order of the alphabet.
SORTED: Final = frozenset(
    {"Frontiers, unnumbered", "Pandoc, author and year", "bare items", "bare items in parts"}
    | {"bare paragraphs", "bare lines"}
)

_PROSE: Final = (
    "The drug is given in a clinic, and people are watched while it works. Some feel better within"
    " hours; for others it takes a second week. The clinic asks before each session how it went."
)


def page(shape: str, references: Sequence[str], others: Sequence[str]) -> bytes:
    """A page with a list in a shape, and around it what is no list of references.

    `others` are references that a related article is announced by.
    """
    if shape in SORTED:
        references = sorted(references)
    related = "".join(f"<li>{escape(one)}</li>" for one in others)
    heading = "" if shape == "accordion" else "<h2>References</h2>"
    return f"""<!DOCTYPE html><html><head><title>x</title><meta charset="utf-8">
<script>var a = "<li>1. Not a text. 2010;1:2-3.</li>";</script></head><body>
<div id="cookie-banner"><p>We use 3 cookies from 2024 on.</p></div>
<header><a href="/">A site</a></header><nav><ol><li>Home<li>About</ol></nav>
<div class="page"><h1>An article</h1>
<ol class="affiliations"><li>Department of Examples, 12345 City<li>Institute, 2010 Road</ol>
<div id="toc"><h2>Contents</h2><ol><li><a href="#a">Introduction</a><li><a>References</a></ol></div>
<h2 id="a">Introduction</h2><p>{_PROSE}</p><p>{_PROSE}</p>
<h2>Questions</h2><ol><li><p>Is it safe?</p><p>In good hands, says Dr Smith (2019).</p>
<li><p>Does it last?</p><p>For 2 to 12 days.</p></ol>
{heading}{SHAPES[shape](references)}
<aside class="related"><h2>Similar articles</h2><ul>{related}</ul></aside>
<div id="comments"><h3>Comments</h3><ol><li>Smith J. I liked it. 2019;<li>Doe K. Me too.</ol></div>
</div><footer><p>© 2024 A site</p></footer></body></html>""".encode()

"""Small files of every format, written here from bibliographic facts."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable, Mapping

__all__ = ["SEEDS", "SUFFIXES", "zipped"]

ENTRIES = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the "
    "gun? Pharmacol Res. 2015;99:23-35. doi:10.1016/j.phrs.2015.05.003",
    "Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. A review of ketamine in affective "
    "disorders. J Affect Disord. 2014;156:24-35. PMID: 24388038",
    "World Health Organization. Depression and other common mental disorders. Geneva: WHO; 2017.",
)
ARTICLE = (
    "Ketamine in depression\n\nAn older review [1] and a later one [2,3] agree (see https://www.who."
    "int).\nSmith and Jones (2010) do not.\n\nReferences\n\n"
    + "".join(f"{number}. {entry}\n" for number, entry in enumerate(ENTRIES, 1))
).encode()
MARKDOWN = b"""---
title: Ketamine
bibliography: [refs.bib, ../outside/refs.bib, /etc/passwd]
nocite: '@*'
references:
- id: who2017
  type: report
  title: Depression and other common mental disorders
  author: [{literal: World Health Organization}]
  issued: {year: 2017}
---

# Text

As @rajkumar2015 [p. 3] and others [see @naughton2014, p. 24; -@who2017] say.[^1] Mail a@b.org.

```python
@decorator
```

[^1]: A note with `@code` and [@missing].
"""
BIBTEX = rb"""@string{pr = "Pharmacol Res"}
@comment{not an entry}
@article{rajkumar2015,
  author = {Rajkumar, Ramamoorthy and Fam, Johnson and others},
  title = {Ketamine and suicidal ideation in depression: {J}umping the gun?},
  journal = pr, year = 2015, month = sep # "~1", volume = 99, pages = {23--35},
  doi = {10.1016/j.phrs.2015.05.003}
}
@incollection{part, author = "M{\"u}ller, J.", title = "On $\beta$", crossref = {whole}}
@book{whole, title = {Whole}, editor = {Doe, Jane}, publisher = {ACM}, date = {2010-05-03}}
@article{broken, title = {Never closed, year = 2001
"""
LATEX = rb"""\documentclass{article}
\begin{document}
As \cite[see][p.~3]{rajkumar2015,naughton2014} and \citet{who2017} say. % \cite{hidden}
\verb|\cite{x}| \input{part} \input{../outside/part} \bibliography{refs,../outside/refs}
\begin{thebibliography}{9}
\bibitem[Rajkumar et~al.(2015)]{rajkumar2015} R. Rajkumar, J. Fam. \newblock {\em Ketamine}. \newblock
  \emph{Pharmacol. Res.}, 99:23--35, 2015. \href{https://doi.org/10.1016/j.phrs.2015.05.003}{link}
\bibitem{naughton2014} \bibinfo{author}{M. Naughton}, \bibinfo{title}{A review}, J. Affect. Disord. 156, 24 (2014).
\end{thebibliography}
\end{document}
"""
BBL = rb"""\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{rajkumar2015}{article}{}{}
      \name{author}{2}{}{%
        {{hash=1}{%
           family={Rajkumar},
           given={Ramamoorthy},
           giveni={R\bibinitperiod}}}%
      }
      \field{journaltitle}{Pharmacol Res}
      \field{title}{Ketamine \& more}
      \field{year}{2015}
      \field{pages}{23\bibrangedash 35}
      \verb{doi}
      \verb 10.1016/j.phrs.2015.05.003
      \endverb
    \endentry
  \enddatalist
\endrefsection
"""
RIS = b"""TY  - JOUR
AU  - Rajkumar, Ramamoorthy
A1  - Fam, J.
TI  - Ketamine and suicidal ideation in depression
 continued on a further line
JO  - Pharmacol Res
PY  - 2015/09//
VL  - 99
SP  - 23
EP  - 35
DO  - 10.1016/j.phrs.2015.05.003
ER  - \r

TY  - BOOK
AU  - World Health Organization,
TI  - Depression
SN  - 978-3-16-148410-0
ER  -
"""
NBIB = b"""PMID- 25982932
IS  - 1096-1186 (Electronic)
VI  - 99
DP  - 2015 Sep
TI  - Ketamine and suicidal ideation in depression: Jumping
      the gun?
PG  - 23-35
LID - 10.1016/j.phrs.2015.05.003 [doi]
FAU - Rajkumar, Ramamoorthy
AU  - Rajkumar R
CN  - A Study Group
PT  - Journal Article
TA  - Pharmacol Res
JT  - Pharmacological research

PMID- 24388038
AU  - Naughton M
TI  - A review.
"""
CSL = json.dumps(
    [
        {
            "id": "rajkumar2015",
            "type": "article-journal",
            "title": "Ketamine and <i>suicidal</i> ideation",
            "author": [{"family": "Rajkumar", "given": "R"}, {"literal": "A Group"}],
            "issued": {"date-parts": [["2015", 9]]},
            "volume": 99,
            "DOI": "10.1016/j.phrs.2015.05.003",
            "note": "PMID: 25982932",
        },
        {
            "id": 2,
            "type": "webpage",
            "title": "Depression",
            "URL": "https://www.who.int",
            "issued": {"raw": "2017"},
        },
    ],
    indent=1,
).encode()
JATS = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.2//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta/><article-meta><title-group>
<article-title>Ketamine &mdash; a <italic>review</italic></article-title></title-group><contrib-group>
<contrib><name><surname>Fam</surname><given-names>J</given-names></name></contrib></contrib-group>
<abstract><p>Short.</p></abstract></article-meta></front><body><sec><label>1</label><title>Text</title>
<p>Shown<sup><xref ref-type="bibr" rid="B1">1</xref>&#x2013;<xref ref-type="bibr" rid="B3">3</xref></sup>
and [<xref ref-type="bibr" rid="B2 B9"/>].</p><list list-type="order"><list-item><p>one</p></list-item></list>
<table-wrap><table><tr><td>a</td><td>b</td></tr></table></table-wrap></sec></body><back><ref-list>
<ref id="B1"><label>1.</label><mixed-citation publication-type="journal"><person-group><name><surname>
Rajkumar</surname> <given-names>R</given-names></name>, <etal>et al</etal></person-group>. <article-title>Ketamine
</article-title>. <source>Pharmacol Res</source>. <year>2015</year>;<volume>99</volume>:<fpage>23</fpage>&#8211;<lpage>35
</lpage>.<pub-id pub-id-type="doi">10.1016/j.phrs.2015.05.003</pub-id></mixed-citation></ref>
<ref id="B2"><label>2.</label><element-citation publication-type="book"><person-group person-group-type="editor"><collab>
WHO</collab></person-group><source>Depression</source><year>2017</year></element-citation></ref>
<ref id="B3"><citation-alternatives><mixed-citation>Naughton M. A review. 2014.</mixed-citation><element-citation>
<year>2014</year></element-citation></citation-alternatives><note><p>A note.</p></note></ref></ref-list></back></article>
"""
TEI = b"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Ketamine</title></titleStmt></fileDesc>
</teiHeader><text><body><div><head n="1">Text</head><p>Shown <ref type="bibr" target="#b0">[1]</ref>.</p></div></body>
<back><div type="references"><listBibl><biblStruct xml:id="b0"><analytic><title level="a">Ketamine</title><author>
<persName><forename type="first">R</forename><surname>Rajkumar</surname></persName></author><idno type="DOI">10.1016/j.phrs</idno>
</analytic><monogr><title level="j">Pharmacol Res</title><imprint><biblScope unit="volume">99</biblScope><biblScope
unit="page" from="23" to="35"/><date when="2015-09"/></imprint></monogr><note type="raw_reference">Rajkumar R. Ketamine.
Pharmacol Res 2015;99:23-35.</note></biblStruct><bibl>Naughton M. A review. 2014.</bibl></listBibl></div></back></text></TEI>
"""
ENDNOTE = b"""<?xml version="1.0" encoding="UTF-8"?><xml><records><record><rec-number>7</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Rajkumar, R.</style></author>
<author>World Health Organization,</author></authors></contributors><titles><title><style face="italic">Ketamine</style></title>
<secondary-title>Pharmacol Res</secondary-title></titles><pages>23-35</pages><volume>99</volume><dates><year>2015</year></dates>
<accession-num>25982932</accession-num></record><record><ref-type>6</ref-type></record></records></xml>
"""
HTML = """<!DOCTYPE html><html><head><title>Ketamine</title><meta charset="utf-8"><meta name="citation_title" content="Ketamine">
<script type="application/ld+json">{"@type": "Article", "citation": ["a"]}</script><style>p {color: red}</style></head>
<body><nav><a href="/">Home</a></nav><h1>Ketamine</h1><p>Shown <sup><a href="#r1">1</a></sup> and <a href="#r2">[2]</a>.</p>
<div style="display:none">hidden</div><h2>References</h2><ol><li id="r1">%s</li><li id="r2">%s <a href="#b">&uarr;</a></li></ol>
<table><tr><td>a<td>b</table></body></html>""" % ENTRIES[:2]  # noqa: UP031 - CSS holds braces
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 Ketamine\par Shown {\super 1}.\par References\par "
    + r"\par ".join(f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1))
    + r" M\'fcller \u8211-{\field{\*\fldinst HYPERLINK https://www.who.int}{\fldrslt link}}\par}"
).encode()


def zipped(members: Mapping[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP archive of these members; those in `stored` are not packed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=kind)
    return target.getvalue()


def _odt() -> bytes:
    paragraphs = "".join(
        f"<text:p>{number}. {entry}</text:p>" for number, entry in enumerate(ENTRIES, 1)
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        '<text:h text:outline-level="1">Ketamine</text:h><text:p>Shown [1].<text:note '
        'text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>'
        "A note.</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>one"
        f"</text:p></text:list-item></text:list><text:h>References</text:h>{paragraphs}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        },
        stored=("mimetype",),
    )


def _epub() -> bytes:
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:'
            b'opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" '
            b'media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OEBPS/content.opf": b'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf">'
            b'<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            b'<spine><itemref idref="a"/></spine></package>',
            "OEBPS/a.xhtml": HTML.encode(),
        },
        stored=("mimetype",),
    )


def _mhtml() -> bytes:
    page = base64.encodebytes(HTML.encode())
    return (
        b"From: <Saved by Blink>\r\nSubject: Ketamine\r\nMIME-Version: 1.0\r\nContent-Type: multipart/"
        b'related; type="text/html"; boundary="----B"\r\n\r\n------B\r\nContent-Type: text/html; charset='
        b"utf-8\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.org/\r\n\r\n"
        + page
        + b"\r\n------B--\r\n"
    )


def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("Ketamine", 1)
    paragraph = document.add_paragraph("Shown ")
    paragraph.add_run("1,2").font.superscript = True
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "a"
    document.add_heading("References", 1)
    for entry in ENTRIES:
        document.add_paragraph(entry, style="List Number")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=0, invariant=1)
    numbered = [f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1)]
    for page, content in enumerate(
        (["Ketamine", "Shown [1,2].", ENTRIES[0]], ["References", *numbered]), 1
    ):
        lines = canvas.beginText(72, 760)
        for line in content:
            for start in range(0, len(line), 80):
                lines.textLine(line[start : start + 80])
        canvas.drawText(lines)
        canvas.drawString(300, 30, str(page))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


ENDNOTE_TAGGED = b"""%0 Journal Article
%A Rajkumar, Ramamoorthy
%A World Health Organization,
%T Ketamine and suicidal ideation in depression:
Jumping the gun?
%J Pharmacol Res
%D 2015
%8 Sep 3
%V 99
%P 23-35
%R 10.1016/j.phrs.2015.05.003

%0 Book
%T Depression
%@ 9789241561235
"""
WOS = b"""FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Rajkumar, R
   Fam, J
TI Ketamine and suicidal ideation in depression:
   Jumping the gun?
SO PHARMACOLOGICAL RESEARCH
PD SEP
PY 2015
VL 99
BP 23
EP 35
PM 25982932
ER

EF
"""
WOS_TABLE = (
    b"PT\tAU\tTI\tSO\tPY\tVL\tBP\tEP\tPM\n"
    b"J\tRajkumar, R; Fam, J\tKetamine\tPHARMACOLOGICAL RESEARCH\t2015\t99\t23\t35\t25982932\n"
)
PUBMED_XML = b"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "pubmed_190101.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">25982932</PMID><Article>
<Journal><JournalIssue><Volume>99</Volume><PubDate><Year>2015</Year><Month>Sep</Month></PubDate>
</JournalIssue><ISOAbbreviation>Pharmacol Res</ISOAbbreviation></Journal><ArticleTitle>Ketamine &amp;
<i>ideation</i>.</ArticleTitle><AuthorList><Author><LastName>Rajkumar</LastName><Initials>R</Initials>
</Author></AuthorList></Article></MedlineCitation></PubmedArticle><PubmedBookArticle><BookDocument>
<PMID>28613597</PMID><Book><BookTitle>StatPearls</BookTitle></Book></BookDocument>
</PubmedBookArticle></PubmedArticleSet>
"""


# The seeds of each format. Those that need a library are made when they are asked for.
SEEDS: dict[str, tuple[Callable[[], bytes], ...]] = {
    "text": (lambda: ARTICLE,),
    "markdown": (lambda: MARKDOWN, lambda: ARTICLE),
    "html": (HTML.encode,),
    "mhtml": (_mhtml,),
    "pdf": (_pdf,),
    "docx": (_docx,),
    "odt": (_odt,),
    "epub": (_epub,),
    "rtf": (lambda: RTF,),
    "jats": (lambda: JATS,),
    "tei": (lambda: TEI,),
    "endnote": (lambda: ENDNOTE,),
    "latex": (lambda: LATEX, lambda: BBL),
    "bibtex": (lambda: BIBTEX,),
    "ris": (lambda: RIS,),
    "nbib": (lambda: NBIB,),
    "csl-json": (lambda: CSL,),
    "endnote-tagged": (lambda: ENDNOTE_TAGGED,),
    "wos": (lambda: WOS, lambda: WOS_TABLE),
    "pubmed-xml": (lambda: PUBMED_XML,),
}
SUFFIXES = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "mhtml": ".mhtml",
    "pdf": ".pdf",
    "docx": ".docx",
    "odt": ".odt",
    "epub": ".epub",
    "rtf": ".rtf",
    "jats": ".xml",
    "tei": ".tei",
    "endnote": ".xml",
    "latex": ".tex",
    "bibtex": ".bib",
    "ris": ".ris",
    "nbib": ".nbib",
    "csl-json": ".json",
    "endnote-tagged": ".enw",
    "wos": ".ciw",
    "pubmed-xml": ".xml",
}

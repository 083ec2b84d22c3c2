"""The types of entries that programs know, and the macros that they define."""

from __future__ import annotations

from typing import Final

from refcheck.text.words import word_set

__all__ = ["KNOWN_TYPES", "OTHER_FILES", "STANDARD_MACROS", "WORK_TYPES"]

_BIBTEX: Final = (  # btxdoc, section 3.1
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc"
    " phdthesis proceedings techreport unpublished"
)
_BIBLATEX: Final = (  # The biblatex package, section 2.1
    "mvbook bookinbook suppbook collection mvcollection suppcollection dataset online patent"
    " periodical suppperiodical mvproceedings reference mvreference inreference report set software"
    " thesis xdata electronic www customa customb customc customd custome customf artwork audio"
    " bibnote commentary image jurisdiction legislation legal letter movie music performance review"
    " standard video"
)
_OTHERS: Final = (
    # of styles: IEEEtran, REVTeX, natbib, jurabib, apacite, ACM, biblatex-apa, achemso ...
    "ieeetranbstctl control jurthesis commented archival artifactsoftware artifactdataset game"
    " presentation constitution legmaterial legadminmaterial nameonly softwareversion"
    " softwaremodule codefragment article-letter comment preamble string incollectionpart lecture"
    " talk poster"
    # of programs that export: JabRef, BibDesk, Citavi, Papers, Docear, EndNote, Zotero
    " webpage website web url hearing interview manuscript map newspaper magazine bill case statute"
    " film podcast broadcast blog blogpost forumpost post report-document preprint working-paper"
    " workingpaper generic unknown other data code program computer_program internet glossdef"
    " acronym abbreviation"
)
# What is probably meant as an entry if a mark of it is missing.
WORK_TYPES: Final = word_set(f"{_BIBTEX} dataset online patent report software thesis")
KNOWN_TYPES: Final = word_set(f"{_BIBTEX} {_BIBLATEX} {_OTHERS}")

# Months are macros of every style; the others are those of plain.bst and its like.
STANDARD_MACROS: Final = word_set(
    """
    jan feb mar apr may jun jul aug sep oct nov dec
    acmcs acta cacm ibmjrd ibmsj ieeese ieeetc ieeetcad ipl jacm jcss scp sicomp tocs tods tog toms
    toois toplas tcs
    """
)
# How the macros begin that come in a file of their own (IEEEabrv.bib, IEEEfull.bib).
OTHER_FILES: Final = "ieee_"

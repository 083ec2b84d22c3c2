"""The words of RTF: what its commands stand for, and the encodings of its fonts.

Rich Text Format Specification 1.9.1 (Microsoft, 2008).
"""

from __future__ import annotations

from typing import Final

from refcheck.text.words import word_set

__all__ = ["CHARACTERS", "CHARSETS", "SKIPPED", "SYMBOLS"]

# Groups that have no text of the document.
SKIPPED: Final = word_set(
    """
    annotation aftncn aftnsep aftnsepc atnauthor atnid atnref atrfend atrfstart author background
    blipuid bkmkend buptim category colorschememapping colortbl comment company creatim datafield
    datastore defchp defpap do doccomm docvar dptxbxtext ebcend ebcstart factoidname falt file
    filetbl fname fonttbl footer footerf footerl footerr footnotesep ftncn ftnsep ftnsepc generator
    header headerf headerl headerr hlinkbase info keywords latentstyles listname listoverridetable
    listtable lsdlockedexcept manager mhtmltag mmath nextfile nonesttables nonshppict objalias
    objclass objdata objname objsect objtime operator panose password passwordhash picprop pict
    printim private revtbl revtim rsidtbl rxe shpinst shprslt stylesheet subject tc template
    themedata title txe userprops wgrffmtfilter xe xmlclose xmlname xmlnstbl xmlopen
    """
)
CHARACTERS: Final = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
# Commands of one sign: escaped braces, spaces and hyphens that are kept together.
SYMBOLS: Final = {"\\": "\\", "{": "{", "}": "}", "~": " ", "_": "-", "-": "", ":": "", "|": ""}
# \fcharset -> encoding of the bytes in that font.
CHARSETS: Final = {
    0: "cp1252",
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}

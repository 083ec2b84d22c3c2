"""The normal forms of identifiers, as types.

Only the functions of `refcheck.text.works.identifiers` make them, so that the type checker finds
every record that was given an identifier as somebody typed it.
"""

from __future__ import annotations

from typing import NewType

__all__ = ["DOI", "ISBN", "ISSN", "PMCID", "PMID"]

DOI = NewType("DOI", str)  # bare and in lower case: "10.1016/j.jad.2013.11.014"
PMID = NewType("PMID", str)  # 1 to 8 digits, no leading zero: "23842501"
PMCID = NewType("PMCID", str)  # "PMC3180370", without a version
ISBN = NewType("ISBN", str)  # 10 or 13 digits, no hyphens, the check digit is right
ISSN = NewType("ISSN", str)  # "0165-0327", the check digit is right

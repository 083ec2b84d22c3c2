"""The rules for entries of a .bib file that BibTeX and Biber cannot read as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.rule import ListRule, Needs, Severities, always, finding
from refcheck.model.document import DefectKind, EntryDefect
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference

__all__ = ["EntryMalformed", "EntryTypeUnknown", "FieldRepeated", "MacroUndefined"]


class EntryMalformed:
    """An entry of a `.bib` file is not written as BibTeX expects it.

    A brace or quotation mark is not closed, a comma or an equals sign is missing, the entry has
    no citation key, or there is something between its fields. BibTeX and Biber then leave out
    the rest of the entry, or the entries after it, often without saying which. refcheck reads
    what it can, and goes on with the next entry; the finding names the line.

    **Example.** `title = {Sleep and memory,` without its closing brace; `author = {Fam, J}
    title = {Sleep}` without a comma between the fields.

    **How to fix it.** Correct the entry at the line that is named, then run refcheck again:
    what is wrong after it may not have been seen.
    """

    id: ClassVar[str] = "entry-malformed"
    title: ClassVar[str] = "Entry that BibTeX cannot read"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each place where an entry is broken."""
        yield from _of_kind(self, DefectKind.SYNTAX, references)


class EntryTypeUnknown:
    """An entry of a `.bib` file has a type that no program knows.

    BibTeX's styles and biblatex print an entry of an unknown type as `@misc`: without its
    journal, volume and pages. Known are the types of BibTeX, of biblatex, and of the styles and
    programs that are widely used.

    **Example.** `@artcle{smith2010, ...}`

    **How to fix it.** Write the type that is meant, such as `@article`; use `@misc` if none
    fits.
    """

    id: ClassVar[str] = "entry-type-unknown"
    title: ClassVar[str] = "Unknown type of entry"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each entry of an unknown type."""
        yield from _of_kind(self, DefectKind.TYPE, references)


class FieldRepeated:
    """A field of an entry appears twice, with different values.

    BibTeX takes the first value and Biber the last, so one of them is never printed. Fields
    that programs write several times and that no style prints (`keywords`, `file` ...) are not
    reported.

    **Example.** `year = {2010}, ..., year = {2011}`

    **How to fix it.** Delete the value that is wrong.
    """

    id: ClassVar[str] = "field-repeated"
    title: ClassVar[str] = "Field with two values"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each value after the first."""
        yield from _of_kind(self, DefectKind.REPEATED_FIELD, references)


class MacroUndefined:
    """A value in a `.bib` file is the name of a macro that the file does not define.

    A value without braces or quotation marks is a number or the name of a macro, which
    `@string` defines before it is used. BibTeX leaves the value out. The names of the months
    (`jan` ...) and the journals of the standard styles are known; so are names like
    `IEEE_J_AC`, which come in a file of their own.

    **Example.** `journal = jpharm` without `@string{jpharm = "J Pharm Sci"}`; `month = August`

    **How to fix it.** Put the value in braces, or define the macro at the head of the file. If
    another file defines it, there is nothing to do.
    """

    id: ClassVar[str] = "macro-undefined"
    title: ClassVar[str] = "Macro that is not defined"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each macro, at the first entry that uses it."""
        users: dict[str, list[tuple[EntryDefect, Reference]]] = {}
        for reference in references:
            for defect in reference.string.defects:
                if defect.kind is DefectKind.MACRO:
                    users.setdefault(defect.cited or "", []).append((defect, reference))
        for name, all_of_it in users.items():
            first, reference = all_of_it[0]
            numbers = list(dict.fromkeys(each.string.number for _, each in all_of_it))
            more = f" {len(numbers)} entries use it." if len(numbers) > 1 else ""
            yield finding(
                self,
                f"{first.message}{more}",
                cited=name,
                span=first.span or reference.string.span,
                references=numbers,
            )


def _of_kind(
    rule: ListRule, kind: DefectKind, references: Sequence[Reference]
) -> Iterator[Finding]:
    for reference in references:
        for defect in reference.string.defects:
            if defect.kind is kind:
                yield finding(
                    rule,
                    defect.message,
                    cited=defect.cited,
                    span=defect.span or reference.string.span,
                    references=(reference.string.number,),
                )

"""ZIP archives from outside (Word, OpenDocument, EPUB), unpacked only as far as memory allows.

What is wrong with one is an `InputError` in plain words; no error of zipfile gets through.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from refcheck.errors import InputError

__all__ = ["Archive", "open_archive"]

_MAX_MEMBERS: Final = 20_000
_MAX_MEMBER: Final = 100_000_000  # bytes of one member, unpacked
_MAX_TOTAL: Final = 300_000_000  # bytes unpacked in all
_SUSPECT: Final = 20_000_000  # bytes from which on a member is measured against its packed size
_MAX_RATIO: Final = 200  # XML packs to a tenth or a twentieth; zeros to a thousandth
_LONGEST_NAME: Final = 60
_DAMAGED: Final = "is a damaged ZIP archive (Word, OpenDocument or EPUB)"


class Archive:
    """A ZIP archive in memory: its names, and its members as far as they may be unpacked."""

    def __init__(self, path: str, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._members = {one.filename: one for one in archive.infolist()}
        self._unpacked = 0

    @property
    def names(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Unpack a member. Raises `InputError`: missing, damaged, locked or far too large."""
        member = self._members.get(name)
        if member is None:
            raise InputError(self.path, f"lacks the part {_shown(name)}")
        if member.flag_bits & 1:
            raise InputError(self.path, "is protected by a password")
        limit = min(_MAX_MEMBER, _MAX_TOTAL - self._unpacked)
        ratio = _MAX_RATIO * max(member.compress_size, 1)
        limit = min(limit, max(_SUSPECT, ratio))
        try:
            with self._archive.open(member) as stream:
                content = stream.read(limit + 1)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
            *(OSError, ValueError, struct.error, UnicodeError, MemoryError),
        ) as error:
            raise InputError(self.path, f"{_DAMAGED}: {_shown(name)}") from error
        if len(content) > limit:
            raise InputError(self.path, f"unpacks to far more than its size (part {_shown(name)})")
        self._unpacked += len(content)
        return content

    def with_members(self, contents: Mapping[str, bytes]) -> bytes:
        """Returns the archive with these members in place of its own of the same names.

        Members keep their order, times and compression; new ones come last. Raises `InputError` as
        `read` does, and where two members have one name.
        """
        if len(self._members) < len(self._archive.filelist):
            raise InputError(self.path, "is a ZIP archive with two files of the same name")
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for name, member in self._members.items():
                content = contents[name] if name in contents else self.read(name)
                target.writestr(_copied(member), content)
            for name in sorted(contents.keys() - self._members.keys()):
                added = zipfile.ZipInfo(name)  # of 1980, as Word's own are
                added.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(added, contents[name])
        return stream.getvalue()


def _copied(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Returns what is to be said of a member in a copy of its archive."""
    copy = zipfile.ZipInfo(member.filename, member.date_time)
    copy.compress_type = member.compress_type
    if copy.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        copy.compress_type = zipfile.ZIP_DEFLATED
    copy.external_attr = member.external_attr
    copy.internal_attr = member.internal_attr
    copy.create_system = member.create_system
    copy.comment = member.comment
    return copy


def _shown(name: str) -> str:
    """Returns the name of a member as far as it fits a line."""
    name = "".join(char if char.isprintable() else "\ufffd" for char in name[:_LONGEST_NAME])
    return name if len(name) < _LONGEST_NAME else f"{name}…"


def open_archive(path: str, content: bytes) -> Archive:
    """Open a ZIP archive that is in memory. Raises `InputError`."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (
        *(zipfile.BadZipFile, NotImplementedError, ValueError, OSError),
        *(struct.error, EOFError, UnicodeError),
    ) as error:
        raise InputError(path, _DAMAGED) from error
    if len(archive.filelist) > _MAX_MEMBERS:
        raise InputError(path, f"is a ZIP archive of more than {_MAX_MEMBERS:,} files")
    return Archive(path, archive)

"""ZIP archives from outside: bombs stay unopened, and damage is said in words."""

from __future__ import annotations

import io
import zipfile

import pytest

from refcheck.errors import InputError
from refcheck.readers.archives import Archive, open_archive


def zipped(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def opened(*members: tuple[str, bytes]) -> Archive:
    return open_archive("a.zip", zipped(*members))


def test_members_are_read() -> None:
    archive = opened(("a", b"one"), ("b/c", b"two"))
    assert archive.names == {"a", "b/c"}
    assert archive.read("b/c") == b"two"
    with pytest.raises(InputError, match="lacks the part d"):
        archive.read("d")
    with pytest.raises(InputError, match=r"lacks the part a.b+…"):
        archive.read("a\n" + "b" * 90)


def test_bombs_are_left_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="far more than its size"):
        opened(("a", bytes(30_000_000))).read("a")
    archive = opened(("a", b"x" * 60), ("b", b"y" * 60))
    monkeypatch.setattr("refcheck.readers.archives._MAX_TOTAL", 100)
    archive.read("a")
    with pytest.raises(InputError, match="far more than its size"):
        archive.read("b")
    monkeypatch.setattr("refcheck.readers.archives._MAX_MEMBERS", 1)
    with pytest.raises(InputError, match="more than 1 files"):
        opened(("a", b""), ("b", b""))


def test_damaged_and_locked_archives() -> None:
    content = zipped(("a", bytes(range(256)) * 20))
    for broken in (content[:-30], b"PK\x03\x04" + bytes(60)):
        with pytest.raises(InputError, match="damaged ZIP"):
            open_archive("a.zip", broken)
    hurt = bytearray(content)
    hurt[60:90] = bytes(30)
    with pytest.raises(InputError, match="damaged ZIP archive"):
        open_archive("a.zip", bytes(hurt)).read("a")
    central = content.index(b"PK\x01\x02")
    locked = bytearray(content)
    locked[6] |= 1
    locked[central + 8] |= 1
    with pytest.raises(InputError, match="password"):
        open_archive("a.zip", bytes(locked)).read("a")


# --- archives with other members ------------------------------------------------------------------


def test_members_can_be_replaced_and_added() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("first", (2001, 2, 3, 4, 5, 6)), b"one")
        archive.writestr("folder/", b"")
        archive.writestr("second", b"two" * 100, zipfile.ZIP_DEFLATED)
        archive.writestr("third", b"three", zipfile.ZIP_BZIP2)
    after = open_archive("a.docx", stream.getvalue()).with_members({"second": b"2", "new": b"4"})
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.namelist() == ["first", "folder/", "second", "third", "new"]
        contents = [archive.read(name) for name in archive.namelist()]
        assert contents == [b"one", b"", b"2", b"three", b"4"]
        first, _, second, third, _ = archive.infolist()
    assert first.date_time == (2001, 2, 3, 4, 5, 6)
    assert first.compress_type == zipfile.ZIP_STORED
    assert second.compress_type == third.compress_type == zipfile.ZIP_DEFLATED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_a_name_twice_is_not_written_again() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", b"one")
        archive.writestr("a", b"two")
    with pytest.raises(InputError, match="two files of the same name"):
        open_archive("a.docx", stream.getvalue()).with_members({})

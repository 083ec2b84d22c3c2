"""How much the server takes, keeps and waits for: the one table of its numbers."""

from __future__ import annotations

from refcheck.frozen import dataclass

__all__ = ["Limits"]

_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one server. Times are in seconds, sizes in bytes.

    A check in a process of its own takes some 150 MB, so that three at once fit on a small
    computer; they mostly wait for PubMed, whose pace they share in any case.
    """

    file_bytes: int = 50 * _MB
    files: int = 20  # of one check
    request_bytes: int = 100 * _MB
    text_characters: int = 2_000_000  # pasted
    upload_seconds: float = 300.0
    running: int = 3  # checks at once; the others wait their turn
    waiting: int = 40
    check_seconds: float = 1800.0  # a long list at PubMed's pace, next to two others
    processor_seconds: int = 600  # 300,000 works of CSL-JSON take 60
    memory_bytes: int = 2000 * _MB
    result_bytes: int = 60 * _MB  # of one download; a larger one is left out
    kept_seconds: float = 3600.0
    kept_bytes: int = 500 * _MB  # of all uploads and results
    kept_jobs: int = 200

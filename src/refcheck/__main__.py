"""`python -m refcheck` and the `refcheck` command."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> int:
    """Run the command line of this process and return its exit status."""
    try:
        from refcheck.cli.app import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while still loading, or while saying what went wrong
        return 130


if __name__ == "__main__":
    sys.exit(main())

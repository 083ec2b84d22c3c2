"""`python -m refcheck` and the `refcheck` command."""

# No `from __future__`: it would be looked for in the working directory.
import sys

from refcheck.import_path import leave_working_directory

__all__ = ["main"]


def main() -> int:
    """Run the command line of this process and return its exit status."""
    leave_working_directory()  # before anything else is imported
    try:
        from refcheck.cli.app import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while still loading, or while saying what went wrong
        return 130


if __name__ == "__main__":
    sys.exit(main())

"""`python -m refcheck` and the `refcheck` command."""

# No `from __future__`: it would be looked for in the working directory.
import gc
import sys

from refcheck.import_path import leave_working_directory

__all__ = ["main"]

# After so many new objects Python looks for garbage. By default it does after 700, and goes through
# all that is being loaded again and again: 5 % of a run's time, in which next to nothing is found.
# 1,600 references fill the caches with 210,000: to go through them once is 3 %. Of each reference
# one object is garbage, so that a run takes no more memory.
_NEW_OBJECTS = 300_000


def main() -> int:
    """Run the command line of this process and return its exit status."""
    leave_working_directory()  # before anything else is imported
    if sys.argv[1:] == ["--version"] and _version_is_said():
        return 0
    gc.set_threshold(_NEW_OBJECTS)
    try:
        from refcheck.cli.app import run
        from refcheck.cli.kept.patterns import patterns_kept
        from refcheck.cli.kept.readings import readings_kept

        with patterns_kept(), readings_kept():
            return run(sys.argv[1:])
    except KeyboardInterrupt:  # while still loading, or while saying what went wrong
        return 130


def _version_is_said() -> bool:
    """Say the version without loading anything; false where that goes wrong, and more is to say."""
    from refcheck.version import __version__

    try:
        sys.stdout.write(f"refcheck {__version__}\n")
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):  # it is closed, or takes nothing more
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())

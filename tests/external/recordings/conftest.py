"""Recorded answers of services are data that not everybody has; the variable names their folder."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("REFCHECK_SOURCE_RECORDINGS") else ["test_*.py"]

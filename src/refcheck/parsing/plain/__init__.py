"""References in their plainest form, which are spared the repairs that could change nothing."""

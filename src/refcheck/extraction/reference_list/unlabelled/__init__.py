"""Lists without labels: where one entry ends and the next begins."""

"""The HTTP client: limits, retries, errors in words."""

"""The nouns of the field as frozen values. Nothing here reads, writes, asks or decides."""

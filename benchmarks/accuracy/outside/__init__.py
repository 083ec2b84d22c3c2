"""Works outside PubMed, checked against stand-ins of all the sources behind it."""

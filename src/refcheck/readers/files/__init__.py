"""Which files are read, which belong together, and in which format each is."""

"""Names of journals: forms, abbreviations, and whether two are one."""

"""What sources that are searched have in common: joined searches, their cached form, outcomes."""

"""What is known of journals: their names, abbreviations, and what they were called before."""

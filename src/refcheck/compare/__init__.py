"""What is cited held against what is recorded: names, titles, journals, locators."""

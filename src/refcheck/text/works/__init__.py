"""What is printed of works: dates, identifiers, locators, registrations, titles."""

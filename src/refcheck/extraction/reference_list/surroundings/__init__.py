"""What stands among and around the entries and is no part of them."""

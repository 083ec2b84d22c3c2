"""What the command keeps in the user's cache folder from one run to the next, beside responses."""

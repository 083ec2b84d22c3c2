"""The retractions that Retraction Watch has collected: an imported file, used offline."""

"""Pages as publishers, health sites and blogs make them, around references that are given."""

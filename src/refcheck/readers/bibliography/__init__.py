"""Reference lists as reference managers and databases export them."""

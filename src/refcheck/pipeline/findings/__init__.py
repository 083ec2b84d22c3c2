"""Where findings are, in a reference and in a file, and which of them were known before."""

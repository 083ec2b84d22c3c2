"""Records from what the heads of web pages say of the works that they cite."""

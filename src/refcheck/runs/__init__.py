"""What is the same and what is different in two runs: known findings, and reports side by side."""

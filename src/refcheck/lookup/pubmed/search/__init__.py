"""What PubMed is asked in one request, and what a response proves."""

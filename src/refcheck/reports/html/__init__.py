"""The report as one HTML file that can be sent: no script, and nothing loaded from elsewhere."""

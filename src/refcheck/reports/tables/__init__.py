"""Reports as tables: CSV, Excel workbooks, and their rows."""

"""Lists whose entries have labels: their forms, and the runs that they form."""

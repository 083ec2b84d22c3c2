"""The documents of a run in several processes: who reads which, and what comes back of them."""

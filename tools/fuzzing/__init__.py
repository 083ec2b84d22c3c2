"""What `tools/fuzz_readers.py` is made of.

seeds     small real files of every format
mutants   what is done to them
worker    the process that reads them, and what it watches
"""

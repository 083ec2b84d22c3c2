"""The parts of `tools/shift_numbers.py`: the numbers of a table, and the tests that can see one."""

"""The measure of `refcheck fix`, which is made of the parts of `benchmarks.accuracy`."""

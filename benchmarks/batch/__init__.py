"""The measure of `refcheck batch`, which is made of the parts of `benchmarks.accuracy`."""

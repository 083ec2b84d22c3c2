"""The version, in the one place that everything reads it from: the build, the library, reports."""

__all__ = ["__version__"]

__version__ = "0.1.0"

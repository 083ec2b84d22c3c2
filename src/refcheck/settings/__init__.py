"""Frozen settings, put together from the command line, the environment and a settings file."""

from refcheck.settings.reading import load_settings, unknown_variables
from refcheck.settings.settings import Origin, Settings
from refcheck.settings.table import SETTINGS, Setting

__all__ = ["SETTINGS", "Origin", "Setting", "Settings", "load_settings", "unknown_variables"]

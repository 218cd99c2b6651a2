"""What a user asks for, in a configuration file or in flags; which package it makes is `target`'s."""

from eventwright.configuration.diffing import Accepted, DiffSettings, RuleSeverity
from eventwright.configuration.reading import Configuration, read_configuration
from eventwright.configuration.settings import Settings, is_module, read_decode, read_limit, settings_of

__all__ = [
    "Accepted",
    "Configuration",
    "DiffSettings",
    "RuleSeverity",
    "Settings",
    "is_module",
    "read_configuration",
    "read_decode",
    "read_limit",
    "settings_of",
]

"""JSON text by the standard library."""

from ._codec import parse_json, write_json

__all__ = ["parse_json", "write_json"]

"""Messages that show what a change breaks: valid under one document, refused under the other."""

from eventwright.witness.witnesses import witnessed

__all__ = ["witnessed"]

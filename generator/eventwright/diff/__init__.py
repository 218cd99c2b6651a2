"""What changed between two documents, and whom it breaks; nothing that prints."""

from eventwright.diff.change import Bump, Change, Comparison, Severity, Side, Verdict, Witness
from eventwright.diff.compare import compare
from eventwright.diff.document import Document

__all__ = ["Bump", "Change", "Comparison", "Document", "Severity", "Side", "Verdict", "Witness", "compare"]

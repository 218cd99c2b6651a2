"""The one way to the disk: a package folder is replaced whole or not at all; nothing is rendered here."""

from eventwright.write.intent import WritePlan, Written
from eventwright.write.replace import plan_write, write

__all__ = ["WritePlan", "Written", "plan_write", "write"]

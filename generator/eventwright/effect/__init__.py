"""What a change of the document does to Python code that uses the generated package."""

from eventwright.effect.effects import with_effects

__all__ = ["with_effects"]

"""What the objects of AsyncAPI 2.0 to 2.6 are made of, as rows, and the comparison of a document with it."""

from eventwright.grammar.walk import grammar_problems

__all__ = ["grammar_problems"]

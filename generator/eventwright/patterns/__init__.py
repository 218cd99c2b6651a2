"""Regular expressions of a document: whether Python can compile them, and what it costs to match them."""

from eventwright.patterns.automaton import Automaton, states
from eventwright.patterns.verdict import Verdict, judged

__all__ = ["Automaton", "Verdict", "judged", "states"]

"""What is wrong with a document beside its form: parts that do not agree, what is legal but suspicious."""

from eventwright.lint.problems import lint, lint_names

__all__ = ["lint", "lint_names"]

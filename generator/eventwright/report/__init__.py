"""Findings and results as text: with code frames, concise, as JSON or for GitHub; nothing is printed here."""

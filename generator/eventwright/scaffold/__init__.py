"""Handlers files, which stay the user's: written once, and afterwards only added to."""

"""A project's first use: what is found in it, the files that a setup needs, and what they become."""

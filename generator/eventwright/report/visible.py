"""Text of documents and files made safe for a terminal; what is reported is decided elsewhere."""

from unicodedata import combining, east_asian_width


def visible(text: str) -> str:
    """Return the text on one line, with every character that prints nothing escaped as in Python."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else _escaped(each) for each in text)


def visible_lines(text: str) -> str:
    """Return the text with the line feeds and tabs it has, and all else as `visible` does."""
    return "\n".join("\t".join(visible(part) for part in line.split("\t")) for line in text.split("\n"))


def columns(text: str) -> int:
    """Return how many columns of a terminal the text takes, which is visible already."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")

"""Other ways in which the body of a captured request may have been written when it was signed."""

import json
from collections.abc import Iterator
from itertools import product

from eventwright.sending.clues import Clue, Finding

_MOST = 1_000_000
_MARK = b"\xef\xbb\xbf"


def other_bodies(body: bytes) -> Iterator[tuple[Finding, bytes]]:
    """Yield bodies with what would be the matter if one were the signed one; none is the body itself."""
    seen = {body}
    for finding, other in _others(body):
        if other not in seen:
            seen.add(other)
            yield finding, other


def _others(body: bytes) -> Iterator[tuple[Finding, bytes]]:
    yield from _ended(body)
    yield _found(Clue.BODY_LINES, "its lines ended with CR LF when it was signed"), _with_cr(body)
    yield (
        _found(Clue.BODY_LINES, "its lines ended with LF alone when it was signed"),
        body.replace(b"\r\n", b"\n"),
    )
    yield _found(Clue.BODY_MARK, "it had no byte order mark when it was signed"), body.removeprefix(_MARK)
    yield _found(Clue.BODY_MARK, "it had a byte order mark when it was signed"), _MARK + body
    yield from _recoded(body)
    yield from _rewritten(body)
    yield _found(Clue.BODY_EMPTY, "it is signed as if it were empty"), b""


def _found(clue: Clue, text: str) -> Finding:
    return Finding(clue, f"the body is another than the signed one: {text}")


def _ended(body: bytes) -> Iterator[tuple[Finding, bytes]]:
    for end, name in ((b"\n", "a line feed"), (b"\r\n", "CR LF")):
        yield _found(Clue.BODY_END, f"it ended without {name} when it was signed"), body.removesuffix(end)
        yield _found(Clue.BODY_END, f"it ended with {name} when it was signed"), body + end
    yield _found(Clue.BODY_END, "it had no space around it when it was signed"), body.strip()


def _with_cr(body: bytes) -> bytes:
    return body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _recoded(body: bytes) -> Iterator[tuple[Finding, bytes]]:
    """Yield what was taken for UTF-8 or Latin-1 once too often."""
    pairs = (("utf-8", "latin-1"), ("utf-8", "cp1252"), ("latin-1", "utf-8"), ("utf-8", "utf-16-le"))
    for read, written in pairs:
        try:
            other = body.decode(read).encode(written)
        except UnicodeError:
            continue
        yield _found(Clue.BODY_CHARACTERS, f"it was written in {written} when it was signed"), other


def _rewritten(body: bytes) -> Iterator[tuple[Finding, bytes]]:
    """Yield the JSON of the body as usual libraries write it."""
    if len(body) > _MOST:
        return
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return
    layouts = {
        "without spaces": {"separators": (",", ":")},
        "with spaces after colons and commas": {},
        "indented by 2": {"indent": 2},
        "indented by 4": {"indent": 4},
    }
    for (layout, options), keys, escaped, slashes in product(
        layouts.items(), (False, True), (False, True), (False, True)
    ):
        text = json.dumps(value, sort_keys=keys, ensure_ascii=escaped, **options)  # type: ignore[arg-type]  # each is one
        ways = [layout]
        ways += ["its keys in order"] if keys else []
        ways += ["other characters than ASCII escaped"] if escaped else []
        ways += ["slashes escaped"] if slashes else []
        other = (text.replace("/", "\\/") if slashes else text).encode("utf-8", "surrogatepass")
        told = f"the JSON was written anew; it was signed {', '.join(ways)}"
        yield Finding(Clue.BODY_REWRITTEN, told), other
        yield Finding(Clue.BODY_REWRITTEN, f"{told}, with a line feed at its end"), other + b"\n"

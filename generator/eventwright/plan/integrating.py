"""Which modules a package has for the servers and frameworks that call its receiver."""

from collections.abc import Mapping, Sequence

from eventwright.options import HandlerStyle
from eventwright.receiving import Integration

FOLDER = "integrations"
_SHARED = ("__init__", "_paths")
_NEEDS: Mapping[Integration, tuple[str, ...]] = {
    Integration.ASGI: ("_awaited",),
    Integration.WSGI: ("_blocking",),
    Integration.AWS_LAMBDA: ("_blocking",),
}
_OF_A_STYLE = ("_awaited", "_blocking")
"""What there is for either style of handlers."""


def integrating(chosen: Sequence[Integration], style: HandlerStyle) -> dict[str, str]:
    """Return the templates of what is chosen and what this needs, by the files that they are copied to."""
    if not chosen:
        return {}
    needed = {name for each in chosen for name in _NEEDS[each]}
    names = {*_SHARED, *(each.value for each in chosen), *needed}
    return {
        f"{FOLDER}/{name}.py": f"{FOLDER}/{name}{f'_{style.value}' if name in _OF_A_STYLE else ''}.py"
        for name in sorted(names)
    }

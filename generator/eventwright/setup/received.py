"""Whether the package of a setup receives any message; else a file for handlers has nothing to hold."""

from eventwright.configuration import Configuration, Settings
from eventwright.problems import SpecError
from eventwright.target import prepare, targets


def receives(settings: Settings) -> bool:
    """Tell whether the package has handlers; one that cannot be made counts so, as that is told later."""
    try:
        [target] = targets(Settings(), Configuration("", Settings(), (settings,)))
        return bool(prepare(target).package.handlers)
    except (SpecError, RecursionError):
        return True

"""Which security schemes were renamed; whoever asks for them asks for the same as before."""

from collections.abc import Mapping

from eventwright.api import Api, SecurityScheme
from eventwright.diff.shapes.values import value_text
from eventwright.diff.subjects.renames import one_to_one


def renamed_schemes(old: Api, new: Api) -> Mapping[str, str]:
    """Return the new names of the schemes that are equal but for their names."""
    before = {scheme.name: scheme for scheme in old.security_schemes}
    after = {scheme.name: scheme for scheme in new.security_schemes}
    left = {name: _text(scheme) for name, scheme in before.items() if name not in after}
    right = {name: _text(scheme) for name, scheme in after.items() if name not in before}
    return one_to_one(left, right, str.__eq__)


def _text(scheme: SecurityScheme) -> str:
    return value_text([scheme.type, scheme.description, dict(scheme.settings)])

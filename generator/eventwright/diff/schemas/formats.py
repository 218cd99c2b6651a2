"""What is known of formats: which of them generated decoders check, and which are part of another."""

# Those of the run-time module `_formats`; a test holds the two together.
# fmt: off
CHECKED = frozenset(
    {
        "int32", "int64", "date-time", "date", "time", "duration", "uuid", "email", "idn-email",
        "uri", "uri-reference", "iri", "iri-reference", "uri-template", "ipv4", "ipv6", "hostname",
        "idn-hostname", "regex", "json-pointer", "relative-json-pointer", "byte",
    }
)
# fmt: on

_WIDER = {
    "int32": ("int64",),
    "uri": ("uri-reference", "iri", "iri-reference"),
    "uri-reference": ("iri-reference",),
    "iri": ("iri-reference",),
    "email": ("idn-email",),
    "hostname": ("idn-hostname",),
    "float": ("double",),
}


def checked(name: str) -> bool:
    """Whether a decoder refuses a value for not being of the format."""
    return name in CHECKED


def includes(wide: str, narrow: str) -> bool:
    """Whether all values of one format are known to be of the other."""
    return wide in _WIDER.get(narrow, ())

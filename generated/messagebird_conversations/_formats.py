"""One value without a schema: formats, patterns, equality, depth, and how a problem with it is told."""

import ipaddress
import re
import unicodedata
import warnings
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Any, Final

Path = tuple[str | int, ...]

DEPTH_LIMIT: Final = 200
ECHO_LIMIT: Final = 80


class Mismatch(Exception):  # no error yet: the name says what the quick pass found
    """The quick pass refuses a value; what is wrong with it the thorough check says."""


@dataclass(frozen=True, slots=True)
class DecodeProblem:
    """One thing wrong with a payload: where (RFC 6901 pointer), what was expected there, what came."""

    pointer: str
    expected: str
    got: str

    def __str__(self) -> str:
        where = cut(ascii(self.pointer)[1:-1]) or "the whole value"
        return f"{where}: expected {self.expected}, got {self.got}"


def kind_of(value: object) -> type[object]:
    """Like `type`, but taken as an object, so that checkers infer nothing about the parts of a value."""
    return type(value)


def cut(text: str) -> str:
    """At most 80 characters."""
    return text if len(text) <= ECHO_LIMIT else text[: ECHO_LIMIT - 3] + "..."


def echo(value: Any) -> str:
    """What came, in at most 80 printable ASCII characters."""
    kind = kind_of(value)
    if value is None or kind is bool:
        return {None: "null", True: "true", False: "false"}[value]
    if kind is str:
        return cut(ascii(value[: ECHO_LIMIT + 1]))
    if kind is int and value.bit_length() > 4 * ECHO_LIMIT:
        return f"an integer of {value.bit_length()} bits"
    if kind is int or kind is float:
        return cut(repr(value))
    if kind is dict:
        return f"an object with {counted(len(value), 'key')}"
    if kind is list:
        return f"an array of {counted(len(value), 'item')}"
    return cut(f"a Python {ascii(kind.__name__)[1:-1]}, which is not JSON")


def counted(number: float, noun: str) -> str:
    if number == 1:
        return f"{number} {noun}"
    return f"{number} {noun.removesuffix('y') + 'ies' if noun == 'property' else noun + 's'}"


def pointer_text(path: Path) -> str:
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


_CONTAINERS: Final[frozenset[type]] = frozenset({dict, list})


def nested_too_deep(value: Any) -> bool:
    """Whether arrays and objects stand in one another more than 200 deep; needs no recursion."""
    level: list[Any] = [value] if type(value) in _CONTAINERS else []
    for _ in range(DEPTH_LIMIT):
        inner = [item for container in level for item in _parts(container) if type(item) in _CONTAINERS]
        if not inner:
            return False
        level = list({id(item): item for item in inner}.values())  # a value that holds itself would double
    return True


def _parts(container: Any) -> Iterable[Any]:
    kind = kind_of(container)
    parts: Iterable[Any] = container.values() if kind is dict else container
    return parts


TOO_DEEP: Final = DecodeProblem("", f"arrays and objects nested at most {DEPTH_LIMIT} deep", "deeper nesting")


_PLAIN: Final[frozenset[type]] = frozenset({str, int, float})
_TRUE: Final = object()
_FALSE: Final = object()


def frozen(value: Any) -> Hashable:
    """A key that two values share exactly when JSON calls them equal: 1 is 1.0, True is not 1."""
    if value is None or type(value) in _PLAIN:
        scalar: Hashable = value
        return scalar
    kind = kind_of(value)
    if kind is bool:
        return _TRUE if value else _FALSE
    if kind is list:
        return tuple([frozen(item) for item in value])
    if kind is dict:
        return frozenset([(name, frozen(item)) for name, item in value.items()])
    return object()  # not JSON: equal to nothing


def is_multiple(value: float, divisor: float) -> bool:
    """Judged on the decimal digits as written, so that 19.99 is a multiple of 0.01."""
    return (type(value) is int or isfinite(value)) and _exact(value) % _exact(divisor) == 0


def _exact(number: float) -> Fraction:
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


_DOLLAR: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\$)", re.DOTALL)


def compiled_pattern(text: str) -> re.Pattern[str] | None:
    """The pattern of a schema, where `$` is the very end; None where Python has no such expression."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python warns of what other languages may mean by `[[`
        try:
            return re.compile(_DOLLAR.sub(lambda found: r"\Z" if found[1] else found[0], text))
        except (re.error, RecursionError, OverflowError):
            return None


TIME: Final = re.compile(
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

INTEGER_FORMATS: Final = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
"""The least and the greatest integer of each format of numbers."""


def _is_regex(text: str) -> bool:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    except Warning:  # only where the program turns warnings into errors
        return True
    return True


def _matches(pattern: str) -> Callable[[str], bool]:
    fullmatch = re.compile(pattern).fullmatch
    return lambda text: fullmatch(text) is not None


def _anything(_: str) -> bool:
    return True


def is_date(text: str) -> bool:
    """RFC 3339 full-date; year 0000 is refused."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """RFC 3339 full-time, so an offset is needed; no leap second, no hour 24."""
    return TIME.fullmatch(text) is not None


def is_date_time(text: str) -> bool:
    """RFC 3339 date-time, in either case of `T` and `Z`."""
    return text[10:11] in ("T", "t") and is_time(text[11:]) and is_date(text[:10])


# ISO 8601, ordered parts, at least one; the last may have a fraction, which Java and JavaScript write.
_is_duration: Final = _matches(
    r"P(?=[0-9T])(?![0-9TYMWDHS]*[.,][0-9]+[YMWDHS].)"
    r"(?:[0-9]+(?:[.,][0-9]+)?W|"
    r"(?:[0-9]+(?:[.,][0-9]+)?Y)?(?:[0-9]+(?:[.,][0-9]+)?M)?(?:[0-9]+(?:[.,][0-9]+)?D)?"
    r"(?:T(?=[0-9])(?:[0-9]+(?:[.,][0-9]+)?H)?(?:[0-9]+(?:[.,][0-9]+)?M)?(?:[0-9]+(?:[.,][0-9]+)?S)?)?)"
)


def _is_email(text: str) -> bool:
    return "@" in text


def _is_ipv4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return "%" not in text  # a zone belongs to one machine, RFC 4291 addresses have none


_LABEL: Final = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
_HOST_LENGTH: Final = 253


def _is_hostname(text: str) -> bool:
    name = text.removesuffix(".")
    return len(name) <= _HOST_LENGTH and all(_LABEL.fullmatch(label) for label in name.split("."))


_IDN_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")
_IDN_CATEGORIES: Final = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"})
_IDN_ALLOWED: Final = frozenset("-\u00df\u03c2\u06fd\u06fe\u0f0b\u3007")
_IDN_REFUSED: Final = re.compile(
    "[\u0640\u07fa\u1100-\u11ff\u302e\u302f\u3031-\u3035\u303b\ua960-\ua97f\ud7b0-\ud7ff]"
)
_IDN_LABEL_LENGTH: Final = 59  # of the 63 octets "xn--" takes four
_VIRAMA: Final = 9  # the combining class after which RFC 5892 allows a joiner


def _is_idn_hostname(text: str) -> bool:
    if len(text) > 4 * _HOST_LENGTH:
        return False
    labels = _IDN_DOTS.split(text)
    if len(labels) > 1 and not labels[-1]:
        labels.pop()
    return all(map(_is_idn_label, labels)) and _idn_length(labels) <= _HOST_LENGTH


def _idn_length(labels: list[str]) -> int:
    return sum(len(_ascii_label(label)) + 1 for label in labels) - 1


def _ascii_label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _is_idn_label(label: str) -> bool:
    if not label.isascii():
        return _is_unicode_label(label)
    if label[:4].lower() != "xn--":
        return _LABEL.fullmatch(label) is not None and label[2:4] != "--"
    try:
        meaning = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return False
    return not meaning.isascii() and _is_unicode_label(meaning) and _ascii_label(meaning) == label.lower()


def _is_unicode_label(label: str) -> bool:
    return (
        label[2:4] != "--"
        and not label.startswith("-")
        and not label.endswith("-")
        and unicodedata.category(label[0])[0] != "M"
        and unicodedata.normalize("NFC", label) == label
        and all(_is_idn_character(label, index) for index in range(len(label)))
        and len(label.encode("punycode")) <= _IDN_LABEL_LENGTH
    )


def _is_idn_character(label: str, index: int) -> bool:
    """RFC 5892 in short: letters, marks and digits that case folding and NFKC leave as they are."""
    character = label[index]
    if character in _IDN_ALLOWED:
        return True
    if character in "\u200c\u200d":
        return index > 0 and unicodedata.combining(label[index - 1]) == _VIRAMA
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    return (
        folded == character
        and unicodedata.category(character) in _IDN_CATEGORIES
        and _IDN_REFUSED.match(character) is None
    )


_BAD_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def _references(letters: str = "", private: str = "") -> tuple[re.Pattern[str], re.Pattern[str]]:
    """RFC 3986, with `letters` and `private` RFC 3987: whole and relative; `%` escapes unchecked."""
    plain = rf"A-Za-z0-9\-._~!$&'()*+,;={letters}"
    segments = rf"[{plain}%:@/]*"
    host = (
        rf"(?:\[(?:(?P<ipv6>[0-9A-Fa-f:.]+)|[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+)\]|[{plain}%]*)"
    )
    authority = rf"(?:[{plain}%:]*@)?{host}(?::[0-9]*)?"
    rest = (
        rf"(?://{authority}(?:/{segments})?|(?!//){segments})"
        rf"(?:\?[{plain}%:@/?{private}]*)?(?:#[{plain}%:@/?]*)?"
    )
    return re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:{rest}"), re.compile(rf"(?![^/?#]*:){rest}")


_PLANES: Final = "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 14))
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_URI, _URI_RELATIVE = _references()
_IRI, _IRI_RELATIVE = _references(
    "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + _PLANES + "\U000e1000-\U000efffd", _PRIVATE
)


def _is_reference(text: str, *patterns: re.Pattern[str]) -> bool:
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            address = found["ipv6"]
            return _BAD_ESCAPE.search(text) is None and (address is None or _is_ipv6(address))
    return False


_VARIABLE: Final = (
    r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*(?::[1-9][0-9]{0,3}|\*)?"
)
_POINTER: Final = r"(?:/(?:[^~/]|~[01])*)*"

FORMATS: Final[dict[str, Callable[[str], bool]]] = {
    "date-time": is_date_time,
    "date": is_date,
    "time": is_time,
    "duration": _is_duration,
    "uuid": _matches(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"),
    "email": _is_email,
    "idn-email": _is_email,
    "uri": lambda text: _is_reference(text, _URI),
    "uri-reference": lambda text: _is_reference(text, _URI, _URI_RELATIVE),
    "iri": lambda text: _is_reference(text, _IRI),
    "iri-reference": lambda text: _is_reference(text, _IRI, _IRI_RELATIVE),
    "uri-template": _matches(rf"(?:[^{{}}]|\{{[+#./;?&]?{_VARIABLE}(?:,{_VARIABLE})*\}})*"),
    "ipv4": _is_ipv4,
    "ipv6": _is_ipv6,
    "hostname": _is_hostname,
    "idn-hostname": _is_idn_hostname,
    "regex": _is_regex,
    "json-pointer": _matches(_POINTER),
    "relative-json-pointer": _matches(rf"(?:0|[1-9][0-9]*)(?:#|{_POINTER})"),
    "byte": _matches(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"),
    "binary": _anything,
}
"""The formats of texts; each function says whether a text has the format."""

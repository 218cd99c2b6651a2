"""Looks for what would have made a signature hold, one way of signing after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hmac import compare_digest, digest
from itertools import combinations, product

from eventwright.receiving import VerifierKind
from eventwright.sending.bodies import other_bodies
from eventwright.sending.clues import Clue, Finding
from eventwright.sending.evidence import Evidence, digests_in
from eventwright.sending.keys import keys, other_keys
from eventwright.sending.request import Request, encoded
from eventwright.sending.schemes import Scheme, UnsignableError
from eventwright.sending.signatures import algorithm_of, signature, signed_bytes, timed
from eventwright.sending.urls import other_queries, other_urls

_ALGORITHMS = ("sha1", "sha256", "sha384", "sha512")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PAIRED = 200_000
"""The most bytes of a body for which two changes at a time are tried."""
_TIMED = (VerifierKind.MESSAGEBIRD_HMAC, VerifierKind.BIRD_HMAC)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which the request may have been signed; `between` is the line of `messagebird-hmac`."""

    scheme: Scheme
    request: Request
    key: bytes
    seconds: str
    algorithm: str
    between: bytes | None = None

    def signed(self) -> bytes:
        if self.between is not None:
            return timed(self.seconds, self.between, self.request.body)
        return signed_bytes(self.scheme, self.request, self.seconds, whole=False)

    def digest(self) -> bytes:
        return digest(self.key, self.signed(), self.algorithm)


_Change = tuple[tuple[Finding, ...], Mapping[str, object]]
"""What would be the matter, and the fields of the way that are then other ones."""


def holds(scheme: Scheme, secrets: Sequence[str], request: Request, shown: Evidence) -> bool:
    """Whether one of the signatures that came is that of a secret, as it stands; raises UnsignableError."""
    signed = signed_bytes(scheme, request, shown.seconds)
    made = [signature(scheme, key, signed).encode() for key in keys(scheme, secrets)]
    return any(compare_digest(encoded(text), each) for text in shown.came for each in made)


def explained(
    scheme: Scheme,
    secrets: Sequence[str],
    request: Request,
    shown: Evidence,
    others: Mapping[str, Sequence[str]],
) -> tuple[Finding, ...]:
    """Return the fewest things that are the matter, were one of these the way the request is signed."""
    wanted = digests_in(shown.came)
    usable = list(keys(scheme, secrets))
    first = [_Way(scheme, request, key, shown.seconds, algorithm_of(scheme)) for key in usable]
    axes = [list(axis) for axis in _axes(scheme, secrets, request, shown, others)]
    start = first or [_Way(scheme, request, b"", shown.seconds, algorithm_of(scheme))]
    for findings, way in _ways(start, axes, paired=len(request.body) <= _PAIRED):
        try:
            matches = way.digest() in wanted
        except UnsignableError:
            continue
        if matches:
            return (*findings, *_spelled(scheme, way, shown))
    return ()


def _ways(
    start: Sequence[_Way], axes: Sequence[Sequence[_Change]], *, paired: bool
) -> Iterator[tuple[tuple[Finding, ...], _Way]]:
    for way in start:
        yield (), way
    for way, axis in product(start, axes):
        for findings, changed in axis:
            yield findings, replace(way, **changed)  # type: ignore[arg-type]  # fields of the way by name
    if not paired:
        return
    for way, (one, other) in product(start, combinations(axes, 2)):
        for (first, changed), (second, further) in product(one, other):
            yield (*first, *second), _both(way, changed, further)


def _both(way: _Way, changed: Mapping[str, object], further: Mapping[str, object]) -> _Way:
    """Return the way with both changes; two may speak of the one request."""
    once = replace(way, **changed)  # type: ignore[arg-type]  # fields of the way by name
    request = further.get("request")
    if isinstance(request, Request) and "request" in changed:
        url = request.url if request.url != way.request.url else once.request.url
        body = request.body if request.body != way.request.body else once.request.body
        method = request.method if request.method != way.request.method else once.request.method
        return replace(once, request=replace(once.request, url=url, body=body, method=method))
    return replace(once, **further)  # type: ignore[arg-type]  # fields of the way by name


def _axes(
    scheme: Scheme,
    secrets: Sequence[str],
    request: Request,
    shown: Evidence,
    others: Mapping[str, Sequence[str]],
) -> Iterator[Iterator[_Change]]:
    """Yield the changes of each part; of one part there is one change at a time."""
    yield (((finding,), {"key": key}) for finding, key in other_keys(scheme, secrets, others))
    yield (
        ((finding,), {"request": replace(request, body=body)}) for finding, body in other_bodies(request.body)
    )
    if scheme.kind is VerifierKind.MESSAGEBIRD_HMAC:
        yield (((finding,), {"between": between}) for finding, between in other_queries(request.query))
    if scheme.kind is VerifierKind.BIRD_HMAC or "{url}" in scheme.text("signed"):
        yield ((found, {"request": replace(request, url=url)}) for found, url in other_urls(request))
    if scheme.kind in _TIMED:
        yield _other_kind(scheme, request)
    if scheme.kind is VerifierKind.HMAC:
        yield _other_algorithms(scheme)
        yield _other_methods(request)
    if shown.seconds.isdecimal():
        yield _other_times(shown.seconds)


def _other_kind(scheme: Scheme, request: Request) -> Iterator[_Change]:
    other = next(kind for kind in _TIMED if kind is not scheme.kind)
    finding = Finding(
        Clue.OTHER_KIND, f"it is signed as {other} has it, and the configuration says {scheme.kind}"
    )
    changed = replace(scheme, kind=other)
    yield (finding,), {"scheme": changed}
    if other is VerifierKind.BIRD_HMAC:
        for findings, url in other_urls(request):
            yield (finding, *findings), {"scheme": changed, "request": replace(request, url=url)}


def _other_algorithms(scheme: Scheme) -> Iterator[_Change]:
    for name in _ALGORITHMS:
        if name != algorithm_of(scheme):
            text = f"it is signed with {name}, and the configuration says {algorithm_of(scheme)}"
            yield (Finding(Clue.ALGORITHM, text),), {"algorithm": name}


def _other_methods(request: Request) -> Iterator[_Change]:
    for name in _METHODS:
        if name != request.method:
            yield (
                (Finding(Clue.METHOD, f"it is signed for {name}, not {request.method}"),),
                {"request": replace(request, method=name)},
            )


def _other_times(seconds: str) -> Iterator[_Change]:
    text = "the time is written in another unit than the signed one"
    finding = Finding(Clue.TIME_MILLISECONDS, text)
    yield (finding,), {"seconds": f"{seconds}000"}
    if len(seconds) > 3:  # noqa: PLR2004  the digits of milliseconds
        yield (finding,), {"seconds": seconds[:-3]}


def _spelled(scheme: Scheme, way: _Way, shown: Evidence) -> tuple[Finding, ...]:
    """Say where the signature is right as bytes, and not written as the scheme has it."""
    made = signature(scheme, way.key, way.signed(), way.algorithm)
    if made in shown.came:
        return ()
    how = "as the scheme has it: in base64" if scheme.kind is not VerifierKind.HMAC else _form(scheme)
    return (Finding(Clue.ENCODING, f"the signature is right as bytes, and not written {how}"),)


def _form(scheme: Scheme) -> str:
    prefix = scheme.text("prefix")
    before = f", with {prefix!r} before it" if prefix else ", with nothing before it"
    return f"as the configuration has it: in {scheme.text('encoding', 'hex')}{before}"

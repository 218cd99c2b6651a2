"""The secrets of schemes, from files or the environment; they are never part of a message or a report."""

from collections.abc import Mapping, Sequence

from eventwright.problems import Problem, UnreadableError
from eventwright.sending.schemes import Scheme

Given = Mapping[str, tuple[str, ...]]
"""Secrets of files, by name."""


def secrets_in(data: bytes) -> tuple[str, ...]:
    """Return the secrets of a file, one on each line; raises ValueError where there is none."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    found = tuple(line for line in lines if line.strip())
    if not found:
        raise ValueError("it holds no secret")
    return found


def secrets_of(scheme: Scheme, given: Given, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the secrets of a scheme, none where they are nowhere; those of files come first."""
    if scheme.secret in given:
        return given[scheme.secret]
    found = (environment.get(name, "") for name in scheme.environment)
    return tuple(secret for secret in found if secret.strip())


def require_known(given: Given, schemes: Sequence[Scheme]) -> None:
    """Raise UnreadableError `secret-unknown` for secrets that no scheme takes."""
    known = {scheme.secret for scheme in schemes}
    problems = [
        Problem("secret-unknown", f"no verifier takes the secrets {name!r}", hint=_listed(sorted(known)))
        for name in given
        if name not in known
    ]
    if problems:
        raise UnreadableError(problems)


def missing(schemes: Sequence[Scheme]) -> UnreadableError:
    """Return the error `secret-missing` of schemes whose secrets are nowhere."""
    return UnreadableError([_missing(scheme) for scheme in schemes])


def _missing(scheme: Scheme) -> Problem:
    where = f"set {' or '.join(scheme.environment)}, or " if scheme.environment else ""
    hint = f"{where}name a file that holds them: --secret-file {scheme.secret}=FILE"
    return Problem(
        "secret-missing", f"the secrets {scheme.secret!r} of {scheme.kind} are not given", hint=hint
    )


def _listed(names: Sequence[str]) -> str:
    return f"the names are {', '.join(names)}" if names else "no channel asks for any"

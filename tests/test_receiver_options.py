"""How the receiver of a package is configured: what is read, what is refused, and what the lock keeps."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support import CASES, MESSAGEBIRD

from eventwright.configuration.faults import Fault
from eventwright.configuration.reading import read_configuration
from eventwright.configuration.receiving import read_integrations, read_receiver
from eventwright.configuration.settings import settings_of
from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.options import PackageOptions, Perspective
from eventwright.plan.asked_receiver import problems_of_receiving
from eventwright.plan.build import plan
from eventwright.problems import Place
from eventwright.receiving import Integration, ReceiverOptions, location
from eventwright.render import render

CASE = CASES / "receiver"


def read(text: str) -> tuple[ReceiverOptions | None, list[Fault]]:
    faults: list[Fault] = []
    return read_receiver(tomllib.loads(text), faults), faults


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("receiver = 1", "receiver", "write true, or a table with verifiers"),
        ("receiver = {verifier = 1}", "receiver verifier", "did you mean 'verifiers'?"),
        (
            'receiver = {verifiers = "hmac"}',
            "receiver verifiers",
            "write a verifier for each security scheme",
        ),
        ('receiver = {verifiers = {a = "basik"}}', "receiver verifiers a", "did you mean 'basic'?"),
        ("receiver = {verifiers = {a = 1}}", "receiver verifiers a", "the kinds are messagebird-hmac"),
        (
            'receiver = {verifiers = {a = {kind = "basic", window = 1}}}',
            "receiver verifiers a window",
            "settings are kind, secret, environment",
        ),
        (
            'receiver = {verifiers = {a = {kind = "bird-hmac", window = 0}}}',
            "receiver verifiers a window",
            "write seconds, more than 0",
        ),
        (
            'receiver = {verifiers = {a = {kind = "bird-hmac", window = true}}}',
            "receiver verifiers a window",
            "write seconds, more than 0",
        ),
        (
            'receiver = {verifiers = {a = {kind = "basic", environment = [""]}}}',
            "receiver verifiers a environment",
            "name the variables of the environment, never a secret",
        ),
        ('receiver = {verifiers = {a = "hmac"}}', "receiver verifiers a", "name the header"),
        (
            'receiver = {verifiers = {a = {kind = "hmac", header = "a b"}}}',
            "receiver verifiers a header",
            "write the name of a header",
        ),
        (
            'receiver = {verifiers = {a = {kind = "hmac", header = "a", algorithm = "md5"}}}',
            "receiver verifiers a algorithm",
            "write one of sha1, sha256, sha384, sha512",
        ),
        (
            'receiver = {verifiers = {a = {kind = "hmac", header = "a", signed = "{body}{bodi}"}}}',
            "receiver verifiers a signed",
            "write what is signed",
        ),
        (
            'receiver = {verifiers = {a = {kind = "hmac", header = "a", signed = "constant"}}}',
            "receiver verifiers a signed",
            "write what is signed",
        ),
        (
            'receiver = {verifiers = {a = {kind = "hmac", header = "a", signed = "{timestamp}{body}"}}}',
            "receiver verifiers a",
            "say both signed",
        ),
        (
            'receiver = {verifiers = {a = {kind = "hmac", header = "a", timestamp_header = "t"}}}',
            "receiver verifiers a",
            "say both signed",
        ),
        ("receiver = {duplicates = [1]}", "receiver duplicates", "list the parts of a key"),
        ('receiver = {channels = {"/a" = 1}}', "receiver channels /a", "write a table with verifiers"),
        ('receiver = {channels = {"/a" = {limit = 1}}}', "receiver channels /a limit", "settings are"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(text: str, path: str, words: str) -> None:
    _, faults = read(text)
    assert [" ".join(fault.path) for fault in faults] == [path]
    assert faults[0].hint.startswith(words)


@pytest.mark.parametrize("text", ["", "receiver = false"])
def test_a_package_has_no_receiver_unless_it_is_asked_for(text: str) -> None:
    assert read(text) == (None, [])
    api = load(MemoryDocuments({"a.yaml": MESSAGEBIRD.read_bytes()}), "a.yaml")
    files = render(plan(api, PackageOptions()).package)
    assert not {"receiver.py", "security.py", "duplicates.py", "_intake.py", "_http.py"} & files.keys()


def test_a_package_has_the_verifiers_that_are_named_and_no_other() -> None:
    chosen, _ = read('receiver = {verifiers = {signatureAuth = "standard-webhooks"}}')
    api = load(MemoryDocuments({"a.yaml": MESSAGEBIRD.read_bytes()}), "a.yaml")
    files = render(plan(api, PackageOptions(receiver=chosen)).package)
    assert [name for name in files if name.startswith("_verify")] == ["_verify_standard_webhooks.py"]


@pytest.mark.parametrize("text", ["receiver = true", (CASE / "options.toml").read_text(encoding="utf-8")])
def test_what_the_lock_keeps_is_read_as_the_same_options(text: str) -> None:
    chosen, faults = read(text)
    assert chosen is not None and not faults
    options = PackageOptions(receiver=chosen)
    again = settings_of(options.values(), faults)
    assert (again.options(), faults) == (options, [])


def test_a_secret_never_stands_in_a_package() -> None:
    text = '[receiver.verifiers.signatureAuth]\nkind = "bird-hmac"\nsecrets = "s3cr3t"\n'
    assert [fault.path[-1] for fault in read(text)[1]] == ["secrets"]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("type", ("payload", "type")),
        ("message.id", ("payload", "message", "id")),
        ("/a.b/c~1d~0", ("payload", "a.b", "c/d~")),
        ("header:webhook-id", ("header", "webhook-id")),
    ],
)
def test_a_part_of_a_key_is_a_property_or_a_header(part: str, expected: tuple[str, ...]) -> None:
    assert location(part) == expected


def told(
    text: str, document: Path, perspective: Perspective = Perspective.APPLICATION
) -> list[tuple[str, str]]:
    chosen, faults = read(text)
    assert not faults
    api = load(MemoryDocuments({"a.yaml": document.read_bytes()}), "a.yaml")
    problems = problems_of_receiving(api, PackageOptions(receiver=chosen, perspective=perspective))
    return [(problem.code, problem.hint) for problem in problems]


def test_what_the_document_does_not_have_is_refused() -> None:
    assert told('receiver.verifiers = {signatureOath = "basic"}', MESSAGEBIRD) == [
        ("configuration-unknown-scheme", "did you mean 'signatureAuth'?"),
    ]
    assert told('receiver.channels."/webhok".duplicates = "type"', MESSAGEBIRD) == [
        ("configuration-unknown-channel", "did you mean '/webhook'?"),
    ]
    assert told('receiver.channels."/webhook".verifiers = {zzz = "basic"}', MESSAGEBIRD) == [
        ("configuration-unknown-scheme", "the schemes are 'signatureAuth'"),
    ]
    assert told('receiver.channels.open.verifiers = {mine = "header-token"}', CASE / "spec.yaml") == [
        ("configuration-value", "name it: header = ..."),
    ]
    assert told('receiver.verifiers = {basic = "header-token"}', CASE / "spec.yaml") == [
        ("configuration-value", "name it: header = ..."),
    ]


def test_a_client_receives_what_the_application_sends() -> None:
    said = 'receiver.channels."/webhook".duplicates = "type"'
    assert told(said, MESSAGEBIRD) == []
    assert told(said, MESSAGEBIRD, Perspective.CLIENT) == [("configuration-unknown-channel", "remove it")]


def test_what_is_said_of_the_golden_package_fits_its_document() -> None:
    assert told((CASE / "options.toml").read_text(encoding="utf-8"), CASE / "spec.yaml") == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('integrations = ["asgy"]', "did you mean 'asgi'?"),
        ('integrations = "somewhere"', "list some of asgi"),
        ("integrations = [1]", "list some of asgi"),
        ("integrations = [[]]", "list some of asgi"),
    ],
)
def test_what_cannot_call_a_receiver_is_told(text: str, hint: str) -> None:
    faults: list[Fault] = []
    read_integrations(tomllib.loads(text), faults)
    [fault] = faults
    assert (fault.path, hint in fault.hint) == (("integrations",), True)


def test_what_calls_a_receiver_that_is_not_there_is_told_with_its_place() -> None:
    api = load(MemoryDocuments({"spec.yaml": (CASE / "spec.yaml").read_bytes()}), "spec.yaml")
    options = PackageOptions(integrations=(Integration.ASGI,))
    place = Place("eventwright.toml", 3, 1)
    [problem] = problems_of_receiving(api, options, place)
    assert (problem.code, problem.place) == ("configuration-value", place)
    assert "asgi" in problem.message
    assert problems_of_receiving(api, replace(options, receiver=ReceiverOptions())) == ()


def test_the_lock_keeps_what_calls_the_receiver() -> None:
    options = PackageOptions(receiver=ReceiverOptions(), integrations=(Integration.ASGI,))
    faults: list[Fault] = []
    assert settings_of(options.values(), faults).options() == options
    assert faults == []


PLACED = [
    ('[receiver.verifiers]\nsignatureAuth = "basic"\nother = "basic"\n', (4, 1)),
    ('[receiver.verifiers.other]\nkind = "basic"\n', (2, 21)),
    ('[receiver.channels."/webhok"]\nduplicates = "type"\n', (2, 21)),
    (
        '[receiver.verifiers]\nsignatureAuth = "basic"\n\n'
        '[receiver.channels."/webhook".verifiers]\nother = "basic"\n',
        (6, 1),
    ),
    ('[receiver.channels."/webhook"]\nverifiers = { other = "basic" }\n', (3, 15)),
]


@pytest.mark.parametrize(("text", "position"), PLACED)
def test_what_the_document_does_not_have_is_told_with_its_place(
    text: str, position: tuple[int, int], tmp_path: Path
) -> None:
    (tmp_path / "eventwright.toml").write_text(f'spec = "a.yaml"\n{text}')
    configuration = read_configuration(tmp_path)
    assert configuration is not None
    settings = configuration.targets[0]
    api = load(MemoryDocuments({"a.yaml": MESSAGEBIRD.read_bytes()}), "a.yaml")
    [problem] = problems_of_receiving(api, settings.options(), None, dict(settings.receiver_places or ()))
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == position

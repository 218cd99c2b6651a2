"""`eventwright send`: signs messages as configured and posts them to a receiver."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.bar import bar
from eventwright.cli.signing import SecretFiles, SpecFlag, received
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Settings
from eventwright.problems import Problem, SpecError, UnreadableError
from eventwright.report.color import Color
from eventwright.report.formats import TreeFormat

if TYPE_CHECKING:
    from eventwright.cli.signing import Received
    from eventwright.sending.delivering import How, Outcome
    from eventwright.sending.request import Headers
    from eventwright.sending.sends import Changed, Wanted

Message = Annotated[
    str,
    typer.Argument(
        metavar="MESSAGE", help="A message by its name, its class, its operation, or its channel's address."
    ),
]
Url = Annotated[
    str,
    typer.Argument(
        metavar="URL", help="Where to; without a path the address of the message's channel is taken."
    ),
]
Payload = Annotated[
    str | None,
    typer.Option(
        "--payload",
        metavar="FILE",
        envvar="EVENTWRIGHT_PAYLOAD",
        help="Send what this file holds; - is the standard input. Without it samples are made.",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        envvar="EVENTWRIGHT_SET",
        help="Set a value in the payload, as message.id=7 or /message/id=7; JSON, else text.",
    ),
]
Header = Annotated[
    list[str] | None,
    typer.Option(
        "--header",
        metavar="'NAME: VALUE'",
        envvar="EVENTWRIGHT_HEADER",
        help="Send a header; it may be signed.",
    ),
]
Parameter = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter",
        metavar="NAME=VALUE",
        envvar="EVENTWRIGHT_PARAMETER",
        help="A parameter of the channel's address; without it one is made of its schema.",
    ),
]
Channel = Annotated[
    str | None,
    typer.Option(
        "--channel",
        metavar="ADDRESS",
        envvar="EVENTWRIGHT_CHANNEL",
        help="The channel, where a message has several.",
    ),
]
Repeat = Annotated[
    int,
    typer.Option(
        "--repeat", metavar="N", min=1, envvar="EVENTWRIGHT_REPEAT", help="Send so many, each another sample."
    ),
]
Concurrency = Annotated[
    int,
    typer.Option(
        "--concurrency",
        metavar="N",
        min=1,
        max=256,
        envvar="EVENTWRIGHT_CONCURRENCY",
        help="Send so many at a time.",
    ),
]
Duplicate = Annotated[
    bool,
    typer.Option(
        "--duplicate", envvar="EVENTWRIGHT_DUPLICATE", help="Send each once more, byte by byte the same."
    ),
]
Tamper = Annotated[
    bool,
    typer.Option("--tamper", envvar="EVENTWRIGHT_TAMPER", help="Change one byte after signing."),
]
Stale = Annotated[
    bool,
    typer.Option("--stale", envvar="EVENTWRIGHT_STALE", help="Sign right, with a time that is long over."),
]
Unsigned = Annotated[bool, typer.Option("--unsigned", envvar="EVENTWRIGHT_UNSIGNED", help="Sign nothing.")]
Expect = Annotated[
    list[int] | None,
    typer.Option(
        "--expect",
        metavar="STATUS",
        min=100,
        max=599,
        envvar="EVENTWRIGHT_EXPECT",
        help="Fail unless every answer has this status, or one of several; any 2xx without it.",
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", envvar="EVENTWRIGHT_SEED", help="Another number gives other samples.")
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0.001,
        envvar="EVENTWRIGHT_TIMEOUT",
        help="How long to wait for an answer.",
    ),
]
Retries = Annotated[
    int,
    typer.Option(
        "--retries",
        metavar="N",
        min=0,
        envvar="EVENTWRIGHT_RETRIES",
        help="Send what is not answered as expected so often again, after what Retry-After says.",
    ),
]
# A switch of its own in the environment: leave to fetch what references name is no leave to send.
AllowRemote = Annotated[
    bool,
    typer.Option(
        "--allow-remote",
        envvar="EVENTWRIGHT_SEND_ALLOW_REMOTE",
        help="Send to other machines than this one too.",
    ),
]
BaseUrl = Annotated[
    str,
    typer.Option(
        "--base-url",
        metavar="URL",
        envvar="EVENTWRIGHT_BASE_URL",
        help="Sign as if this stood before the path, as a receiver behind a proxy expects.",
    ),
]
FormFlag = Annotated[
    TreeFormat, flags.choice(TreeFormat, "--output-format", "A table for people, or JSON for programs.")
]


def send(  # noqa: PLR0913, PLR0917  one parameter for each flag
    message: Message,
    url: Url,
    spec: SpecFlag = None,
    payload: Payload = None,
    set_: Set = None,
    header: Header = None,
    parameter: Parameter = None,
    channel: Channel = None,
    repeat: Repeat = 1,
    concurrency: Concurrency = 1,
    duplicate: Duplicate = False,
    tamper: Tamper = False,
    stale: Stale = False,
    unsigned: Unsigned = False,
    expect: Expect = None,
    seed: Seed = 0,
    timeout: Timeout = 10.0,
    retries: Retries = 0,
    allow_remote: AllowRemote = False,
    base_url: BaseUrl = "",
    secret_file: SecretFiles = None,
    overlay: flags.OverlayFlag = None,
    ref_root: flags.RefRootFlag = None,
    limit: flags.LimitFlag = None,
    output_format: FormFlag = TreeFormat.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Sign a sample of a message as the configuration has it verified, and send it to a receiver.

    Secrets come from the environment variables that the configuration names, or from files.
    """
    from eventwright.report.sendings import outcome_text
    from eventwright.sending.delivering import How
    from eventwright.sending.files import bytes_of
    from eventwright.sending.peers import peer_of
    from eventwright.sending.sends import Changed, Wanted

    streams = Streams(color, output_file)
    settings = Settings(
        spec=spec, overlays=flags.overlays(overlay), ref_root=ref_root, limits=flags.limits(limit)
    )
    try:
        peer = peer_of(url, remote=allow_remote)
        wanted = Wanted(
            message=message,
            url=url,
            channel=channel,
            parameters=_pairs(parameter),
            payload=None if payload is None else (payload, bytes_of(payload)),
            set=tuple(set_ or ()),
            headers=_headers(header),
            repeat=repeat,
            seed=seed,
        )
        how = How(
            peer=peer,
            timeout=timeout,
            retries=retries,
            concurrency=concurrency,
            duplicate=duplicate,
            expected=tuple(expect or ()),
        )
        known = received(settings)
        changed = Changed(base_url=base_url, stale=stale, tamper=tamper)
        outcome = _sent(known, wanted, changed, how, None if unsigned else secret_file or [])
    except SpecError as error:
        streams.note(error.problems)
        return exit_code(error)
    streams.answer(outcome_text(outcome, message, output_format, streams.painter), known.source.named)
    return outcome.exit_code


def _sent(
    known: "Received", wanted: "Wanted", changed: "Changed", how: "How", secrets: list[str] | None
) -> "Outcome":
    """Send what is wanted; without `secrets`, which may be an empty list of files, nothing is signed."""
    from eventwright.sending.credentials import credentials_for
    from eventwright.sending.delivering import delivered
    from eventwright.sending.sends import makes, sendable

    try:
        ready = sendable(known.api, known.package.told, known.destinations, wanted)
    except SpecError as error:
        raise type(error)(map(known.source.placed, error.problems)) from error
    credentials = (
        () if secrets is None else credentials_for(ready.destination, known.given(secrets), os.environ)
    )
    made = makes(ready, credentials, changed)
    with bar(f"sending to {how.peer.authority}", len(made) * (1 + how.duplicate)) as tell:
        return delivered(made, how, tell)


def _pairs(said: list[str] | None) -> dict[str, str]:
    split = [text.partition("=") for text in said or ()]
    for name, mark, _ in split:
        if not name or not mark:
            message = "it is not written NAME=VALUE"
            raise typer.BadParameter(message, param_hint="'--parameter'")
    return {name: value for name, _, value in split}


def _headers(said: list[str] | None) -> "Headers":
    from eventwright.sending.composing import header_of

    try:
        return tuple(map(header_of, said or ()))
    except ValueError as error:
        text = f"{str(error)!r} is no header"
        raise UnreadableError([Problem("send-header", text, hint="write --header 'NAME: VALUE'")]) from error

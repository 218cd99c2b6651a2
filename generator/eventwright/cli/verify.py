"""`eventwright verify`: tells whether the signature of a captured request holds, and why not."""

import os
import time
from typing import Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.signing import SecretFiles, SpecFlag, received
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Settings
from eventwright.problems import SpecError
from eventwright.report.color import Color
from eventwright.report.formats import TreeFormat

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A captured request: an HTTP message, a JSON object or a HAR file; - is the standard input.",
    ),
]
Channel = Annotated[
    str | None,
    typer.Option(
        "--channel",
        metavar="ADDRESS",
        envvar="EVENTWRIGHT_CHANNEL",
        help="The channel whose verifiers judge; by default that whose address ends the path.",
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="TIME",
        envvar="EVENTWRIGHT_AT",
        help="The time by which it is judged, as 2026-01-31T12:00:00Z or seconds; by default now.",
    ),
]
BaseUrl = Annotated[
    str,
    typer.Option(
        "--base-url",
        metavar="URL",
        envvar="EVENTWRIGHT_BASE_URL",
        help="What its sender has before the path, where a proxy has changed that.",
    ),
]
Entry = Annotated[
    int | None,
    typer.Option(
        "--entry",
        metavar="N",
        min=1,
        envvar="EVENTWRIGHT_ENTRY",
        help="Which entry of a HAR file, from 1 on.",
    ),
]
FormFlag = Annotated[
    TreeFormat, flags.choice(TreeFormat, "--output-format", "Lines for people, or JSON for programs.")
]


def verify(  # noqa: PLR0913, PLR0917  one parameter for each flag
    file: File,
    spec: SpecFlag = None,
    channel: Channel = None,
    at: At = None,
    base_url: BaseUrl = "",
    entry: Entry = None,
    secret_file: SecretFiles = None,
    overlay: flags.OverlayFlag = None,
    ref_root: flags.RefRootFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    limit: flags.LimitFlag = None,
    output_format: FormFlag = TreeFormat.FULL,
    output_file: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Tell whether the signature of a captured request holds and, if not, what would have made it hold.

    Secrets come from the environment variables that the configuration names, or from files.
    """
    from eventwright.report.verdicts import verdict_text
    from eventwright.sending.capturing import absolute, captured
    from eventwright.sending.files import bytes_of
    from eventwright.sending.verifying import Asked, verdict

    streams = Streams(color, output_file)
    settings = Settings(
        spec=spec,
        overlays=flags.overlays(overlay),
        ref_root=ref_root,
        allow_remote=allow_remote,
        limits=flags.limits(limit),
    )
    judged_at = time.time() if at is None else _time(at)
    try:
        found = captured(bytes_of(file), file, entry)
        known = received(settings)
        asked = Asked(at=judged_at, given=known.given(secret_file), environment=os.environ, channel=channel)
        request = absolute(found.request, base_url)
        told = verdict(known.destinations, request, asked, found.remarks)
    except SpecError as error:
        streams.note(error.problems)
        return exit_code(error)
    streams.answer(verdict_text(told, output_format, streams.painter), [file, *known.source.named])
    return 0 if told.holds else 1


def _time(text: str) -> float:
    from eventwright.sending.verifying import time_of

    try:
        return time_of(text)
    except ValueError:
        message = f"{text!r} is no time (write it as 2026-01-31T12:00:00Z, or as seconds since 1970)"
        raise typer.BadParameter(message, param_hint="'--at'") from None

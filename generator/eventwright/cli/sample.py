"""`eventwright sample`: prints valid payloads of a message."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from eventwright.cli import flags
from eventwright.cli.progress import Progress
from eventwright.cli.streams import Streams, exit_code
from eventwright.configuration import Settings, read_configuration
from eventwright.problems import Problem, SpecError
from eventwright.report.color import Color

Message = Annotated[
    str | None,
    typer.Argument(
        metavar="MESSAGE", help="A message by its name, its class, its operation, or its channel's address."
    ),
]
SpecFlag = Annotated[
    str | None,
    typer.Option(
        "--spec",
        metavar="FILE",
        envvar="EVENTWRIGHT_SPEC",
        help="The AsyncAPI document; without it, that of the first configured target.",
    ),
]
All = Annotated[
    bool, typer.Option("--all", envvar="EVENTWRIGHT_ALL", help="Samples of every message, with its name.")
]
Count = Annotated[
    int, typer.Option("--count", min=1, envvar="EVENTWRIGHT_COUNT", help="How many samples of each message.")
]
Seed = Annotated[
    int, typer.Option("--seed", envvar="EVENTWRIGHT_SEED", help="Another number gives other samples.")
]
Headers = Annotated[
    bool,
    typer.Option(
        "--headers", envvar="EVENTWRIGHT_HEADERS", help="Print headers and payload, not the payload alone."
    ),
]


def sample(  # noqa: PLR0913, PLR0917  one parameter for each flag
    message: Message = None,
    spec: SpecFlag = None,
    every: All = False,
    count: Count = 1,
    seed: Seed = 0,
    headers: Headers = False,
    overlay: flags.OverlayFlag = None,
    ref_root: flags.RefRootFlag = None,
    allow_remote: flags.AllowRemoteFlag = None,
    limit: flags.LimitFlag = None,
    output: flags.FileFlag = None,
    color: flags.ColorFlag = Color.AUTO,
) -> int:
    """Print valid payloads of a message: the document's examples first, then what its schema allows."""
    from eventwright.reading import read, reading_of, source_for
    from eventwright.report.samples import samples_text
    from eventwright.sampling.asking import Asked, sampled
    from eventwright.target import planned, specs

    streams = Streams(color, output)
    asked = Settings(
        spec=spec,
        overlays=flags.overlays(overlay),
        ref_root=ref_root,
        allow_remote=allow_remote,
        limits=flags.limits(limit),
    )
    problems: tuple[Problem, ...]
    try:
        wanted = Asked(message=message, every=every, seed=seed, count=count)
        settings = specs(asked, read_configuration(Path.cwd()))[0]
        source = source_for(settings)
        with Progress.of(sys.stderr, os.environ).during(f"reading {settings.spec}"):
            loaded = read(source, reading_of(settings), settings.refuses_from)
            package, _ = planned(loaded, settings)
            found, problems = sampled(loaded.api, package.told, wanted)
    except SpecError as error:
        streams.note(error.problems)
        return exit_code(error)
    streams.note([source.placed(problem) for problem in problems])
    streams.answer(samples_text(found, headers=headers, named=every), source.named)
    return 1 if problems else 0

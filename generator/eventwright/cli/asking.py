"""Questions on a terminal, each with what was found as its answer; elsewhere that is the answer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import typer

from eventwright.problems import SpecError
from eventwright.report.visible import visible


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks on stderr where somebody is there to answer, else takes what was found."""

    asks: bool

    def tell(self, lines: Iterable[str]) -> None:
        """Say what helps to answer."""
        for line in lines:
            typer.echo(visible(line), err=True)

    def text(self, question: str, found: str | None, check: Callable[[str], None]) -> str:
        """Return the answer that `check` lets pass; it raises SpecError for what cannot be."""
        while self.asks or found is None:
            answer = str(typer.prompt(question, default=found, err=True)).strip()
            try:
                check(answer)
            except SpecError as error:
                for problem in error.problems:
                    told = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
                    typer.echo(visible(told), err=True)
                continue
            return answer
        return found

    def one_of(self, question: str, found: str, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        while self.asks:
            answer = str(typer.prompt(f"{question} ({', '.join(choices)})", default=found, err=True)).strip()
            if answer in choices:
                return answer
            typer.echo(f"one of {', '.join(choices)}", err=True)
        return found

    def yes(self, question: str) -> bool:
        """Return whether it is wanted; what is only offered is not made without a word."""
        return self.asks and bool(typer.confirm(question, default=True, err=True))

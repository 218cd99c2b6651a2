"""The questions of `init`: each that no flag has answered, with what was found as its answer."""

from dataclasses import dataclass
from pathlib import Path

import typer

from eventwright.cli.asking import Asking
from eventwright.outputs import require_package_name
from eventwright.setup.answers import Answers, handlers_file_for, name_for, output_for
from eventwright.setup.checks import (
    NO_FILE,
    handlers_file_check,
    require_document,
    require_found,
    require_output,
)
from eventwright.setup.kept import Asked
from eventwright.setup.project import Framework, Project, documents_in, relative


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks for one package; raises SpecError where nobody is there to answer what cannot be found."""

    asking: Asking
    asked: Asked
    project: Project
    folder: Path

    def answers(self) -> Answers:
        document = relative(self._document(), self.folder)
        output = relative(self._output(document), self.folder)
        return Answers(
            document=document,
            output=output,
            handlers_file=self._handlers_file(output),
            framework=self._framework(),
        )

    def _document(self) -> str:
        if self.asked.settings.spec is not None:
            return self.asked.settings.spec
        found = documents_in(self.folder)
        if len(found) == 1 and not self.asking.asks:
            return found[0]
        if not self.asking.asks:
            require_found(found)
        if len(found) > 1:
            self.asking.tell(["AsyncAPI documents here:", *(f"  {each}" for each in found)])
        return self.asking.text("Document", found[0] if found else None, require_document)

    def _output(self, document: str) -> str:
        name, output = self.asked.package_name, self.asked.settings.output
        if output is not None:
            _require_one_name(output, name)
            return output
        if name is None:
            found = name_for(document, self.project)
            name = self.asking.text("Name of the package", found, require_package_name)
        return self.asking.text("Folder of the package", output_for(name, self.project), require_output)

    def _handlers_file(self, output: str) -> str | None:
        if not self.asked.handlers:
            return None
        said = self.asked.settings.handlers_file
        if said is None:
            found = handlers_file_for(output, self.project, self.folder)
            said = self.asking.text(f"File for handlers, or {NO_FILE}", found, handlers_file_check(output))
        return None if said == NO_FILE else relative(said, self.folder)

    def _framework(self) -> Framework:
        if self.asked.framework is not None:
            return self.asked.framework
        choices = [each.value for each in Framework]
        return Framework(self.asking.one_of("Framework", self.project.framework.value, choices))


def _require_one_name(output: str, name: str | None) -> None:
    if name not in (None, Path(output).name):
        message = f"the last part of --output {output!r} is the package's name already"
        raise typer.BadParameter(message, param_hint="'--package-name'")

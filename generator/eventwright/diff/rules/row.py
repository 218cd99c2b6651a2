"""What one row of the table of changes says; the rows stand in a module for each subject."""

from dataclasses import dataclass
from enum import StrEnum

from eventwright.diff.change import Severity

SAFE, DANGEROUS, BREAKING = Severity


class Subject(StrEnum):
    """What a change is about, in the order of the guide."""

    DOCUMENT = "Document and info"
    SERVERS = "Servers"
    CHANNELS = "Channels and parameters"
    OPERATIONS = "Operations"
    MESSAGES = "Messages, headers and correlation"
    TYPES = "Schemas: types"
    VALUES = "Schemas: enum, const and default"
    OBJECTS = "Schemas: objects"
    STRINGS = "Schemas: strings"
    NUMBERS = "Schemas: numbers"
    ARRAYS = "Schemas: arrays"
    COMPOSITION = "Schemas: composition"
    ANNOTATIONS = "Schemas: annotations"
    COMPONENTS = "References and components"
    SECURITY = "Security schemes"
    BINDINGS = "Bindings"
    UNDECIDED = "What cannot be decided"
    CODE = "Python code that uses the generated package"
    POLICY = "What a policy asks of the version"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRule:
    """One kind of change. A comparison may find a severity other than the row's where it looks closer.

    `silent` rules are equivalences: they are listed, and never told of a document. A `meaning` changes
    while validity does not. Severities may be `compared`: those of the row hold where nothing closer is
    found. What is told `beside` is what other changes come to. `mirror` is the rule for the change back
    where the ids do not show it; one that has none says why in `waiver`. A `policy` rule is told where
    the configuration asks for it, and outside of the verdict.
    """

    id: str
    subject: Subject
    purpose: str
    receiver: Severity
    sender: Severity
    code: Severity
    silent: bool = False
    meaning: bool = False
    compared: bool = False
    beside: bool = False
    mirror: str = ""
    waiver: str = ""
    policy: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes the rows of one subject, so that each is told on few lines."""

    subject: Subject

    def row(  # noqa: PLR0913  the columns of the table
        self,
        id: str,
        purpose: str,
        receiver: Severity,
        sender: Severity,
        code: Severity,
        *,
        meaning: bool = False,
        compared: bool = False,
        beside: bool = False,
        mirror: str = "",
        waiver: str = "",
    ) -> DiffRule:
        """Return the row of a change that is told."""
        return DiffRule(
            id=id,
            subject=self.subject,
            purpose=purpose,
            receiver=receiver,
            sender=sender,
            code=code,
            meaning=meaning,
            compared=compared,
            beside=beside,
            mirror=mirror,
            waiver=waiver,
        )

    def silent(self, id: str, purpose: str) -> DiffRule:
        """Return the row of an equivalence."""
        return DiffRule(
            id=id,
            subject=self.subject,
            purpose=purpose,
            receiver=SAFE,
            sender=SAFE,
            code=SAFE,
            silent=True,
        )

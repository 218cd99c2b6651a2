"""Changes of a document's parts other than schemas: one module for each, each listed here."""

from collections.abc import Callable, Iterator

from eventwright.diff.scope import Scope, Told
from eventwright.diff.subjects.channels import compare_channels
from eventwright.diff.subjects.components import compare_components
from eventwright.diff.subjects.info import compare_info
from eventwright.diff.subjects.schemes import compare_schemes
from eventwright.diff.subjects.servers import compare_servers

SUBJECTS: tuple[Callable[[Scope], Iterator[Told]], ...] = (
    compare_info,
    compare_servers,
    compare_channels,
    compare_schemes,
    compare_components,
)

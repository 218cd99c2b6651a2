"""Words of a document become Python identifiers here; nothing here knows schemas, messages or source text."""

from eventwright.names.distinct import distinct, distinct_classes
from eventwright.names.identifiers import (
    LONGEST,
    Identifier,
    class_name,
    constant,
    field_name,
    identifier,
    member_name,
    method_name,
    module_name,
    package_name,
)
from eventwright.names.reserved import (
    ANNOTATION_RESERVED,
    CLASS_RESERVED,
    FIELD_RESERVED,
    HARD_KEYWORDS,
    MEMBER_RESERVED,
    METHOD_RESERVED,
    MODULE_RESERVED,
    PACKAGE_RESERVED,
)
from eventwright.names.words import words

__all__ = [
    "ANNOTATION_RESERVED",
    "CLASS_RESERVED",
    "FIELD_RESERVED",
    "HARD_KEYWORDS",
    "LONGEST",
    "MEMBER_RESERVED",
    "METHOD_RESERVED",
    "MODULE_RESERVED",
    "PACKAGE_RESERVED",
    "Identifier",
    "class_name",
    "constant",
    "distinct",
    "distinct_classes",
    "field_name",
    "identifier",
    "member_name",
    "method_name",
    "module_name",
    "package_name",
    "words",
]

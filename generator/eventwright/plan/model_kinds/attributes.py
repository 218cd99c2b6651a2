"""The names that fields cannot have beside those of dataclasses, written down for each library."""

from collections.abc import Mapping

from eventwright.options import Models

_PYDANTIC = frozenset(
    {
        *("construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw", "schema"),
        *("schema_json", "update_forward_refs", "validate"),
        *("model_computed_fields", "model_config", "model_construct", "model_copy", "model_dump"),
        *("model_dump_json", "model_extra", "model_fields", "model_fields_set", "model_json_schema"),
        *("model_parametrized_name", "model_post_init", "model_rebuild", "model_validate"),
        *("model_validate_json", "model_validate_strings"),
        "pydantic",
    }
)

RESERVED: Mapping[Models, frozenset[str]] = {
    Models.DATACLASS: frozenset(),
    Models.PYDANTIC: _PYDANTIC,
    Models.MSGSPEC: frozenset({"msgspec"}),
    Models.TYPEDDICT: frozenset(),
}

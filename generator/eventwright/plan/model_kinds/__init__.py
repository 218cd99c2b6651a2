"""Objects as classes of pydantic, msgspec or typing, written by datamodel-code-generator; no dataclasses."""

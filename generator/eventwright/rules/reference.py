"""Rows about: References."""

from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "reference-cycle",
        Subject.REFERENCE,
        "References lead back to themselves without a schema between them.",
        "Put what is meant in place of one of them.",
        example="""
            components:
              schemas:
                Order: {$ref: "#/components/schemas/Purchase"}
                Purchase: {$ref: "#/components/schemas/Order"}
            """,
        mended="""
            components:
              schemas:
                Order: {$ref: "#/components/schemas/Purchase"}
                Purchase: {type: object}
            """,
    ),
    Rule(
        "reference-not-text",
        Subject.REFERENCE,
        "The value of a `$ref` is not text.",
        "Write a text.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {$ref: 5}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: integer}
            """,
    ),
    Rule(
        "reference-outside-root",
        Subject.REFERENCE,
        "A `$ref` leads out of the folder that may be read.",
        "Name a wider folder with `--ref-root`.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {$ref: "../other/order.yaml"}
            """,
    ),
    Rule(
        "remote-reference",
        Subject.REFERENCE,
        "A `$ref` is a URL, and nothing is fetched without leave.",
        "Copy the file beside the document, or let it be fetched with `--allow-remote`.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {$ref: "https://example.com/order.json"}
            """,
    ),
    Rule(
        "unknown-file",
        Subject.REFERENCE,
        "A `$ref` names a file that does not exist.",
        "Correct the path.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {$ref: "order.yaml#/Order"}
            """,
    ),
    Rule(
        "unknown-reference",
        Subject.REFERENCE,
        "A `$ref` points to nothing in the file it names.",
        "Take a near match from the hint, or add what is missing.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {$ref: "#/components/schemas/Ordr"}
            components:
              schemas:
                Order: {type: object}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {$ref: "#/components/schemas/Order"}
            components:
              schemas:
                Order: {type: object}
            """,
    ),
    Rule(
        "references-too-deep",
        Subject.REFERENCE,
        "Schemas refer to one another in a chain of thousands.",
        "Shorten the chain.",
    ),
    Rule(
        "remote-changed",
        Subject.REFERENCE,
        "What a URL holds is not what it held when the lock was written.",
        "Look at what has changed, then accept it with `--update-remote`.",
    ),
    Rule(
        "remote-not-fetched",
        Subject.REFERENCE,
        "What a URL holds could not be fetched.",
        "Check the address and the network, or copy the file beside the document.",
    ),
    Rule(
        "too-many-files",
        Subject.REFERENCE,
        "References name more files than are read.",
        "Join some of them, or raise the limit with `--limit files=NUMBER`.",
    ),
)

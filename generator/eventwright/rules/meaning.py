"""Rows about: What a document says."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "schema-format-not-read",
        Subject.MEANING,
        "The `schemaFormat` of a message is none that is read, so its payload stays the bytes of the body.",
        "Describe the payload as JSON Schema, or decode `message.payload` with a library for that format.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    schemaFormat: application/vnd.google.protobuf;version=3
                    payload: 'message Order { string id = 1; }'
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object, properties: {id: {type: string}}}
            """,
    ),
    Rule(
        "content-type-not-read",
        Subject.MEANING,
        "A schema describes a payload whose content type is neither JSON nor text.",
        "Give a function that reads it to `Router(readers=...)`, or one that writes it to `Publisher`.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    contentType: application/xml
                    payload: {type: object, properties: {id: {type: string}}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    contentType: application/json
                    payload: {type: object, properties: {id: {type: string}}}
            """,
    ),
    Rule(
        "duplicate-operation-id",
        Subject.MEANING,
        "Two operations have one `operationId`.",
        "Give each an id of its own.",
        example="""
            channels:
              orders:
                publish: {operationId: receive, message: {payload: {type: object}}}
              invoices:
                publish: {operationId: receive, message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders:
                publish: {operationId: receiveOrder, message: {payload: {type: object}}}
              invoices:
                publish: {operationId: receiveInvoice, message: {payload: {type: object}}}
            """,
        goes_on=True,
    ),
    Rule(
        "messages-not-told-apart",
        Subject.MEANING,
        "Only their schemas tell the messages of a channel apart: the first that fits is taken.",
        "Give each payload a property with a `const` of its own, or set `tell_apart` in the configuration.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    oneOf:
                      - name: placed
                        payload: {type: object}
                      - name: paid
                        payload: {type: object}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    oneOf:
                      - name: placed
                        payload: {properties: {kind: {const: placed}}, required: [kind]}
                      - name: paid
                        payload: {properties: {kind: {const: paid}}, required: [kind]}
            """,
    ),
    Rule(
        "telling-not-required",
        Subject.MEANING,
        "A property tells the messages of a channel apart, and several of them do not require it. A body "
        "without it belongs to the one message whose schema allows it, and is else an `UnknownMessage`.",
        "Require the property.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    oneOf:
                      - name: placed
                        payload: {properties: {kind: {const: placed}}}
                      - name: paid
                        payload: {properties: {kind: {const: paid}}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    oneOf:
                      - name: placed
                        payload: {properties: {kind: {const: placed}}, required: [kind]}
                      - name: paid
                        payload: {properties: {kind: {const: paid}}, required: [kind]}
            """,
    ),
    Rule(
        "unsupported-version",
        Subject.MEANING,
        "The version in `asyncapi` cannot be read.",
        "Write a version from 2.0.0 to 2.6.0, as text with three parts.",
        example="""
            asyncapi: 2.6
            info: {title: Orders, version: 1.0.0}
            channels: {}
            """,
        mended="""
            asyncapi: 2.6.0
            info: {title: Orders, version: 1.0.0}
            channels: {}
            """,
    ),
    Rule(
        "pattern-backtracks",
        Subject.MEANING,
        "Python's engine may take exponential time, or more than the square of the length, on a `pattern`.",
        "Let no repetition stand in or beside another one that reads the same characters.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      properties:
                        code: {type: string, pattern: '^([A-Z]+)+$'}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      properties:
                        code: {type: string, pattern: '^[A-Z]+$'}
            """,
    ),
    Rule(
        "pattern-not-python",
        Subject.MEANING,
        "Python's `re` cannot read a `pattern`, so it is not enforced.",
        "Write it with what Python's `re` knows too.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      properties:
                        name: {type: string, pattern: '^\\p{L}+$'}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      properties:
                        name: {type: string, pattern: '^[A-Za-z]+$'}
            """,
    ),
)

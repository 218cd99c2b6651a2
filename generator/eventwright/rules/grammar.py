"""Rows about: What a document is made of."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "missing-field",
        Subject.GRAMMAR,
        "AsyncAPI requires a field that is not there.",
        "Add it.",
        example="info: {title: Orders}",
        mended="info: {title: Orders, version: 1.0.0}",
        goes_on_in_notes=True,
    ),
    Rule(
        "misspelt-field",
        Subject.GRAMMAR,
        "A field is nearly one that decides what is generated, and most likely meant to be it.",
        "Correct the name, or start it with `x-` where it is an extension of your own.",
        example="""
            channels:
              orders:
                subcribe: {message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders:
                subscribe: {message: {payload: {type: object}}}
            """,
    ),
    Rule(
        "unknown-field",
        Subject.GRAMMAR,
        "An object has a field that AsyncAPI does not know there.",
        "Correct the name, or start it with `x-` where it is an extension of your own.",
        example="""
            servers:
              production: {url: "broker.example.com", protocol: amqp, port: 5672}
            """,
        mended="""
            servers:
              production: {url: "broker.example.com:5672", protocol: amqp}
            """,
        goes_on=True,
    ),
    Rule(
        "not-in-version",
        Subject.GRAMMAR,
        "A field, or a `$ref` in its place, exists in other versions than that of the document.",
        "Write a version in `asyncapi` that has it, or do without.",
        example="""
            asyncapi: 2.1.0
            info: {title: Orders, version: 1.0.0}
            channels:
              orders: {servers: [production]}
            servers:
              production: {url: example.com, protocol: amqp}
            """,
        mended="""
            asyncapi: 2.2.0
            info: {title: Orders, version: 1.0.0}
            channels:
              orders: {servers: [production]}
            servers:
              production: {url: example.com, protocol: amqp}
            """,
        goes_on=True,
    ),
    Rule(
        "wrong-type",
        Subject.GRAMMAR,
        "A value is of a type that its key does not take.",
        "Correct the value.",
        example="info: {title: Orders, version: 1.0}",
        mended='info: {title: Orders, version: "1.0"}',
        goes_on_in_notes=True,
    ),
    Rule(
        "wrong-value",
        Subject.GRAMMAR,
        "A value is none that its key can have: a word out of a fixed set, a number out of bounds, no URI.",
        "Write a value as the hint says.",
        example="""
            info:
              title: Orders
              version: 1.0.0
              contact: {email: orders at example.com}
            """,
        mended="""
            info:
              title: Orders
              version: 1.0.0
              contact: {email: orders@example.com}
            """,
        goes_on=True,
    ),
    Rule(
        "repeated-item",
        Subject.GRAMMAR,
        "A list whose elements have to differ holds one twice.",
        "Remove one of the two.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {required: [id, id]}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {required: [id]}
            """,
        goes_on=True,
    ),
    Rule(
        "bad-name",
        Subject.GRAMMAR,
        "A key has signs that names of its kind cannot have.",
        "Use the signs that the hint tells.",
        example="""
            components:
              schemas:
                An Order: {type: object}
            """,
        mended="""
            components:
              schemas:
                Order: {type: object, title: An Order}
            """,
        goes_on=True,
    ),
    Rule(
        "reference-not-allowed",
        Subject.GRAMMAR,
        "A `$ref` stands where AsyncAPI allows none.",
        "Write out what it refers to.",
        example="""
            info: {$ref: "#/x-info"}
            x-info: {title: Orders, version: 1.0.0}
            """,
        mended="info: {title: Orders, version: 1.0.0}",
    ),
    Rule(
        "unknown-type",
        Subject.GRAMMAR,
        "`type` is none of JSON Schema's seven types.",
        "Correct the word.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: str}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: string}
            """,
    ),
    Rule(
        "wrong-constraint",
        Subject.GRAMMAR,
        "A keyword of a schema has a value that no validator can apply.",
        "Write a value as the hint says.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: string, minLength: -1}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: string, minLength: 1}
            """,
    ),
    Rule(
        "unknown-keyword",
        Subject.GRAMMAR,
        "A schema has a keyword that says nothing, but is close to one that does.",
        "Correct the word, or start it with `x-` where it is your own.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: string, minlength: 1}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: string, minLength: 1}
            """,
    ),
    Rule(
        "wrong-binding",
        Subject.GRAMMAR,
        "A binding is not made as the specification of these bindings, which is not AsyncAPI's own, says.",
        "Correct it as the hint says, or name the `bindingVersion` that it is written for.",
        Level.WARNING,
        example="""
            channels:
              orders:
                bindings: {amqp: {is: queue, queue: {durable: "yes"}}}
            """,
        mended="""
            channels:
              orders:
                bindings: {amqp: {is: queue, queue: {durable: true}}}
            """,
    ),
    Rule(
        "unknown-binding",
        Subject.GRAMMAR,
        "A protocol, or a `bindingVersion`, is none whose bindings are known, so nothing of it is checked.",
        "Correct the word, or start it with `x-` where it is your own.",
        Level.WARNING,
        example="""
            channels:
              orders:
                bindings: {kafak: {topic: orders}}
            """,
        mended="""
            channels:
              orders:
                bindings: {kafka: {topic: orders}}
            """,
    ),
)

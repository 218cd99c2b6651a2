"""Rows about what is legal but suspicious."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "scopes-not-empty",
        Subject.ADVICE,
        "A security requirement names scopes, and its scheme is neither oauth2 nor openIdConnect.",
        "Write an empty list.",
        Level.WARNING,
        example="""
            servers:
              production:
                url: broker.example.com
                protocol: mqtt
                security: [{password: [orders.read]}]
            components:
              securitySchemes:
                password: {type: userPassword}
            """,
        mended="""
            servers:
              production:
                url: broker.example.com
                protocol: mqtt
                security: [{password: []}]
            components:
              securitySchemes:
                password: {type: userPassword}
            """,
    ),
    Rule(
        "invalid-inner-default",
        Subject.ADVICE,
        "The default of a schema inside of another, such as that of a property, is not valid by it.",
        "Correct the default, or the schema.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object, properties: {total: {type: number, default: none}}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object, properties: {total: {type: number, default: 0}}}
            """,
    ),
    Rule(
        "invalid-inner-example",
        Subject.ADVICE,
        "An example in a schema inside of another, such as that of a property, is not valid by it.",
        "Correct the example, or the schema.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object, properties: {total: {type: number, examples: [none]}}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object, properties: {total: {type: number, examples: [12.50]}}}
            """,
    ),
    Rule(
        "enum-against-type",
        Subject.ADVICE,
        "A value of an `enum` is not of the `type` beside it, so it is never valid.",
        "Put the value in quotes, remove it, or widen the type.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: string, enum: [1, two]}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: string, enum: ["1", two]}
            """,
    ),
    Rule(
        "required-not-declared",
        Subject.ADVICE,
        "A schema requires a property that it does not describe.",
        "Correct the name, or add the property.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      required: [totl]
                      properties: {total: {type: number}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      required: [total]
                      properties: {total: {type: number}}
            """,
    ),
    Rule(
        "discriminator-not-declared",
        Subject.ADVICE,
        "The property that `discriminator` names is not declared, or not required.",
        "Add it to `properties` and to `required`.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      discriminator: total
                      properties: {total: {type: number}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload:
                      type: object
                      discriminator: total
                      required: [total]
                      properties: {total: {type: number}}
            """,
    ),
    Rule(
        "correlation-id-not-declared",
        Subject.ADVICE,
        "The location of a correlation id names what the schema of the message does not declare.",
        "Correct the location, or declare what it names.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object}
                    headers: {type: object, properties: {orderId: {type: string}}}
                    correlationId: {location: $message.header#/orderID}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object}
                    headers: {type: object, properties: {orderId: {type: string}}}
                    correlationId: {location: $message.header#/orderId}
            """,
    ),
    Rule(
        "unused-component",
        Subject.ADVICE,
        "Nothing refers to a component.",
        "Refer to it, or remove it.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object}
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
        "needless-declaration",
        Subject.ADVICE,
        "Parameters or variables are declared for an address or a URL that has none.",
        "Remove them, or put them into the address in braces.",
        Level.WARNING,
        example="""
            channels:
              orders:
                parameters:
                  orderId: {schema: {type: string}}
                publish: {message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders/{orderId}:
                parameters:
                  orderId: {schema: {type: string}}
                publish: {message: {payload: {type: object}}}
            """,
    ),
    Rule(
        "empty-channel",
        Subject.ADVICE,
        "A channel has neither `publish` nor `subscribe`, so nothing passes there.",
        "Add an operation, or remove the channel.",
        Level.WARNING,
        example="""
            channels:
              orders: {}
            """,
        mended="""
            channels:
              orders:
                publish: {message: {payload: {type: object}}}
            """,
    ),
    Rule(
        "same-address",
        Subject.ADVICE,
        "The addresses of two channels differ in the names of parameters only, so both always match.",
        "Make one channel of them, or change an address.",
        Level.WARNING,
        example="""
            channels:
              orders/{id}:
                parameters: {id: {schema: {type: string}}}
                publish: {message: {payload: {type: object}}}
              orders/{number}:
                parameters: {number: {schema: {type: string}}}
                publish: {message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders/{id}:
                parameters: {id: {schema: {type: string}}}
                publish: {message: {payload: {type: object}}}
              invoices/{number}:
                parameters: {number: {schema: {type: string}}}
                publish: {message: {payload: {type: object}}}
            """,
    ),
    Rule(
        "repeated-parameter",
        Subject.ADVICE,
        "An address has one parameter twice, so both parts have to be equal.",
        "Give each a name of its own.",
        Level.WARNING,
        example="""
            channels:
              orders/{orderId}/{orderId}:
                parameters:
                  orderId: {schema: {type: string}}
                publish: {message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders/{orderId}:
                parameters:
                  orderId: {schema: {type: string}}
                publish: {message: {payload: {type: object}}}
            """,
    ),
    Rule(
        "variable-not-in-enum",
        Subject.ADVICE,
        "The default or an example of a server variable is not among the values of its `enum`.",
        "Take one of the values, or add this one.",
        Level.WARNING,
        example="""
            servers:
              production:
                url: broker.example.com:{port}
                protocol: mqtt
                variables:
                  port: {enum: ["1883", "8883"], default: "1884"}
            """,
        mended="""
            servers:
              production:
                url: broker.example.com:{port}
                protocol: mqtt
                variables:
                  port: {enum: ["1883", "8883"], default: "1883"}
            """,
    ),
    Rule(
        "duplicate-message-name",
        Subject.ADVICE,
        "Two messages of one operation have one `name`.",
        "Give each a name of its own.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    oneOf:
                      - name: placed
                        payload: {properties: {kind: {const: placed}}, required: [kind]}
                      - name: placed
                        payload: {properties: {kind: {const: paid}}, required: [kind]}
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
)

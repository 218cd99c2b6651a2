"""Rows about parts of a document that have to agree with each other."""

from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "undeclared-parameter",
        Subject.AGREEMENT,
        "The address of a channel has a parameter that `parameters` does not declare.",
        "Declare it, or correct its name.",
        example="""
            channels:
              orders/{orderId}:
                publish: {message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders/{orderId}:
                parameters:
                  orderId: {schema: {type: string}}
                publish: {message: {payload: {type: object}}}
            """,
        goes_on=True,
    ),
    Rule(
        "unused-parameter",
        Subject.AGREEMENT,
        "A channel declares a parameter that its address does not have.",
        "Add it to the address, or remove it.",
        example="""
            channels:
              orders/{orderId}:
                parameters:
                  orderId: {schema: {type: string}}
                  customerId: {schema: {type: string}}
                publish: {message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders/{orderId}:
                parameters:
                  orderId: {schema: {type: string}}
                publish: {message: {payload: {type: object}}}
            """,
        goes_on=True,
    ),
    Rule(
        "address-with-query",
        Subject.AGREEMENT,
        "The address of a channel holds `?` or `#`; AsyncAPI keeps queries in bindings.",
        "Describe the query in the channel's bindings.",
        example="""
            channels:
              orders?state=paid:
                publish: {message: {payload: {type: object}}}
            """,
        mended="""
            channels:
              orders:
                bindings:
                  ws: {query: {type: object, properties: {state: {type: string}}}}
                publish: {message: {payload: {type: object}}}
            """,
        goes_on=True,
    ),
    Rule(
        "unknown-server",
        Subject.AGREEMENT,
        "A channel names a server that the document does not have.",
        "Take a near match from the hint, or add the server.",
        example="""
            servers:
              production: {url: broker.example.com, protocol: mqtt}
            channels:
              orders:
                servers: [staging]
                publish: {message: {payload: {type: object}}}
            """,
        mended="""
            servers:
              production: {url: broker.example.com, protocol: mqtt}
            channels:
              orders:
                servers: [production]
                publish: {message: {payload: {type: object}}}
            """,
        goes_on=True,
    ),
    Rule(
        "undeclared-variable",
        Subject.AGREEMENT,
        "The URL of a server has a variable that `variables` does not declare.",
        "Declare it, or correct its name.",
        example="""
            servers:
              production:
                url: broker.example.com:{port}
                protocol: mqtt
            """,
        mended="""
            servers:
              production:
                url: broker.example.com:{port}
                protocol: mqtt
                variables:
                  port: {default: "1883"}
            """,
        goes_on=True,
    ),
    Rule(
        "unused-variable",
        Subject.AGREEMENT,
        "A server declares a variable that its URL does not have.",
        "Add it to the URL, or remove it.",
        example="""
            servers:
              production:
                url: broker.example.com:{port}
                protocol: mqtt
                variables:
                  port: {default: "1883"}
                  path: {default: orders}
            """,
        mended="""
            servers:
              production:
                url: broker.example.com:{port}
                protocol: mqtt
                variables:
                  port: {default: "1883"}
            """,
        goes_on=True,
    ),
    Rule(
        "unknown-security-scheme",
        Subject.AGREEMENT,
        "A server or an operation requires a security scheme that the components do not have.",
        "Take a near match from the hint, or add the scheme.",
        example="""
            servers:
              production:
                url: broker.example.com
                protocol: mqtt
                security: [{password: []}]
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
        goes_on=True,
    ),
    Rule(
        "unknown-scope",
        Subject.AGREEMENT,
        "A security requirement names a scope that no flow of its scheme has.",
        "Take a near match from the hint, or add the scope.",
        example="""
            servers:
              production:
                url: broker.example.com
                protocol: mqtt
                security: [{login: [order.read]}]
            components:
              securitySchemes:
                login:
                  type: oauth2
                  flows:
                    clientCredentials:
                      tokenUrl: https://example.com/token
                      scopes: {orders.read: Read orders.}
            """,
        mended="""
            servers:
              production:
                url: broker.example.com
                protocol: mqtt
                security: [{login: [orders.read]}]
            components:
              securitySchemes:
                login:
                  type: oauth2
                  flows:
                    clientCredentials:
                      tokenUrl: https://example.com/token
                      scopes: {orders.read: Read orders.}
            """,
        goes_on=True,
    ),
    Rule(
        "duplicate-tag",
        Subject.AGREEMENT,
        "One list of tags has a name twice.",
        "Remove one of the two.",
        example="""
            tags:
              - name: orders
              - name: orders
            """,
        mended="""
            tags:
              - name: orders
            """,
        goes_on=True,
    ),
    Rule(
        "duplicate-message-id",
        Subject.AGREEMENT,
        "Two messages have one `messageId`.",
        "Give each an id of its own.",
        example="""
            channels:
              orders:
                publish: {message: {messageId: placed, payload: {type: object}}}
              invoices:
                publish: {message: {messageId: placed, payload: {type: object}}}
            """,
        mended="""
            channels:
              orders:
                publish: {message: {messageId: orderPlaced, payload: {type: object}}}
              invoices:
                publish: {message: {messageId: invoicePlaced, payload: {type: object}}}
            """,
        goes_on=True,
    ),
    Rule(
        "invalid-example",
        Subject.AGREEMENT,
        "An example of a message does not fit the schema of its payload or headers.",
        "Correct the example, or the schema.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object, properties: {total: {type: number}}}
                    examples:
                      - payload: {total: "12.50"}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: object, properties: {total: {type: number}}}
                    examples:
                      - payload: {total: 12.50}
            """,
        goes_on=True,
    ),
    Rule(
        "invalid-default",
        Subject.AGREEMENT,
        "The default of a payload, headers, a parameter or a component is not valid by its schema.",
        "Correct the default, or the schema.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: integer, default: none}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: integer, default: 0}
            """,
        goes_on=True,
    ),
    Rule(
        "invalid-schema-example",
        Subject.AGREEMENT,
        "An example in the schema of a payload, headers, a parameter or a component does not fit it.",
        "Correct the example, or the schema.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: integer, examples: [none]}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {type: integer, examples: [12]}
            """,
        goes_on=True,
    ),
)

"""Rows about: What a document says, in the schemas of Avro."""

from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "avro-schema",
        Subject.MEANING,
        "A payload breaks the rules of Avro: a type is unknown, a part is missing or stands twice.",
        "Correct it as the message says.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    schemaFormat: application/vnd.apache.avro;version=1.9.0
                    payload: {type: record, name: Order, fields: [{name: id, type: text}]}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    schemaFormat: application/vnd.apache.avro;version=1.9.0
                    payload: {type: record, name: Order, fields: [{name: id, type: string}]}
            """,
    ),
    Rule(
        "avro-default",
        Subject.MEANING,
        "The default of a field is no value of its type; for a union it must be one of the first branch.",
        "Correct the default, or put its type first in the union.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    schemaFormat: application/vnd.apache.avro;version=1.9.0
                    payload: {type: record, name: Order, fields: [{name: id, type: int, default: none}]}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    schemaFormat: application/vnd.apache.avro;version=1.9.0
                    payload: {type: record, name: Order, fields: [{name: id, type: int, default: 0}]}
            """,
        goes_on=True,
    ),
    Rule(
        "avro-name",
        Subject.MEANING,
        "A type has a name that Avro does not take.",
        "Write letters, digits and underscores, no digit first.",
        example="""
            channels:
              orders:
                publish:
                  message:
                    schemaFormat: application/vnd.apache.avro;version=1.9.0
                    payload: {type: record, name: order-placed, fields: [{name: id, type: string}]}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    schemaFormat: application/vnd.apache.avro;version=1.9.0
                    payload: {type: record, name: OrderPlaced, fields: [{name: id, type: string}]}
            """,
        goes_on=True,
    ),
)

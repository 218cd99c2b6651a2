"""Rows about schemas that are legal, and say less than their author meant."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "misspelt-format",
        Subject.ADVICE,
        "A `format` is unknown, so it is not checked and gives no type, but is close to one that is known.",
        "Correct the word.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {properties: {placed: {type: string, format: datetime}}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {properties: {placed: {type: string, format: date-time}}}
            """,
    ),
    Rule(
        "nullable-ignored",
        Subject.ADVICE,
        "A schema of AsyncAPI, as all in `components/schemas` are, says `nullable`. That is a word of "
        "OpenAPI and says nothing there, so null is not allowed.",
        "List `'null'` among the types.",
        Level.WARNING,
        example="""
            channels:
              orders:
                publish:
                  message:
                    payload: {properties: {note: {type: string, nullable: true}}}
            """,
        mended="""
            channels:
              orders:
                publish:
                  message:
                    payload: {properties: {note: {type: [string, 'null']}}}
            """,
    ),
)

"""Rows about: The text of a document."""

from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "document-empty",
        Subject.TEXT,
        "The file holds no value.",
        "Start with a line such as `asyncapi: 2.6.0`.",
        example="# nothing is left of the document",
        mended="""
            asyncapi: 2.6.0
            info: {title: Orders, version: 1.0.0}
            channels: {}
            """,
    ),
    Rule(
        "not-json",
        Subject.TEXT,
        "A file called `.json` is not JSON (RFC 8259).",
        "Correct the text at the place.",
        example='{"asyncapi": "2.6.0", "channels": {},}',
        mended='{"asyncapi": "2.6.0", "info": {"title": "Orders", "version": "1.0.0"}, "channels": {}}',
    ),
    Rule("not-utf8", Subject.TEXT, "The bytes are not UTF-8 or UTF-16 text.", "Save the file as UTF-8."),
    Rule(
        "not-yaml",
        Subject.TEXT,
        "The text breaks the grammar of YAML.",
        "Correct the text at the place.",
        example="info: {title: Orders: new, version: 1.0.0}",
        mended='info: {title: "Orders: new", version: 1.0.0}',
    ),
    Rule(
        "several-documents",
        Subject.TEXT,
        "A YAML file holds more than one document.",
        "Put each document into a file of its own.",
        example="""
            asyncapi: 2.6.0
            info: {title: Orders, version: 1.0.0}
            channels: {}
            ---
            asyncapi: 2.6.0
            """,
        mended="""
            asyncapi: 2.6.0
            info: {title: Orders, version: 1.0.0}
            channels: {}
            """,
    ),
    Rule(
        "not-a-mapping",
        Subject.TEXT,
        "The document is a list or a scalar.",
        "An AsyncAPI document is a mapping; check that it is the right file.",
        example="""
            - asyncapi: 2.6.0
            - info: {title: Orders, version: 1.0.0}
            """,
        mended="""
            asyncapi: 2.6.0
            info: {title: Orders, version: 1.0.0}
            channels: {}
            """,
    ),
    Rule(
        "alias-cycle",
        Subject.TEXT,
        "A YAML alias stands inside of what it names.",
        "Write a `$ref` instead.",
        example="""
            components:
              schemas:
                Order: &order
                  properties:
                    previous: *order
            """,
        mended="""
            components:
              schemas:
                Order:
                  properties:
                    previous: {$ref: "#/components/schemas/Order"}
            """,
    ),
    Rule(
        "duplicate-key",
        Subject.TEXT,
        "A mapping has one key twice.",
        "Keep one of the two.",
        example="""
            info:
              title: Orders
              version: 1.0.0
              title: Invoices
            """,
        mended="""
            info:
              title: Orders
              version: 1.0.0
            """,
    ),
    Rule(
        "key-not-a-string",
        Subject.TEXT,
        "A key is a list, a mapping or tagged.",
        "Write it as plain text.",
        example="""
            channels:
              ? [orders, placed]
              : {}
            """,
        mended="""
            channels:
              orders/placed:
                publish: {message: {payload: {type: object}}}
            """,
    ),
    Rule(
        "key-too-long",
        Subject.TEXT,
        "A key has more characters than are read.",
        "Shorten it, or raise the limit with `--limit key=NUMBER`.",
    ),
    Rule(
        "lone-surrogate",
        Subject.TEXT,
        "An escape stands for half of a character.",
        "In JSON write a pair of `\\u` escapes, in YAML one `\\U`.",
        example=r'info: {title: "\ud83d", version: 1.0.0}',
        mended=r'info: {title: "\U0001F600", version: 1.0.0}',
    ),
    Rule(
        "merge-not-a-mapping",
        Subject.TEXT,
        "The YAML key `<<` merges something that is no mapping.",
        "Give it an alias of a mapping, or a list of those.",
        example="""
            components:
              schemas:
                Order:
                  <<: text
                  type: object
            """,
        mended="""
            x-texts: &text {type: string}
            components:
              schemas:
                Order:
                  <<: *text
                  description: The number of an order.
            """,
    ),
    Rule(
        "not-json-number",
        Subject.TEXT,
        "A number is infinite or NaN.",
        "Quote it if text is meant.",
        example="""
            components:
              schemas:
                Order: {maximum: .inf}
            """,
        mended="""
            components:
              schemas:
                Order: {maximum: 1e300}
            """,
    ),
    Rule(
        "number-out-of-range",
        Subject.TEXT,
        "A number is too large for a float.",
        "Quote it if text is meant.",
        example="""
            components:
              schemas:
                Order: {maximum: 1e400}
            """,
        mended="""
            components:
              schemas:
                Order: {maximum: 1e300}
            """,
    ),
    Rule(
        "number-too-long",
        Subject.TEXT,
        "An integer has more digits than are read.",
        "Quote it if text is meant, or raise the limit with `--limit digits=NUMBER`.",
    ),
    Rule(
        "scalar-too-long",
        Subject.TEXT,
        "A text has more characters than are read.",
        "Shorten it, or raise the limit with `--limit scalar=NUMBER`.",
    ),
    Rule(
        "tag-mismatch",
        Subject.TEXT,
        "A YAML tag does not fit its value.",
        "Remove the tag, or correct the value.",
        example="""
            components:
              schemas:
                Order: {minLength: !!int many}
            """,
        mended="""
            components:
              schemas:
                Order: {minLength: !!int "5"}
            """,
    ),
    Rule(
        "too-deep",
        Subject.TEXT,
        "Collections are nested too deeply.",
        "Move schemas to components and refer to them.",
    ),
    Rule(
        "too-many-nodes",
        Subject.TEXT,
        "With each alias counted in full, there are more values than are read.",
        "Replace aliases of large parts by `$ref`, or raise the limit with `--limit nodes=NUMBER`.",
    ),
    Rule(
        "unknown-alias",
        Subject.TEXT,
        "An alias has no anchor before it.",
        "Correct the name, or add the anchor.",
        example="""
            components:
              schemas:
                Order: *text
            """,
        mended="""
            components:
              schemas:
                Number: &text {type: string}
                Order: *text
            """,
    ),
    Rule(
        "unknown-tag",
        Subject.TEXT,
        "A YAML tag is none of JSON's types.",
        "Remove the tag.",
        example="info: {title: !product Orders, version: 1.0.0}",
        mended="info: {title: Orders, version: 1.0.0}",
    ),
)

"""Rows about: Overlays."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "not-an-overlay",
        Subject.OVERLAY,
        "A file that is named as an overlay does not say so.",
        "Start it with `overlay: 1.0.0`, or check that it is the right file.",
        example="""
            actions:
              - target: $.info
                update: {title: Shop}
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
                update: {title: Shop}
            """,
    ),
    Rule(
        "overlay-version",
        Subject.OVERLAY,
        "The overlay is of another version than 1.0.",
        "Write `overlay: 1.0.0`, and what that version has.",
        example="""
            overlay: 1.1.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
                update: {title: Shop}
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
                update: {title: Shop}
            """,
    ),
    Rule(
        "overlay-malformed",
        Subject.OVERLAY,
        "A field of the overlay is missing, unknown or of another kind.",
        "Write `info` with title and version, and `actions` with `target` and `update` or `remove`.",
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - path: $.info
                update: {title: Shop}
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
                update: {title: Shop}
            """,
    ),
    Rule(
        "overlay-target-invalid",
        Subject.OVERLAY,
        "The target of an action is no JSONPath (RFC 9535), or has a pattern that takes too long.",
        "Put keys with other characters than letters, digits and `_` in brackets: `$.channels['/orders']`.",
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.channels./orders
                update: {description: Orders that were placed}
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.channels['orders']
                update: {description: Orders that were placed}
            """,
    ),
    Rule(
        "overlay-target-unmatched",
        Subject.OVERLAY,
        "The target of an action selects nothing, so that the action has no effect.",
        "Correct the target, or remove the action where the document needs it no more.",
        level=Level.WARNING,
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.channels.order
                update: {description: Orders that were placed}
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.channels.orders
                update: {description: Orders that were placed}
            """,
    ),
    Rule(
        "overlay-target-scalar",
        Subject.OVERLAY,
        "An action would update a text, a number or the like.",
        "Select the mapping around it, and let `update` have its key.",
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info.title
                update: Shop
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
                update: {title: Shop}
            """,
    ),
    Rule(
        "overlay-target-too-wide",
        Subject.OVERLAY,
        "To find what the targets of an overlay select takes too many looks at the document.",
        "Name more of the way to what is meant, or raise the limit with `--limit nodes=NUMBER`.",
    ),
    Rule(
        "overlay-update-unfit",
        Subject.OVERLAY,
        "A mapping or a list of the document would be merged with a value of another kind.",
        "Remove what stands there by an action before, or write the same kind.",
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $
                update: {info: Shop}
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $
                update: {info: {title: Shop}}
            """,
    ),
    Rule(
        "overlay-removes-all",
        Subject.OVERLAY,
        "An action would remove the whole document.",
        "Select what is to go.",
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $
                remove: true
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.channels.orders
                remove: true
            """,
    ),
    Rule(
        "overlay-too-large",
        Subject.OVERLAY,
        "With an action of the overlay the document grows beyond the limits.",
        "Select less, or raise the limit with `--limit nodes=NUMBER`.",
    ),
    Rule(
        "overlay-without-effect",
        Subject.OVERLAY,
        "An action neither updates nor removes anything.",
        "Give it an `update` or `remove: true`, or leave it out.",
        level=Level.WARNING,
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
                update: {title: Shop}
            """,
    ),
    Rule(
        "overlay-for-another",
        Subject.OVERLAY,
        "What an overlay `extends` is another file than the document.",
        "Correct `extends`, or leave it out where the overlay is for several documents.",
        level=Level.WARNING,
        example="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            extends: invoices.yaml
            actions:
              - target: $.info
                update: {title: Shop}
            """,
        mended="""
            overlay: 1.0.0
            info: {title: Other names, version: 1.0.0}
            actions:
              - target: $.info
                update: {title: Shop}
            """,
    ),
    Rule(
        "overlay-new",
        Subject.OVERLAY,
        "An overlay is not in the commit of a comparison, and is not applied to what the document was there.",
        "Nothing needs to be done; the next comparison has it on both sides.",
        level=Level.WARNING,
    ),
)

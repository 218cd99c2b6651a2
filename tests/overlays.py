"""The document that overlays of examples are for."""

OVERLAID = """\
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    publish:
      message: {$ref: "#/components/messages/Placed"}
components:
  messages:
    Placed: {payload: {type: string}}
"""

"""A receiver of each kind of verifier and of body behind a real server, for tests of what sends to it."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from tests.support import Packages
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.configuration import read_configuration
from eventwright.options import PackageOptions

SPEC = """
asyncapi: 2.6.0
info: {title: Hooks, version: "1"}
channels:
  /orders:
    publish:
      security: [{classic: []}]
      message:
        oneOf:
          - {name: order.placed, payload: {$ref: '#/components/schemas/Placed'}}
          - {name: order.gone, payload: {$ref: '#/components/schemas/Gone'}}
  /status:
    publish:
      bindings: {http: {type: request, method: GET}}
      security: [{bird: []}]
      message: {name: status, payload: {$ref: '#/components/schemas/Status'}}
  /commands:
    publish:
      security: [{slack: []}]
      message:
        name: command
        contentType: application/x-www-form-urlencoded
        payload: {$ref: '#/components/schemas/Status'}
  domains/{domain}/events:
    parameters: {domain: {schema: {type: string, pattern: '^[a-z]{3,9}$'}}}
    publish:
      security: [{standard: []}]
      message: {name: domain.event, payload: {$ref: '#/components/schemas/Note'}}
  /token:
    publish:
      security: [{jwt: []}]
      message: {name: token, payload: {$ref: '#/components/schemas/Note'}}
  /stripe:
    publish:
      bindings: {http: {type: request, method: PUT}}
      security: [{stripe: []}]
      message: {name: stripe, payload: {$ref: '#/components/schemas/Note'}}
  /both:
    publish:
      security: [{key: [], github: []}]
      message: {name: both, payload: {$ref: '#/components/schemas/Note'}}
  /bearer:
    publish:
      security: [{bearer: []}]
      message: {name: bearer, payload: {$ref: '#/components/schemas/Note'}}
  /basic:
    publish:
      security: [{basic: []}]
      message: {name: basic, payload: {$ref: '#/components/schemas/Note'}}
  /open:
    publish:
      message: {name: open, payload: {$ref: '#/components/schemas/Note'}}
components:
  securitySchemes:
    classic: {type: httpApiKey, name: MessageBird-Signature, in: header}
    bird: {type: httpApiKey, name: MessageBird-Signature, in: header}
    slack: {type: httpApiKey, name: X-Slack-Signature, in: header}
    standard: {type: httpApiKey, name: webhook-signature, in: header}
    jwt: {type: httpApiKey, name: MessageBird-Signature-JWT, in: header}
    stripe: {type: httpApiKey, name: Stripe-Signature, in: header}
    key: {type: httpApiKey, name: X-Key, in: header}
    github: {type: httpApiKey, name: X-Hub-Signature-256, in: header}
    bearer: {type: http, scheme: bearer}
    basic: {type: http, scheme: basic}
  schemas:
    Placed:
      type: object
      required: [type, id, total]
      properties:
        type: {const: order.placed}
        id: {type: string, minLength: 1}
        total: {type: number, minimum: 0}
        at: {type: string, format: date-time}
        lines: {type: array, items: {type: object, required: [sku], properties: {sku: {type: string}}}}
    Gone:
      type: object
      required: [type, id]
      properties:
        type: {const: order.gone}
        id: {type: string}
    Status:
      type: object
      required: [id, count]
      properties:
        id: {type: string}
        count: {type: integer}
        price: {type: object, properties: {amount: {type: number}, currency: {type: string}}}
    Note:
      type: object
      required: [id, text]
      properties:
        id: {type: string}
        text: {type: string}
        number: {type: integer}
"""
CONFIGURATION = """
spec = "spec.yaml"
output = "hooks"
handler_style = "sync"
integrations = ["asgi"]
[decode]
preset = "strict"
[receiver]
duplicates = ["id"]
[receiver.verifiers]
classic = { kind = "messagebird-hmac", environment = "CLASSIC_KEY" }
bird = { kind = "bird-hmac", environment = "BIRD_KEY" }
standard = { kind = "standard-webhooks", environment = "STANDARD_KEY" }
jwt = { kind = "messagebird-jwt", environment = "JWT_KEY" }
key = { kind = "header-token", environment = "PLAIN_KEY" }
bearer = { kind = "bearer", environment = "BEARER_TOKEN" }
basic = { kind = "basic", environment = "BASIC_USER" }
[receiver.verifiers.github]
kind = "hmac"
environment = "GITHUB_KEY"
header = "X-Hub-Signature-256"
prefix = "sha256="
[receiver.verifiers.slack]
kind = "hmac"
environment = "SLACK_KEY"
header = "X-Slack-Signature"
prefix = "v0="
signed = "v0:{timestamp}:{body}"
timestamp_header = "X-Slack-Request-Timestamp"
[receiver.verifiers.stripe]
kind = "hmac"
environment = "STRIPE_KEY"
header = "Stripe-Signature"
field = "v1"
timestamp_field = "t"
signed = "{timestamp}.{body}"
"""
SECRETS = {
    "CLASSIC_KEY": "a classic key for the tests",
    "BIRD_KEY": "a key of birds for the tests",
    "STANDARD_KEY": "whsec_MDEyMzQ1Njc4OWFiY2RlZg==",
    "JWT_KEY": "a key for tokens that is longer than 32 bytes",
    "PLAIN_KEY": "a plain key for the tests",
    "BEARER_TOKEN": "a-token-of-a-bearer",
    "BASIC_USER": "user:pass word",
    "GITHUB_KEY": "a key of a hub for the tests",
    "SLACK_KEY": "a key of slack for the tests",
    "STRIPE_KEY": "a key of stripe for the tests",
}


def options() -> PackageOptions:
    """What is configured in the working directory."""
    found = read_configuration(Path.cwd())
    assert found is not None
    return found.targets[0].options()


class Noting:
    """The receiver of the document above, and what its handlers were called with."""

    def __init__(self, packages: Packages, monkeypatch: Any, **said: Any) -> None:
        for name, secret in SECRETS.items():
            monkeypatch.setenv(name, secret)
        self.package = packages.of(SPEC.encode(), "spec.yaml", options())
        self.module = packages.part(self.package, "receiver")
        self.asgi = packages.part(self.package, "integrations.asgi")
        self.calls: list[tuple[str, Any]] = []
        names = [name for name in dir(self.package.Handlers) if not name.startswith("_")]
        methods = {name: self._method(name) for name in names}
        handlers = type("Noted", (self.package.Handlers,), methods)()
        self.receiver = self.module.Receiver(handlers, **said)
        logging.getLogger(f"{self.package.__name__}.receiver").setLevel(logging.CRITICAL)

    def _method(self, name: str) -> Any:
        def called(_: object, message: Any) -> None:
            self.calls.append((name, message))

        return called

    @contextmanager
    def served(self) -> Iterator[str]:
        with served(self.asgi.Application(self.receiver)) as url:
            yield url


@contextmanager
def served(application: Any) -> Iterator[str]:
    """Serve an ASGI application on this machine as long as this is open, and yield its URL."""
    config = uvicorn.Config(application, host="127.0.0.1", port=0, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 10
        while not server.started:
            assert thread.is_alive() and time.monotonic() < until
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
    assert not thread.is_alive()


def configured(folder: Path, monkeypatch: Any) -> None:
    """Make a folder with the document and its configuration the working directory."""
    monkeypatch.chdir(folder)
    Path("spec.yaml").write_text(SPEC)
    Path("eventwright.toml").write_text(CONFIGURATION)


def run(*arguments: str) -> Result:
    """Run `send`."""
    return CliRunner().invoke(app, ["send", *arguments])

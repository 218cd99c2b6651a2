"""The ASGI application behind a real server: what is signed is handled, what is not is refused."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
import uvicorn
from tests.package.test_receiver import BODY, JSON, OPTIONS, Kit, signature
from tests.support import Packages

from eventwright.receiving import Integration

GOOD = {**JSON, **signature(BODY)}


@contextmanager
def served(application: Any) -> Iterator[httpx.Client]:
    config = uvicorn.Config(application, host="127.0.0.1", port=0, lifespan="on", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 10
        while not server.started:
            assert thread.is_alive() and time.monotonic() < until
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(timeout=10)
    assert not thread.is_alive()


@pytest.mark.parametrize("style", list(OPTIONS))
def test_a_real_server_calls_the_application(packages: Packages, style: str) -> None:
    kit = Kit(packages, style, replace(OPTIONS[style], integrations=(Integration.ASGI,)))
    receiver = kit.made(mode="background")
    application = packages.part(kit.package, "integrations.asgi").Application(receiver)
    with served(application) as client:

        def status(method: str, path: str, headers: dict[str, str], body: Any = BODY) -> int:
            return client.request(method, path, headers=headers, content=body).status_code

        assert status("POST", "/webhook", GOOD) == 200
        assert status("POST", "/webhook", JSON) == 401
        assert status("POST", "/webhook", GOOD, BODY + b" ") == 401
        assert status("POST", "/webhook?a=1", GOOD) == 401
        assert status("POST", "/webhook", GOOD, iter([BODY, b" "])) == 401
        assert status("PUT", "/webhook", GOOD) == 405
        assert status("HEAD", "/webhook", GOOD, b"") == 405
        assert status("POST", "/webhook/", GOOD) == 404
        assert status("POST", "/webhook", GOOD, iter([b" " * 65536] * 17)) == 413
    # The server has stopped, and with it the receiver, which had answered 200.
    assert [name for name, _ in kit.calls] == ["message_created"]

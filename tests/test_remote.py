"""References by http and https: refused by default, fetched within limits, and pinned by the lock."""

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eventwright.cli import app
from eventwright.documents import MemoryDocuments, is_url
from eventwright.fetch import SECONDS, NotFetchedError, TooLargeError, fetch
from eventwright.limits import Limits
from eventwright.problems import UnreadableError
from eventwright.remote import ALL_SECONDS, Patience, RemoteDocuments, pins
from eventwright.resolve import Location, resolve, target_of
from eventwright.resolve.location import Refusal

ORDER = b"type: object\nproperties: {id: {$ref: 'more/id.yaml#/Id'}}\n"
ID = b"Id: {type: string, maxLength: 3}\n"


class Site:
    """A server on this machine: what its paths hold, and what was asked of it."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.pages: dict[str, bytes] = {"/order.yaml": ORDER, "/more/id.yaml": ID}
        self.redirects: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.drip: set[str] = set()


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            if self.path in found.redirects:
                self.send_response(302)
                self.send_header("Location", found.redirects[self.path])
                self.end_headers()
            elif self.path in found.drip:
                self.send_response(200)
                self.end_headers()
                self._drip()
            elif self.path in found.pages:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(found.pages[self.path])
            else:
                self.send_error(404)

        def _drip(self) -> None:
            try:
                for _ in range(50):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            except OSError:
                return

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        found = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join(5)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def spec(site: Site, reference: str = "/order.yaml") -> None:
    schema = {"$ref": reference if "://" in reference else site.base + reference}
    document = {
        "asyncapi": "2.6.0",
        "info": {"title": "Orders", "version": "1.0.0"},
        "channels": {"orders": {"publish": {"message": {"name": "placed", "payload": schema}}}},
    }
    Path("spec.json").write_text(json.dumps(document))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def generated(*flags: str) -> tuple[int, str]:
    return run("generate", "spec.json", "--output", "orders", *flags)


@pytest.mark.parametrize("command", ["generate", "validate", "inspect", "check"])
def test_nothing_is_fetched_by_default(site: Site, command: str) -> None:
    spec(site)
    code, output = run(command, "spec.json")
    assert (code, "remote-reference" in output, "--allow-remote" in output) == (1, True, True)
    assert site.asked == []


@pytest.mark.parametrize("command", ["generate", "validate", "inspect"])
def test_leave_is_given_by_flag_environment_or_configuration(
    site: Site, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec(site)
    assert run(command, "spec.json", "--allow-remote")[0] == 0
    monkeypatch.setenv("EVENTWRIGHT_ALLOW_REMOTE", "1")
    assert run(command, "spec.json")[0] == 0
    monkeypatch.delenv("EVENTWRIGHT_ALLOW_REMOTE")
    Path("eventwright.toml").write_text('[[target]]\nspec = "spec.json"\nallow_remote = true\n')
    assert run(command, "spec.json")[0] == 0
    assert run(command, "spec.json", "--no-allow-remote")[0] == 1


def test_a_remote_file_is_joined_with_what_it_refers_to(site: Site) -> None:
    spec(site)
    assert generated("--allow-remote")[0] == 0
    assert "maxLength" in Path("orders/_schemas.py").read_text()
    assert {path for path, _ in site.asked} == {"/order.yaml", "/more/id.yaml"}
    documents = json.loads(Path("orders/eventwright.lock.json").read_text())["documents"]
    assert documents[f"{site.base}/more/id.yaml"] == sha256(ID).hexdigest()
    assert documents[f"{site.base}/order.yaml"] == sha256(ORDER).hexdigest()


def test_no_credentials_go_along(site: Site) -> None:
    spec(site)
    generated("--allow-remote")
    for _, headers in site.asked:
        assert not {"Authorization", "Cookie", "Proxy-Authorization"} & headers.keys()
    spec(site, f"http://user:secret@{site.base.removeprefix('http://')}/order.yaml")
    site.asked.clear()
    code, output = generated("--allow-remote")
    assert (code, "remote-reference" in output, site.asked) == (1, True, [])


def test_content_that_has_changed_is_refused_until_it_is_accepted(site: Site) -> None:
    spec(site)
    assert generated("--allow-remote")[0] == 0
    before = {path.name: path.read_bytes() for path in Path("orders").iterdir() if path.is_file()}
    site.pages["/more/id.yaml"] = changed = b"Id: {type: string, maxLength: 4}\n"
    code, output = generated("--allow-remote")
    assert (code, "remote-changed" in output, "--update-remote" in output) == (1, True, True)
    assert sha256(ID).hexdigest() in output.replace("\n", "")
    assert sha256(changed).hexdigest() in output.replace("\n", "")
    after = {path.name: path.read_bytes() for path in Path("orders").iterdir() if path.is_file()}
    assert before == after
    assert generated("--allow-remote", "--update-remote")[0] == 0
    assert generated("--allow-remote")[0] == 0


def test_check_needs_no_network(site: Site) -> None:
    spec(site)
    generated("--allow-remote")
    site.asked.clear()
    assert run("check", "spec.json", "--output", "orders")[0] == 0
    Path("orders/models.py").write_text("edited\n")
    code, output = run("check", "spec.json", "--output", "orders")
    assert (code, "models.py" in output) == (1, True)
    assert "eventwright generate spec.json --output orders --allow-remote --force" in output
    assert site.asked == []


@pytest.mark.parametrize("change", ["document", "options", "document gone"])
def test_check_without_network_sees_what_changed_on_this_side(site: Site, change: str) -> None:
    spec(site)
    generated("--allow-remote")
    site.asked.clear()
    arguments = ["check", "spec.json", "--output", "orders"]
    if change == "document":
        Path("spec.json").write_text(Path("spec.json").read_text().replace("1.0.0", "1.0.1"))
    elif change == "options":
        arguments += ["--decode", "strict"]
    else:
        Path("spec.json").unlink()
    assert run(*arguments)[0] == (2 if change == "document gone" else 1)
    assert site.asked == []


@pytest.mark.parametrize("changed", [False, True])
def test_check_without_network_takes_a_file_that_is_gone_for_a_change(site: Site, changed: bool) -> None:
    spec(site)
    document = json.loads(Path("spec.json").read_text())
    document["channels"]["orders"]["publish"]["message"]["headers"] = {"$ref": "a.json"}
    Path("spec.json").write_text(json.dumps(document))
    Path("a.json").write_text('{"type": "object"}')
    assert generated("--allow-remote")[0] == 0
    if changed:
        Path("spec.json").write_text(json.dumps(document).replace("1.0.0", "1.0.1"))
    Path("a.json").unlink()
    assert run("check", "spec.json", "--output", "orders")[0] == 1


@pytest.mark.parametrize(
    ("reference", "file", "expected"),
    [
        ("HTTP://Example.com/a.yaml#/x", "a.yaml", Location("http://example.com/a.yaml", ("x",))),
        ("b.yaml#/x", "https://example.com/f/a.yaml", Location("https://example.com/f/b.yaml", ("x",))),
        ("../../b.yaml", "https://example.com/f/a.yaml", Location("https://example.com/b.yaml")),
        ("/etc/hosts", "https://example.com/f/a.yaml", Location("https://example.com/etc/hosts")),
        ("//other.org/b", "https://example.com/f/a.yaml", Location("https://other.org/b")),
        ("#/x", "https://example.com/f/a.yaml", Location("https://example.com/f/a.yaml", ("x",))),
        ("file:///etc/hosts", "https://example.com/a.yaml", "remote-reference"),
        ("ftp://example.com/a.yaml", "https://example.com/a.yaml", "remote-reference"),
        ("data:text/plain,x", "https://example.com/a.yaml", "remote-reference"),
        ("http://user@example.com/a.yaml", "a.yaml", "remote-reference"),
        ("http://[::1/a.yaml", "a.yaml", "remote-reference"),
        ("http://example.com:99999/a.yaml", "a.yaml", "remote-reference"),
        ("http://example.com/a b.yaml", "a.yaml", "remote-reference"),
        ("http://example.com/\x1b[31m", "a.yaml", "remote-reference"),
        ("http:///a.yaml", "a.yaml", "remote-reference"),
        ("http:a.yaml", "a.yaml", "remote-reference"),
        ("file:///etc/hosts", "a.yaml", "reference-outside-root"),
        ("ftp://example.com/a", "a.yaml", "remote-reference"),
    ],
)
def test_what_a_reference_means_beside_and_in_a_remote_file(
    reference: str, file: str, expected: Location | str
) -> None:
    found = target_of(reference, file)
    assert (found.code if isinstance(found, Refusal) else found) == expected


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.redirects = {f"/{number}": f"/{number + 1}" for number in range(1, 20)} | {"/20": "/order.yaml"}
    assert fetch(f"{site.base}/16", 1000) == ORDER
    with pytest.raises(NotFetchedError):
        fetch(f"{site.base}/1", 1000)
    site.redirects["/loop"] = "/loop"
    with pytest.raises(NotFetchedError):
        fetch(f"{site.base}/loop", 1000)


@pytest.mark.parametrize(
    "address", ["file:///etc/hosts", "ftp://127.0.0.1/a", "data:text/plain,x", "http://a@127.0.0.1/"]
)
def test_a_redirect_leads_to_no_other_scheme_and_no_user(site: Site, address: str) -> None:
    site.redirects["/away"] = address
    with pytest.raises(NotFetchedError):
        fetch(f"{site.base}/away", 1000)


def test_a_file_is_not_opened_by_a_url_of_its_own() -> None:
    for url in ("file:///etc/hosts", "data:text/plain,x", "ftp://127.0.0.1/x"):
        with pytest.raises(NotFetchedError):
            fetch(url, 1000)


def test_size_has_a_limit(site: Site) -> None:
    site.pages["/large"] = b"x" * 1001
    assert len(fetch(f"{site.base}/large", 1001)) == 1001
    with pytest.raises(TooLargeError):
        fetch(f"{site.base}/large", 1000)
    spec(site, "/large")
    code, output = generated("--allow-remote", "--limit", "size=1000")
    assert (code, "document-too-large" in output) == (1, True)


def test_time_has_a_limit(site: Site) -> None:
    site.drip.add("/slow")
    started = time.monotonic()
    with pytest.raises(NotFetchedError, match="seconds"):
        fetch(f"{site.base}/slow", 1000, seconds=0.3)
    assert time.monotonic() - started < 2


@contextmanager
def silent_server() -> Iterator[str]:
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_server_that_says_nothing_is_left() -> None:
    with silent_server() as base, pytest.raises(NotFetchedError, match=r"seconds|timed out"):
        fetch(base, 1000, seconds=0.3)


def test_what_cannot_be_fetched_is_a_problem_at_the_reference(site: Site) -> None:
    spec(site, "/missing.yaml")
    code, output = generated("--allow-remote")
    assert (code, "remote-not-fetched" in output, "404" in output) == (1, True, True)
    assert not Path("orders").exists()


def test_the_number_of_files_has_a_limit(site: Site) -> None:
    for number in range(30):
        site.pages[f"/{number}.yaml"] = f"properties: {{a: {{$ref: '{number + 1}.yaml'}}}}\n".encode()
    spec(site, "/0.yaml")
    code, output = generated("--allow-remote", "--limit", "files=10")
    assert (code, "too-many-files" in output) == (1, True)
    assert len(site.asked) == 10


@pytest.mark.parametrize("remote", [True, False])
def test_attempts_that_fail_count_as_files(site: Site, remote: bool) -> None:
    base = site.base if remote else "."
    schemas = {f"S{number}": {"$ref": f"{base}/missing/{number}.yaml"} for number in range(30)}
    text = json.dumps({"asyncapi": "2.6.0", "components": {"schemas": schemas}}).encode()
    documents = RemoteDocuments(MemoryDocuments({"spec.json": text}))
    found = Counter(problem.code for problem in resolve(documents, "spec.json", Limits(files=10)).problems)
    assert found == {"remote-not-fetched" if remote else "unknown-file": 10, "too-many-files": 20}
    assert len(site.asked) == (10 if remote else 0)


def test_all_urls_together_have_a_limit_of_time(site: Site) -> None:
    now = [0.0]
    asked: list[tuple[str, float]] = []

    def slow(url: str, size: int, seconds: float) -> bytes:
        asked.append((url, seconds))
        now[0] += 20
        return fetch(url, size, seconds)

    patience = Patience(seconds=50, clock=lambda: now[0])
    documents = RemoteDocuments(MemoryDocuments({}), fetch=slow, patience=patience)
    for number in range(5):
        site.pages[f"/{number}"] = b"x: 1"
        if number < 3:
            assert documents.read(f"{site.base}/{number}") == b"x: 1"
            continue
        with pytest.raises(UnreadableError, match="more than 50 seconds in all"):
            documents.read(f"{site.base}/{number}")
    assert [seconds for _, seconds in asked] == [30, 30, 10]
    assert len(site.asked) == 3


def test_the_limits_of_time_are_those_of_the_page() -> None:
    page = (Path(__file__).parent.parent / "docs" / "security.md").read_text()
    assert f"{SECONDS:g} seconds for each URL, {ALL_SECONDS:g} for all" in page


def test_a_digest_in_the_lock_holds_for_its_url_alone() -> None:
    url = "https://example.com/a.yaml"
    documents = RemoteDocuments(
        MemoryDocuments({"a.yaml": b"x: 1"}), {url: sha256(b"y: 1").hexdigest()}, fetch=lambda *_: b"z: 1"
    )
    assert documents.read("a.yaml") == b"x: 1"
    assert documents.read("https://example.com/b.yaml") == b"z: 1"
    with pytest.raises(UnreadableError) as caught:
        documents.read(url)
    assert [problem.code for problem in caught.value.problems] == ["remote-changed"]


def test_only_urls_of_a_lock_are_pinned() -> None:
    digests = {"a.yaml": "1", "https://example.com/a": "2", "http://example.com/a": "3"}
    assert pins(digests) == {"https://example.com/a": "2", "http://example.com/a": "3"}
    assert not is_url("https:/a")


def test_a_remote_document_without_leave_is_one_problem_for_each_reference() -> None:
    text = b"asyncapi: 2.6.0\na: {$ref: 'http://h/a#/x'}\nb: {$ref: 'http://h/a#/y'}\n"
    found = resolve(MemoryDocuments({"a.yaml": text}), "a.yaml")
    assert [problem.code for problem in found.problems] == ["remote-reference"] * 2

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from core.errors import SextantError
from core.nlp.endpoint import open_endpoint


class Server(ThreadingHTTPServer):
    """A server that repeats the end of each prompt; `has_completions` and `redirects` change how it behaves."""

    has_completions = True
    redirects = False
    keys: list[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.keys.append(self.headers.get("Authorization", ""))
        if self.server.redirects:
            self.send_response(302)
            self.send_header("Location", "http://example.invalid/")
            self.end_headers()
            return
        self._answer({"data": [{"id": "first"}, {"id": "second"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/chat/completions"):
            said = body["messages"][0]["content"][-1]
            self._answer({"choices": [{"message": {"content": f"\n{body['model']} says {said}\nmore"}}]})
        elif self.server.has_completions:
            self._answer({"choices": [{"text": f" {body['model']} writes {body['prompt'][-1]}\nmore"}]})
        else:
            self.send_error(404)

    def _answer(self, data: Any) -> None:
        content = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.keys = []
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/v1"


def test_prompts_are_answered_in_order_up_to_the_stop(server: Server) -> None:
    heard: dict[int, str] = {}

    generator = open_endpoint(address(server) + "#second", key="secret")
    texts = generator.generate([f"prompt {letter}" for letter in "abcdef"], on_text=heard.__setitem__)

    assert texts == [f"second writes {letter}" for letter in "abcdef"]
    assert [heard[index] for index in range(6)] == texts
    assert server.keys == ["Bearer secret"]


def test_a_server_that_only_chats_is_asked_in_chat(server: Server) -> None:
    server.has_completions = False

    assert open_endpoint(address(server)).generate(["prompt a"]) == ["first says a"]


def test_asking_stops_when_told(server: Server) -> None:
    texts = open_endpoint(address(server)).generate([f"prompt {n}" for n in range(30)], should_stop=lambda: True)

    assert 1 <= sum(bool(text) for text in texts) < 30


def test_an_unknown_model_is_refused_with_those_on_offer(server: Server) -> None:
    with pytest.raises(SextantError, match="offers first, second"):
        open_endpoint(address(server) + "#third")


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.redirects = True

    with pytest.raises(SextantError, match="status 302"):
        open_endpoint(address(server))


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(SextantError, match=r"127\.0\.0\.1 does not answer \(ConnectError\)"):
        open_endpoint("http://127.0.0.1:9/v1")

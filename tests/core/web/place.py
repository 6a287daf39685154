"""A small app behind the real gate: it notes whatever reaches it."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket

from core.runtime import Runtime
from core.web.gate import Gate
from core.web.refusals import list_refusals
from core.web.security import SecurityHeaders

PIN = "493817"
HOST = "192.168.1.5:8501"
FAREWELL = b"go to the PIN"


@dataclass
class Place:
    """The gate with an app behind it, and a clock one can turn."""

    runtime: Runtime
    now: datetime = datetime(2026, 11, 25, 12, tzinfo=UTC)
    reached: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        everything = Route("/{path:path}", self._answer, methods=["GET", "PUT", "POST", "DELETE"])
        gate = Middleware(Gate, runtime=lambda: self.runtime, clock=lambda: self.now, farewell=FAREWELL)
        socket = WebSocketRoute("/_stcore/stream", self._talk)
        self.app = Starlette(routes=[socket, everything], middleware=[Middleware(SecurityHeaders), gate])

    async def _answer(self, request: Request) -> PlainTextResponse:
        self.reached.append(f"{request.method} {request.url.path} {len(await request.body())}")
        return PlainTextResponse("inside")

    async def _talk(self, websocket: WebSocket) -> None:
        await websocket.accept()
        async for message in websocket.iter_text():
            self.reached.append(message)
            await websocket.send_text(f"heard {message}")

    def device(self, address: str = "192.168.1.20", host: str = HOST, **headers: str) -> "Device":
        """Return a browser at an address."""
        return Device(self, address, host, headers)

    def rows(self, table: str) -> list[Any]:
        """Return what lies in a table."""
        with self.runtime.database.engine.connect() as connection:
            return list(connection.exec_driver_sql(f"select * from {table}"))

    def refused(self) -> list[str]:
        """Return why requests were refused, the last one first."""
        return [refusal.what for refusal in list_refusals(self.runtime.settings.home, 50) for _ in range(refusal.times)]

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


class Device(TestClient):
    """A browser that asks for pages and fills in the gate's two forms."""

    def __init__(self, place: Place, address: str, host: str, headers: dict[str, str]) -> None:
        sent = {"accept": "text/html", "accept-language": "en-GB,en;q=0.9"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        where = {"base_url": f"http://{host}", "client": (address, 50000)}
        super().__init__(place.app, headers=sent, follow_redirects=False, **where)

    def form_token(self) -> str:
        """Open a page and return the token of the form it shows."""
        found = re.search('name="form" value="([0-9a-f]+)"', self.get("/").text)
        return found.group(1) if found else ""

    def try_pin(self, pin: str, wanted: str = "/") -> Any:
        """Send a PIN."""
        return self.post("/sign-in", data={"form": self.form_token(), "pin": pin, "next": wanted})

    def sign_in(self, name: str = "Anna", pin: str = PIN) -> "Device":
        """Send the PIN and a name."""
        self.try_pin(pin)
        self.post("/sign-in/name", data={"form": self.form_token(), "name": name, "next": "/"})
        return self

    def socket(self) -> WebSocketTestSession:
        """Return the WebSocket of a page, to be opened."""
        return self.websocket_connect(f"ws://{self.base_url.netloc.decode()}/_stcore/stream")

    def hear(self, text: str) -> str:
        """Open the WebSocket, say something and return the answer."""
        with self.socket() as socket:
            socket.send_text(text)
            return str(socket.receive_text())

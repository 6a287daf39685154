"""The gate before everything: this machine comes in; others only while sharing is on, with the team's PIN and a session.

It stands before pages, WebSocket, media and uploads alike, so nothing of a refused request reaches the app.
"""

from collections.abc import Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.i18n import in_locale, t
from core.runtime import Runtime, get_runtime
from core.services.sharing import has_pin, is_shared
from core.web.network import is_at_machine, is_our_name
from core.web.refusals import BAD_HOST, NO_SESSION, NOT_SHARED
from core.web.sign_in import SignIn, note_refusal, now
from core.web.sign_in_pages import NAME_PATH, PIN_PATH, language_of, wanted_path

HEALTH = "/_stcore/health"  # says "ok" and nothing else; whoever waits for the page to be up asks for it
SIGN_OUT = "/auth/logout"  # where Streamlit's st.logout() leads the browser
NO_PAGES = ("/_stcore/", "/media/", "/component/", "/static/", "/auth/")
POLICY_VIOLATION = 1008


class Gate:
    """ASGI middleware that lets nobody but this machine and signed-in browsers reach the app.

    `farewell` is sent over an open WebSocket whose session has ended, before it is closed.
    """

    def __init__(
        self,
        app: ASGIApp,
        runtime: Callable[[], Runtime] = get_runtime,
        clock: Callable[[], datetime] = now,
        farewell: bytes = b"",
    ) -> None:
        self.app, self.runtime, self.farewell = app, runtime, farewell
        self.desk = SignIn(runtime, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] not in ("http", "websocket") or scope["path"] == HEALTH or _comes_from_here(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(HTTPConnection(scope), receive, send)
        else:
            request = Request(scope, receive)
            with in_locale(language_of(request)):
                answer = await self._answer(request)
            await (answer or self.app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """Return our own answer, or None where the app may give one."""
        path = request.scope["path"]
        closed = await run_in_threadpool(self._why_closed, request)
        if closed:
            return self._refuse(request, closed)
        if path == SIGN_OUT:
            return await self.desk.sign_out(request)
        if request.method == "POST" and path in (PIN_PATH, NAME_PATH):
            return await self.desk.take_form(request)
        member = await run_in_threadpool(self.desk.member, request)
        if member and member.name:
            return RedirectResponse("/", 303) if path in (PIN_PATH, NAME_PATH) else None
        if not member:
            note_refusal(request, NO_SESSION)
        if _is_page(request):
            return await self.desk.ask(request, member, wanted_path(request))
        return PlainTextResponse(t("You are not signed in. Reload the page to sign in."), 401)

    async def _socket(self, request: HTTPConnection, receive: Receive, send: Send) -> None:
        """Close a WebSocket before it is accepted, or keep it open for as long as its session lasts."""
        why = await run_in_threadpool(self._why_closed, request) or await self._why_ended(request)
        if why:
            note_refusal(request, why)
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        ended = False

        async def receive_while_signed_in() -> Message:
            nonlocal ended
            message = await receive()
            if message["type"] != "websocket.receive" or not (why := await self._why_ended(request)):
                return message
            note_refusal(request, why)
            ended = True
            if self.farewell:
                await send({"type": "websocket.send", "bytes": self.farewell})
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

        async def send_while_signed_in(message: Message) -> None:
            if not ended:
                await send(message)

        await self.app(request.scope, receive_while_signed_in, send_while_signed_in)

    def _why_closed(self, request: HTTPConnection) -> str:
        settings = self.runtime().settings
        if not (is_shared(settings) and has_pin(settings)):
            return NOT_SHARED
        return "" if is_our_name(request.headers.get("host", "")) else BAD_HOST

    async def _why_ended(self, request: HTTPConnection) -> str:
        member = await run_in_threadpool(self.desk.member, request)
        shared = await run_in_threadpool(is_shared, self.runtime().settings)
        return NOT_SHARED if not shared else "" if member and member.name else NO_SESSION

    def _refuse(self, request: Request, why: str) -> Response:
        note_refusal(request, why)
        if why == NOT_SHARED:
            text = t("This Sextant is not shared. Switch sharing on at the machine it runs on: page Data.")
        else:
            text = t("Open Sextant by the address that its page Data shows.")
        return PlainTextResponse(text, 403)


def _comes_from_here(scope: Scope) -> bool:
    request = HTTPConnection(scope)
    return is_at_machine(request.client.host if request.client else None, request.headers)


def _is_page(request: Request) -> bool:
    asks = request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "")
    return asks and not request.scope["path"].startswith(NO_PAGES)

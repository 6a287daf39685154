"""Signing in over the network: who has a session, the two forms that begin one, and signing out."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from core.i18n import t
from core.runtime import Runtime
from core.services import team
from core.services.sharing import is_the_pin
from core.services.team import Member
from core.web.network import source_of
from core.web.refusals import BAD_FORM, NO_SESSION, TOO_EARLY, WRONG_PIN, log_refusal
from core.web.sign_in_pages import PIN_PATH, name_page, pin_page, read_form, safe_path

COOKIE = "sextant_team"
log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def note_refusal(request: HTTPConnection, why: str) -> None:
    """Write a refused request into the log of refusals."""
    log_refusal(source(request), why, request.scope.get("method", "WebSocket"), request.scope["path"])


def source(request: HTTPConnection) -> str:
    """Return what counts as the address a request comes from."""
    return source_of(request.client.host if request.client else None)


@dataclass(frozen=True)
class Try:
    """How a try with the PIN ended: a session's token, or why there is none and until when one must wait."""

    token: str = ""
    what: str = ""
    until: datetime | None = None


class SignIn:
    """The desk behind the gate: it knows sessions and takes the forms."""

    def __init__(self, runtime: Callable[[], Runtime], clock: Callable[[], datetime]) -> None:
        self.runtime, self.clock = runtime, clock
        self._one_try = asyncio.Lock()  # tries are counted one after the other, whatever is sent at once

    def member(self, request: HTTPConnection) -> Member | None:
        """Return whose browser a request comes from, by its cookie alone; None if nobody's."""
        database, at = self.runtime().database, self.clock()
        with database.read() as session:
            member = team.find_member(session, request.cookies.get(COOKIE), at)
        if member and team.is_due(member, at):
            with database.write() as session:
                team.note_member(session, member, at)
        return member

    async def ask(
        self, request: Request, member: Member | None, wanted: str, message: str = "", status: int = 401
    ) -> Response:
        """Return the page that asks for what is missing: the PIN, or the name."""
        if member is None:
            return pin_page(request, wanted, message, status=status)
        return name_page(request, wanted, await run_in_threadpool(self._people), message)

    def _people(self) -> list[str]:
        with self.runtime().database.read() as session:
            return team.list_people(session)

    async def take_form(self, request: Request) -> Response:
        """Answer a form: let in, ask for the name, or turn away."""
        fields = await read_form(request)
        if fields is None:
            note_refusal(request, BAD_FORM)
            return pin_page(request, "/", t("This page has been open for too long. Try once more."), status=400)
        wanted = safe_path(fields.get("next", "/"))
        if request.scope["path"] == PIN_PATH:
            async with self._one_try:
                done = await run_in_threadpool(self._try_pin, source(request), fields.get("pin", ""))
            return self._let_in(request, done.token, wanted) if done.token else self._turn_away(request, done, wanted)
        return await self._take_name(request, fields.get("name", ""), wanted)

    def _try_pin(self, source: str, pin: str) -> Try:
        runtime, at = self.runtime(), self.clock()
        with runtime.database.write() as session:
            until = team.wait_until(session, source, at)
            if until:
                team.note_early_try(session, source, at)
                return Try(what=TOO_EARLY, until=team.wait_until(session, source, at))
        is_right = is_the_pin(runtime.settings, pin)
        with runtime.database.write() as session:
            team.note_try(session, source, team.RIGHT if is_right else team.WRONG, at)
            session.flush()
            if is_right:
                return Try(team.begin_session(session, source, at))
            return Try(what=WRONG_PIN, until=team.wait_until(session, source, at))

    def _let_in(self, request: Request, token: str, wanted: str) -> Response:
        log.info("signed in with the team PIN from %s", source(request))
        response = RedirectResponse(wanted, 303)
        age = int(team.STAYS.total_seconds())
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, token, age, path="/", httponly=True, samesite="strict", secure=secure)
        return response

    def _turn_away(self, request: Request, done: Try, wanted: str) -> Response:
        note_refusal(request, done.what)
        messages = [t("That is not the team PIN.")] if done.what == WRONG_PIN else []
        seconds = (done.until - self.clock()).total_seconds() if done.until else 0
        if seconds > 0:
            minutes = ceil(seconds / 60)
            messages.append(t("After so many tries, wait {minutes} min before the next one.", minutes=minutes))
        response = pin_page(request, wanted, " ".join(messages), status=429 if done.what == TOO_EARLY else 401)
        if seconds > 0:
            response.headers["Retry-After"] = str(ceil(seconds))
        return response

    async def _take_name(self, request: Request, name: str, wanted: str) -> Response:
        member = await run_in_threadpool(self.member, request)
        if member is None:
            note_refusal(request, NO_SESSION)
            return pin_page(request, wanted)
        kept = await run_in_threadpool(self._keep_name, request, name)
        if not kept:
            return await self.ask(request, member, wanted, t("Write your name, or choose it."))
        return RedirectResponse(wanted, 303)

    def _keep_name(self, request: Request, name: str) -> str:
        with self.runtime().database.write() as session:
            kept = team.name_member(session, request.cookies.get(COOKIE, ""), name)
        log.info("%s is %r", source(request), kept)
        return kept

    async def sign_out(self, request: Request) -> Response:
        """End a browser's session and lead it to the PIN."""
        await run_in_threadpool(self._end, request.cookies.get(COOKIE))
        response = RedirectResponse("/", 303)
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return response

    def _end(self, token: str | None) -> None:
        with self.runtime().database.write() as session:
            team.end_session(session, token)

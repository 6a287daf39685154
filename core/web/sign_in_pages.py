"""The two small pages before the app: the team's PIN, then who one is. Own HTML, nothing fetched, no script."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from core.i18n import get_locale, match_locale, t
from core.services.sharing import LONGEST
from core.services.team import LONGEST_NAME

PAGE = Template((Path(__file__).parent / "sign_in.html").read_text("utf-8"))
PIN_PATH, NAME_PATH = "/sign-in", "/sign-in/name"
FORM_COOKIE = "sextant_form"
MOST_BYTES, MOST_FIELDS = 8_192, 8
_key = secrets.token_bytes(32)  # of this process: a form older than the server is asked for anew


def language_of(request: HTTPConnection) -> str:
    """Return the locale a browser asks for first."""
    return match_locale(request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip())


def pin_page(request: HTTPConnection, wanted: str, message: str = "", *, status: int = 401) -> HTMLResponse:
    """Return the page that asks for the PIN and then goes on to the page wanted, in the language of the block."""
    fields = (
        f'<label for="pin">{escape(t("Team PIN"))}</label>'
        f'<input id="pin" name="pin" type="password" required autofocus maxlength="{LONGEST}" '
        'autocomplete="current-password" autocapitalize="off" spellcheck="false">'
        f'<button type="submit">{escape(t("Continue"))}</button>'
    )
    remark = t("Ask the person on whose computer Sextant runs for the PIN.")
    return _page(request, t("Sign in with the team PIN"), message, [(PIN_PATH, fields)], remark, wanted, status)


def name_page(request: HTTPConnection, wanted: str, people: Sequence[str], message: str = "") -> HTMLResponse:
    """Return the page that asks who one is: a button for each person on record, and a field for others."""
    buttons = "".join(f'<button name="name" value="{escape(name)}">{escape(name)}</button>' for name in people)
    label = t("Or type your name") if people else t("Your name")
    typed = (
        f'<label for="name">{escape(label)}</label>'
        f'<input id="name" name="name" required maxlength="{LONGEST_NAME}" autocomplete="name">'
        f'<button type="submit">{escape(t("Continue"))}</button>'
    )
    # Two forms: in one, Enter in the field would press the first person's button.
    forms = [(NAME_PATH, f'<div class="people">{buttons}</div>')] if people else []
    remark = t("The team sees your name beside what you change. The PIN alone does not prove who you are.")
    return _page(request, t("Who are you?"), message, [*forms, (NAME_PATH, typed)], remark, wanted, 401)


def _page(
    request: HTTPConnection,
    title: str,
    message: str,
    forms: Sequence[tuple[str, str]],
    remark: str,
    wanted: str,
    status: int,
) -> HTMLResponse:
    nonce = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
    hidden = f'<input type="hidden" name="form" value="{_sign(nonce)}"><input type="hidden" name="next" value="{escape(wanted)}">'
    body = PAGE.substitute(
        lang=get_locale(),
        title=escape(title),
        message=f'<p class="bad" role="alert">{escape(message)}</p>' if message else "",
        forms="".join(f'<form method="post" action="{action}">{hidden}{fields}</form>' for action, fields in forms),
        remark=escape(remark),
    )
    response = HTMLResponse(body, status, {"Cache-Control": "no-store"})
    response.set_cookie(FORM_COOKIE, nonce, path="/", httponly=True, samesite="strict")
    return response


def _sign(nonce: str) -> str:
    return hmac.new(_key, nonce.encode(), hashlib.sha256).hexdigest()


async def read_form(request: Request) -> dict[str, str] | None:
    """Return a form's fields, or None if it is too large, from elsewhere or not made by us for this browser."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return None
    origin = request.headers.get("origin")
    # Our own "no-referrer" makes browsers say "null" here; the token decides then.
    from_here = origin in (None, "null") or urlsplit(origin).netloc == request.headers.get("host")
    nonce = request.cookies.get(FORM_COOKIE, "")
    is_ours = bool(nonce) and hmac.compare_digest(_sign(nonce).encode(), fields.get("form", "").encode())
    return fields if from_here and is_ours else None


def safe_path(path: str) -> str:
    """Return a path to go on to after signing in, or the first page if it could lead elsewhere."""
    is_plain = (
        path.startswith("/") and not path.startswith(("//", "/sign-in")) and "\\" not in path and path.isprintable()
    )
    return path if is_plain else "/"


def wanted_path(request: HTTPConnection) -> str:
    """Return the page a request asks for, to go on to after signing in."""
    return safe_path(request.url.path + (f"?{request.url.query}" if request.url.query else ""))

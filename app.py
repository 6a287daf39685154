"""The ASGI module: life cycle, security headers and the error hook. `streamlit run app.py` serves it; nothing is drawn here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.logs import set_up_logging
from core.runtime import get_runtime
from core.web.gate import SIGN_OUT, Gate
from core.web.security import SecurityHeaders
from pages.components.errors import show_unforeseen


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Bring the tables up to date, start the worker, and stop it before the process ends."""
    runtime = get_runtime()
    set_up_logging(runtime.settings)
    await asyncio.to_thread(runtime.start)
    yield
    await asyncio.to_thread(runtime.close)


# What Streamlit itself sends to lead a browser elsewhere: one whose session has ended goes to the PIN.
FAREWELL = ForwardMsg()
FAREWELL.auth_redirect.url = SIGN_OUT

app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    middleware=[Middleware(SecurityHeaders), Middleware(Gate, farewell=FAREWELL.SerializeToString())],
    on_script_error=show_unforeseen,
)

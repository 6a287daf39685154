"""`serve`: the page, and a browser that opens on it by itself."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

import click

from core.i18n import t
from core.runtime import get_runtime
from core.services.sharing import UNDER_SERVE, change_pin, has_pin, is_shared, require_pin
from core.settings import Settings, get_settings
from core.web.network import lan_addresses

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds until a page that has not answered is given up


@click.command()
@click.option("--port", type=int, help="Port of the page; SEXTANT_PORT or 8501 if left out.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@click.option("--share/--no-share", default=None, help="Let the team on this network in, with the team PIN.")
@click.option(
    "--pin",
    prompt="Team PIN",
    prompt_required=False,
    confirmation_prompt=True,
    hide_input=True,
    help="Set the team PIN; asked for if no value is given.",
)
@click.pass_context
def serve(ctx: click.Context, port: int | None, no_browser: bool, share: bool | None, pin: str | None) -> None:
    """Serve the page on this machine, or on its network too, and open the browser on it."""
    settings = get_settings()
    settings = settings.model_copy(update={"share": settings.share if share is None else share})
    if pin is not None:
        change_pin(settings, get_runtime().database, pin)
    _see_to_a_pin(settings)
    port = port or settings.port
    is_first = True
    while True:
        shared = is_shared(settings)
        process = _start(port, settings, shared)
        _tell(f"http://localhost:{port}", port, shared)
        if is_first and not no_browser and has_screen():
            threading.Thread(target=_open_when_up, args=(f"http://localhost:{port}", process), daemon=True).start()
        code = _wait(process)
        # The page ends its own process to be bound anew after the switch was turned; anything else ends the command.
        if code is None or is_shared(settings) == shared:
            ctx.exit(code or 0)
        is_first = False


def _wait(process: "subprocess.Popen[bytes]") -> int | None:
    """Return the page's exit code, or None where this command was told to end and ended the page with it."""
    told = threading.Event()

    def end(*_: object) -> None:
        told.set()
        process.terminate()

    signal.signal(signal.SIGTERM, end)
    try:
        code = process.wait()
    except KeyboardInterrupt:  # the terminal tells the page too
        process.wait()
        return None
    return None if told.is_set() else code


def _see_to_a_pin(settings: Settings) -> None:
    """Ask for a PIN where sharing needs one and somebody sits at the terminal; raise SextantError else."""
    if not is_shared(settings) or has_pin(settings):
        return
    if not sys.stdin.isatty():
        require_pin(settings)
    click.echo(t("Sharing needs a team PIN: six digits or more, which your team types once per device."))
    change_pin(settings, get_runtime().database, click.prompt(t("Team PIN"), hide_input=True, confirmation_prompt=True))


def _start(port: int, settings: Settings, shared: bool) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    if shared:
        # The gate (core/web/gate.py) looks at the Host itself, so an address this machine is given later works too.
        command += ["--server.address", "0.0.0.0", "--server.allowedHosts", "*"]
        # Else Streamlit asks a server in the internet for the address this network has outside.
        command += ["--browser.serverAddress", "localhost"]
    own = {UNDER_SERVE: "1"} | ({} if settings.share is None else {"SEXTANT_SHARE": str(int(settings.share))})
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | own)


def _tell(address: str, port: int, shared: bool) -> None:
    click.echo(t("Sextant is at {address}. Ctrl+C ends it.", address=address))
    for found in lan_addresses() if shared else []:
        click.echo(t("Your team finds it at {address} and signs in with the PIN.", address=f"http://{found}:{port}"))


def has_screen() -> bool:
    """Return whether a browser can be opened here: not over SSH, not without a display."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("CI"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_up(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(PATIENCE):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310  (our own address)
                webbrowser.open(address)
                return
        except OSError:
            if process.poll() is not None:
                return
            time.sleep(1)

"""`serve`: the page, and a browser that opens on it by itself."""

import os
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

import click

from core.i18n import t
from core.settings import get_settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds until a page that has not answered is given up


@click.command()
@click.option("--port", type=int, help="Port of the page; SEXTANT_PORT or 8501 if left out.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@click.pass_context
def serve(ctx: click.Context, port: int | None, no_browser: bool) -> None:
    """Serve the page on this machine and open the browser on it."""
    port = port or get_settings().port
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    if not no_browser and has_screen():
        threading.Thread(target=_open_when_up, args=(address, process), daemon=True).start()
    click.echo(t("Sextant is at {address}. Ctrl+C ends it.", address=address))
    try:
        ctx.exit(process.wait())
    except KeyboardInterrupt:
        process.wait()


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

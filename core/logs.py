"""The log files: rotating, in the home folder; no comment's text, no key and no PIN is ever written."""

import logging
from logging.handlers import RotatingFileHandler

from core.settings import Settings
from core.web import refusals


def set_up_logging(settings: Settings) -> None:
    """Write warnings and errors of all, and our own information, to sextant.log; what was refused to refusals.log."""
    handler = RotatingFileHandler(settings.home / "sextant.log", maxBytes=2_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("core").setLevel(logging.INFO)
    # A file of its own: a device that knocks all night must not push our own errors out of the log.
    refused = RotatingFileHandler(settings.home / refusals.FILE, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    refusals.log.handlers = [refused]
    refusals.log.propagate = False

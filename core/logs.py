"""The log file: rotating, in the home folder; no comment's text and no key is ever written."""

import logging
from logging.handlers import RotatingFileHandler

from core.settings import Settings


def set_up_logging(settings: Settings) -> None:
    """Write warnings and errors of all, and our own information, to sextant.log."""
    handler = RotatingFileHandler(settings.home / "sextant.log", maxBytes=2_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("core").setLevel(logging.INFO)

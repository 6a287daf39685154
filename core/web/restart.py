"""Ending this process so that `python -m core serve` starts it anew, bound as the switch of sharing now says."""

import os
import signal
import threading
import time

from core.services.sharing import UNDER_SERVE

AFTER = 0.7  # seconds in which the page still shows what it has to say
PATIENCE = 20  # seconds until a process that did not end is given up


def can_restart() -> bool:
    """Return whether a command stands behind this process that starts it again."""
    return UNDER_SERVE in os.environ


def restart() -> None:
    """End this process as the system would, tasks first, and wait for that: a page cut short asks anew once we are back."""
    threading.Timer(AFTER, signal.raise_signal, [signal.SIGTERM]).start()
    time.sleep(PATIENCE)

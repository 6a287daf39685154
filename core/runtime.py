"""What one process has once: settings, database, networks and the background worker."""

import gc
import json
import logging
import os
import threading
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from core.jobs.handlers import make_handlers
from core.jobs.worker import Worker
from core.services.imports import sweep_uploads
from core.services.writer import queue_preparation
from core.settings import Settings, get_settings
from db.session import Database
from db.upgrade import upgrade

if TYPE_CHECKING:
    from core.nlp.encoder import Encoder
    from core.nlp.generator import Generator

log = logging.getLogger(__name__)
SHIPPED_ENCODER = Path(__file__).parent / "nlp" / "weights"


class Networks:
    """The encoder and the generator, loaded when first asked for; torch is imported no sooner."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.threads = settings.threads
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self._generator: Generator | None = None

    @property
    def encoder_loaded(self) -> bool:
        """Return whether the encoder is in memory."""
        return self._encoder is not None

    @property
    def encoder_version(self) -> str:
        """Return the version of the encoder that will read, without loading it; "" if its folder does not say."""
        return self._encoder.version if self._encoder else stated_version(self.settings.encoder)

    def encoder(self) -> "Encoder":
        """Return the encoder, loading it the first time; raise SextantError if its weights are missing or damaged."""
        with self._lock:
            if self._encoder is None:
                from core.nlp.encoder import Encoder

                self._set_threads()
                self._encoder = Encoder.load(self.settings.encoder, device=self.settings.device or None)
                self._encoder.band = self.settings.band or self._encoder.band
                # Objects that never go away are kept out of the collections Streamlit runs after every click.
                gc.collect()
                gc.freeze()
            return self._encoder

    def generator(self) -> "Generator | None":
        """Return the generator, or None where it is switched off or not prepared yet."""
        with self._lock:
            if self._generator is None:
                from core.nlp.generator import load_generator

                # Decoding a few rows at a time, threads that share a busy core cost more than they bring.
                threads = self.threads or max(1, (os.cpu_count() or 2) - 1)
                self._generator = load_generator(self.settings.generator, self.settings.cache, threads=threads)
            return self._generator

    def _set_threads(self) -> None:
        if self.threads:
            from core.nlp.device import set_threads

            set_threads(self.threads)


def stated_version(folder: Path | None) -> str:
    """Return the version that an encoder's folder states, the shipped one's by default; "" if it cannot be read."""
    folder = folder or SHIPPED_ENCODER
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        return str(config["sextant"]["version"] if "sextant" in config else folder.name)
    except (OSError, ValueError, KeyError, TypeError):
        return ""


class Runtime:
    """One process's settings, database, networks and worker."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or get_settings()
        self.networks = Networks(self.settings)

    @cached_property
    def database(self) -> Database:
        """Return the database, brought to the newest tables."""
        self.settings.home.mkdir(parents=True, exist_ok=True)
        database = Database(self.settings.url)
        upgrade(database)
        return database

    @cached_property
    def worker(self) -> Worker:
        """Return the background worker; it does nothing until it is started."""
        lease = timedelta(seconds=self.settings.lease_seconds)
        return Worker(self.database, make_handlers(self.settings, self.networks), lease)

    def start(self) -> None:
        """Begin to serve pages: leave them a core, sweep old uploads, prepare the writer, start the worker."""
        self.networks.threads = self.settings.threads or max(1, (os.cpu_count() or 2) - 1)
        with self.database.write() as session:
            sweep_uploads(session, self.settings.uploads)
            queue_preparation(session, self.settings)
        self.worker.start()

    def close(self) -> None:
        """Stop the worker and close the database."""
        if "worker" in self.__dict__:
            self.worker.stop()
        if "database" in self.__dict__:
            self.database.close()


_current: Runtime | None = None
_current_lock = threading.Lock()


def get_runtime() -> Runtime:
    """Return this process's runtime, made at the first call."""
    global _current  # noqa: PLW0603  (one per process by design)
    with _current_lock:
        if _current is None:
            _current = Runtime()
        return _current


def reset_runtime() -> None:
    """Close this process's runtime, so that the next call makes another one with other settings."""
    global _current  # noqa: PLW0603
    with _current_lock:
        if _current is not None:
            _current.close()
        _current = None
        get_settings.cache_clear()

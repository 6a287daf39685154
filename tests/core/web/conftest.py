import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.logs import set_up_logging
from core.runtime import Runtime
from core.services.sharing import keep_pin, switch_sharing
from core.settings import Settings
from tests.core.web.place import PIN, Place


@pytest.fixture
def place(home: Path, empty_file: Path) -> Iterator[Place]:
    shutil.copy(empty_file, home / "sextant.db")
    settings = Settings()
    keep_pin(settings, PIN)
    switch_sharing(settings, True)
    set_up_logging(settings)
    found = Place(Runtime(settings))
    yield found
    found.runtime.close()

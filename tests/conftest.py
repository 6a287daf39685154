"""What the tests share: a home folder of their own, databases, companies, the demo, the shipped encoder, commands."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from click.testing import Result

    from core.nlp.encoder import Encoder
    from core.runtime import Runtime
    from core.services.ventures import StoredCompany
    from db.session import Database
    from tests.browsers import Browser

# A company's day is the day of its own time zone. With the machine in the usual one, what the tests call today is the
# company's day at every hour; what hangs on two different zones names them.
os.environ["TZ"] = "Asia/Shanghai"
time.tzset()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    from core.i18n import set_locale
    from core.settings import get_settings

    folder = tmp_path / "home"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("SEXTANT_") and name != "SEXTANT_CI"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SEXTANT_HOME", str(folder))
    monkeypatch.setenv("SEXTANT_GENERATOR", "none")
    monkeypatch.setenv("SEXTANT_LANGUAGE", "en")
    get_settings.cache_clear()
    set_locale("en")
    yield folder
    get_settings.cache_clear()


def skip_or_fail(reason: str) -> None:
    """Skip what a laptop lacks; where everything must be there, fail."""
    if os.environ.get("SEXTANT_CI") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def browser_of_page(monkeypatch: pytest.MonkeyPatch) -> "Browser":
    """Give the pages of an AppTest a browser, at the machine itself until a test moves it."""
    from streamlit.runtime import context

    from tests.browsers import Browser

    browser = Browser()
    monkeypatch.setattr(context, "_get_client_context", lambda: browser)
    return browser


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file without records, to be copied."""
    from db.session import Database
    from db.upgrade import upgrade

    path = tmp_path_factory.mktemp("empty") / "sextant.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    from tests.postgres import find_programs, make_tables, running_server

    given, programs = os.environ.get("SEXTANT_TEST_POSTGRES"), find_programs()
    if given:
        make_tables(given)
        yield given
    elif programs:
        with running_server(programs) as url:
            make_tables(url)
            yield url
    else:
        skip_or_fail("PostgreSQL is neither named by SEXTANT_TEST_POSTGRES nor installed here")


@pytest.fixture
def sqlite_database(home: Path, empty_file: Path) -> Iterator["Database"]:
    from db.session import Database

    shutil.copy(empty_file, home / "sextant.db")
    database = Database(f"sqlite:///{home / 'sextant.db'}")
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator["Database"]:
    from db.session import Database
    from tests.postgres import empty_tables

    database = Database(postgres_url)
    empty_tables(database)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> "Database":
    """Return an empty database with all tables, once of each kind we support."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def company(database: "Database") -> "StoredCompany":
    from core.services.ventures import add_venture

    with database.write() as session:
        return add_venture(session, {"name": "Mountain Tea", "offer": "tea for offices", "cash": 900_000.0})


@pytest.fixture(scope="session")
def encoder() -> "Encoder":
    from core.nlp.encoder import Encoder

    return Encoder.load(device="cpu")


@pytest.fixture
def runtime(home: Path, empty_file: Path, encoder: "Encoder") -> Iterator["Runtime"]:
    """Return this process's runtime on an empty database, with the encoder of all tests."""
    from core.runtime import get_runtime, reset_runtime

    reset_runtime()
    if not (home / "sextant.db").exists():
        shutil.copy(empty_file, home / "sextant.db")
    found = get_runtime()
    found.networks._encoder = encoder
    yield found
    reset_runtime()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, empty_file: Path, encoder: "Encoder") -> Callable[[str], Path]:
    """Return a function that gives a database with the demo, imported and read, in a language; made once each."""
    made: dict[str, Path] = {}

    def make(locale: str) -> Path:
        from core.jobs.handlers import make_handlers
        from core.jobs.worker import Worker
        from core.runtime import Networks
        from core.services.demo import add_demo
        from core.settings import Settings
        from db.session import Database

        folder = tmp_path_factory.mktemp(f"demo-{locale}")
        path = Path(shutil.copy(empty_file, folder / "sextant.db"))
        settings = Settings(home=folder, generator="none")
        networks = Networks(settings)
        networks._encoder = encoder
        database = Database(settings.url)
        with database.write() as session:
            add_demo(session, locale, settings.uploads)
        worker = Worker(database, make_handlers(settings, networks))
        while worker.run_next():
            pass
        database.close()
        return path

    return lambda locale: made.get(locale) or made.setdefault(locale, make(locale))


@pytest.fixture
def demo(home: Path, demo_file: Callable[[str], Path], request: pytest.FixtureRequest) -> "Runtime":
    """Return the runtime on a database with the English demo company, its comments read."""
    shutil.copy(demo_file(getattr(request, "param", "en")), home / "sextant.db")
    found: Runtime = request.getfixturevalue("runtime")
    return found


@pytest.fixture
def run_command(runtime: "Runtime") -> Callable[..., "Result"]:
    """Return a function that runs one of our commands as a user would, on this test's home folder."""
    from click.testing import CliRunner

    from core.cli import main

    def run(*arguments: Any) -> "Result":
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run

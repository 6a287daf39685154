"""Alembic's environment: its own connection, foreign keys off while tables are rebuilt, checked after."""

from alembic import context
from sqlalchemy import Connection, text

from db.models import Base
from db.session import make_engine

LOCK = 6011957  # any number, the same in every process


def migrate() -> None:
    """Run the migrations on the URL given by the caller: all of them or none, one process at a time."""
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as plain:
        connection = plain.execution_options(sqlite_begin="IMMEDIATE")
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            _switch_foreign_keys_off(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=sqlite,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            if not sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            context.run_migrations()
            if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise RuntimeError("the migration would leave rows whose parent is missing; nothing was changed")
    engine.dispose()


def _switch_foreign_keys_off(connection: Connection) -> None:
    # With foreign keys on, rebuilding a parent table deletes its children; it must be said outside a transaction.
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute("PRAGMA foreign_keys=OFF")


migrate()

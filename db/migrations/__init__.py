"""Alembic migrations, run at every start, with a backup before."""

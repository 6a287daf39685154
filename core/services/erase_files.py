"""What lies beside the database when somebody is erased: staged files, logs, and copies that cannot be changed."""

from pathlib import Path

from core.services.erase_find import Names

LOGS = "*.log*"


def list_copies(home: Path) -> list[Path]:
    """Return the copies of the database, which keep every name: backups, and those made before an update."""
    return sorted([*home.glob("backups/*"), *home.glob("*.before-*.db")])


def drop_uploads(home: Path) -> None:
    """Delete the staged files: no task is running, so nothing waits for them."""
    for file in (home / "uploads").glob("*"):
        file.unlink(missing_ok=True)


def scrub_logs(home: Path, names: Names, mark: str) -> None:
    """Replace the names in the log files, in place, since the log goes on being written."""
    for file in home.glob(LOGS):
        text = file.read_text("utf-8", errors="replace")
        if names.in_value(text):
            with file.open("r+", encoding="utf-8") as log:
                log.write(names.without(text, mark))
                log.truncate()

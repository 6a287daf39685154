"""The switch of sharing on one Wi-Fi and the team's PIN: one small file in the home folder, outside database and backups."""

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from pathlib import Path
from typing import Any

from core.errors import SextantError
from core.services.team import end_all_sessions
from core.settings import Settings
from db.session import Database

FILE = "sharing.json"
UNDER_SERVE = "_SEXTANT_UNDER_SERVE"  # set for a page whose command starts it again when the switch was turned
SHORTEST, LONGEST = 6, 64
# scrypt's cost: 16 MB and about 50 ms a try, so that a stolen file is slow to guess from.
COST, BLOCK, LANES = 2**14, 8, 1


def is_shared(settings: Settings) -> bool:
    """Return whether others in the network may sign in: the setting if there is one, else the switch."""
    return settings.share if settings.share is not None else bool(_load(settings.home).get("share"))


def switch_sharing(settings: Settings, on: bool) -> None:
    """Remember the switch for this start and the next ones; raise SextantError where no PIN is set yet."""
    if on:
        require_pin(settings)
    _save(settings.home, _load(settings.home) | {"share": on})


def has_pin(settings: Settings) -> bool:
    """Return whether a team PIN is set."""
    return bool(_load(settings.home).get("pin"))


def require_pin(settings: Settings) -> None:
    """Raise SextantError unless a PIN is set: nothing is ever shared without one."""
    if not has_pin(settings):
        raise SextantError(
            "Sharing needs a team PIN first. Set one on the page Data, or start with `python -m core serve --share --pin`."
        )


def check_new_pin(pin: str) -> str:
    """Return the PIN as it will be kept; raise SextantError if it is too short, too long or the first one would guess."""
    pin = _same_signs(pin)
    if not SHORTEST <= len(pin) <= LONGEST:
        raise SextantError(
            "The PIN needs {shortest} to {longest} digits or characters; this one has {length}.",
            shortest=SHORTEST,
            longest=LONGEST,
            length=len(pin),
        )
    steps = {ord(after) - ord(before) for before, after in zip(pin, pin[1:], strict=False)}
    if len(set(pin)) < 3 or steps in ({1}, {-1}):
        raise SextantError("This PIN is the first one would try. Mix at least three different digits or characters.")
    return pin


def keep_pin(settings: Settings, pin: str) -> None:
    """Keep a PIN's scrypt hash under a salt of its own; raise SextantError if the PIN is too easy."""
    salt = secrets.token_bytes(16)
    kept = {"salt": salt.hex(), "hash": _hash(check_new_pin(pin), salt).hex()}
    _save(settings.home, _load(settings.home) | {"pin": kept})


def change_pin(settings: Settings, database: Database, pin: str) -> None:
    """Keep a new PIN and end the sessions that the old one began."""
    keep_pin(settings, pin)
    with database.write() as session:
        end_all_sessions(session)


def is_the_pin(settings: Settings, pin: str) -> bool:
    """Return whether this is the team's PIN, in a time that tells nothing about it."""
    kept = _load(settings.home).get("pin") or {}
    found = _hash(_same_signs(pin)[:LONGEST], bytes.fromhex(kept.get("salt", "00")))
    return hmac.compare_digest(found, bytes.fromhex(kept.get("hash", "")))


def _same_signs(pin: str) -> str:
    """Return a PIN as typed on any keyboard: a Chinese one may write full-width digits."""
    return unicodedata.normalize("NFKC", pin).strip()


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=BLOCK, p=LANES)


def _load(home: Path) -> dict[str, Any]:
    try:
        found = json.loads((home / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}  # none yet, or damaged: not shared, and no PIN fits
    return found if isinstance(found, dict) else {}


def _save(home: Path, state: dict[str, Any]) -> None:
    part = home / f"{FILE}.{secrets.token_hex(4)}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(state, file)
    part.replace(home / FILE)

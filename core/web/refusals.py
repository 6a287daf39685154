"""What was refused, to whom and when: one JSON line each in a log file of its own, never with a PIN in it."""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.i18n import N_

FILE = "refusals.log"
LONGEST_PATH = 120
log = logging.getLogger(__name__)

NO_SESSION, WRONG_PIN, TOO_EARLY = "no session", "wrong PIN", "too early"
BAD_FORM, BAD_HOST, NOT_SHARED = "bad form", "bad host", "not shared"
WORDS = {
    NO_SESSION: N_("not signed in"),
    WRONG_PIN: N_("wrong PIN"),
    TOO_EARLY: N_("tried again too early"),
    BAD_FORM: N_("a form that is not ours"),
    BAD_HOST: N_("an address that is not this machine's"),
    NOT_SHARED: N_("sharing is off"),
}


@dataclass(frozen=True)
class Refusal:
    """A request that was not let in; `times` counts equal ones in a row."""

    at: datetime
    address: str
    what: str
    request: str
    times: int = 1


def log_refusal(address: str, what: str, method: str, path: str) -> None:
    """Write down a refused request: its path, never its query or content."""
    refusal = Refusal(datetime.now(UTC), address, what, f"{method} {path}"[:LONGEST_PATH])
    log.warning(json.dumps(asdict(refusal) | {"at": refusal.at.isoformat(timespec="seconds")}))


def list_refusals(home: Path, most: int) -> list[Refusal]:
    """Return the last refusals, newest first, equal ones in a row as one."""
    found: list[Refusal] = []
    for refusal in reversed(_read(home / FILE)):
        if found and _key(found[-1]) == _key(refusal):
            last = found.pop()
            found.append(Refusal(last.at, last.address, last.what, last.request, last.times + refusal.times))
        elif len(found) == most:
            break
        else:
            found.append(refusal)
    return found


def _key(refusal: Refusal) -> tuple[str, str, str]:
    return refusal.address, refusal.what, refusal.request


def _read(path: Path) -> list[Refusal]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return []
    found = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
    return [Refusal(**line | {"at": datetime.fromisoformat(line["at"])}) for line in found]

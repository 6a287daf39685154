"""`python -m bench [NAME …]`: measure, and write bench/results.json."""

import json
import platform
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

NAMES = ("importing", "planning", "pages", "scoring", "streaming", "drafting")
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Run the measurements named, or all, and keep the others' last figures."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    results["machine"] = {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "torch": version("torch"),
    }
    for name in sys.argv[1:] or NAMES:
        results[name] = import_module(f"bench.{name}").measure()
        print(name, json.dumps(results[name]), flush=True)
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()

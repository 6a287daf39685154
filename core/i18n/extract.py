"""`python -m core.i18n.extract`: brings the catalogues up to the source's message ids and prints what is missing."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from core.i18n import FOLDER, LOCALES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("core", "pages", "app.py")
KEYWORDS = ("t", "N_", "flash", "SextantError", "NotFound", "Conflict", "InvalidField", "Problem")
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")
# Babel's own header would name nobody and change with every run.
HEADER = """# Sextant's words; `make messages` brings them up to date with the source.
msgid ""
msgstr ""
"Project-Id-Version: Sextant\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
TRANSLATED = [locale for locale in LOCALES if locale != "en"]


@dataclass(frozen=True)
class Found:
    """A message id with the place it stands at."""

    message: str
    file: str
    line: int


def source_files() -> list[Path]:
    """Return our Python files whose words reach a screen."""
    named = [ROOT / name for name in SOURCES]
    return sorted(file for path in named for file in ([path] if path.is_file() else path.rglob("*.py")))


def find_messages() -> list[Found]:
    """Return the message ids of the source, in its order."""
    return [found for file in source_files() for found in _in_file(file)]


def _in_file(file: Path) -> Iterator[Found]:
    name = file.relative_to(ROOT).as_posix()
    # A validator may only raise ValueError; its text is a message id there.
    keywords = (*KEYWORDS, "ValueError") if name.startswith("core/services/") else KEYWORDS
    for call in _calls(file, keywords):
        for node in _alternatives(call.args[0]):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
                yield Found(node.value, name, node.lineno)


def _calls(file: Path, keywords: tuple[str, ...]) -> list[ast.Call]:
    # Babel's own extractor does not look into f-strings before Python 3.12.
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call) and node.args]
    return sorted(
        (call for call in calls if _called(call) in keywords), key=lambda call: (call.lineno, call.col_offset)
    )


def _alternatives(node: ast.expr) -> list[ast.expr]:
    return _alternatives(node.body) + _alternatives(node.orelse) if isinstance(node, ast.IfExp) else [node]


def find_unfit_calls() -> list[str]:
    """Return the places where a message id is put together at run time, which no catalogue can hold."""
    return [
        f"{file.relative_to(ROOT).as_posix()}:{call.lineno}"
        for file in source_files()
        for call in _calls(file, KEYWORDS)
        for node in _alternatives(call.args[0])
        if isinstance(node, ast.JoinedStr | ast.BinOp) or (isinstance(node, ast.Call) and _called(node) == "format")
    ]


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def read_catalog(locale: str) -> Catalog:
    """Return a catalogue as it is, or an empty one."""
    path = FOLDER / locale / "messages.po"
    if not path.exists():
        return _new(locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale.replace("-", "_"))


def _new(locale: str) -> Catalog:
    return Catalog(locale=locale.replace("-", "_"), project="Sextant", fuzzy=False)


def update_catalog(locale: str) -> list[str]:
    """Write the catalogue with exactly the source's message ids, translations kept; return those without one."""
    old, new = read_catalog(locale), _new(locale)
    for found in find_messages():
        known = old.get(found.message)
        new.add(found.message, known.string if known else "", locations=[(found.file, 0)])
    path = FOLDER / locale / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=locale.replace("-", "_")).encode())
        write_po(file, new, width=120, omit_header=True, include_lineno=False, sort_by_file=True)
    return [str(message.id) for message in new if message.id and not message.string]


def placeholders(text: str) -> list[str]:
    """Return the names in braces, sorted."""
    return sorted(PLACEHOLDER.findall(text))


def main() -> int:
    """Update all catalogues; return 1 while a translation is missing."""
    missing = {locale: update_catalog(locale) for locale in TRANSLATED}
    for locale, messages in missing.items():
        for message in messages:
            print(f"{locale}: {message}")
        print(f"{locale}: {len(messages)} missing")
    return int(any(missing.values()))


if __name__ == "__main__":
    sys.exit(main())

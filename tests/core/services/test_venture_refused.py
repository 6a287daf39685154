"""A company's file that is damaged, hostile or too new is refused whole."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import NotFound, SextantError
from core.services.venture_export import export_company
from core.services.venture_import import import_company
from core.services.ventures import list_ventures
from db.session import Database
from tests.secrets import add_company


@pytest.fixture
def venture_id(database: Database) -> int:
    with database.write() as session:
        return add_company(session)


def packed(database: Database, venture_id: int, tmp_path: Path) -> Path:
    export_company(database, venture_id, tmp_path / "lamplight.zip")
    return tmp_path / "lamplight.zip"


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> io.BytesIO:
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made


def _cut(entries: dict[str, bytes]) -> None:
    entries["tables/comment.jsonl"] = entries["tables/comment.jsonl"][:-40]


def _change(entries: dict[str, bytes]) -> None:
    entries["tables/resource.jsonl"] = entries["tables/resource.jsonl"].replace(b"48611", b"99999")


def _drop(entries: dict[str, bytes]) -> None:
    del entries["tables/partner.jsonl"]


def _manifest(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        entries["manifest.json"] = json.dumps(json.loads(entries["manifest.json"]) | changes).encode()

    return change


def _rewrite(table: str, line: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return a change that makes the sums right, so that only the row itself is wrong."""

    def change(entries: dict[str, bytes]) -> None:
        entries[f"tables/{table}.jsonl"] = line
        manifest = json.loads(entries["manifest.json"])
        manifest["tables"][table] = {"rows": line.count(b"\n"), "sha256": hashlib.sha256(line).hexdigest()}
        entries["manifest.json"] = json.dumps(manifest).encode()

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_cut, "damaged"),
        (_change, "damaged"),
        (_drop, "damaged"),
        (_manifest(version=2), "newer"),
        (_manifest(format="other"), "no company"),
        (_manifest(tables={}), "damaged"),
        (_manifest(tables={"venture": {"rows": 1, "sha256": ""}, "passwd": {}}), "newer"),
        (lambda entries: entries.pop("manifest.json"), "no company"),
        (lambda entries: entries.update({"manifest.json": b"[" * 100_000}), "damaged"),
        (_rewrite("contact", b'{"id": 1, "name": "X", "partner_id": 999}\n'), "damaged"),
        (_rewrite("contact", b'{"id": 1, "name": "X", "evil": 1}\n'), "damaged"),
        (_rewrite("contact", b'"no row"\n'), "damaged"),
        (_rewrite("decision", b'{"id": 1, "title": "X", "decided_on": "soon"}\n'), "damaged"),
        (_rewrite("decision", b'{"id": 1}\n'), "damaged"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_and_nothing_is_stored(
    database: Database, venture_id: int, tmp_path: Path, change: Any, words: str
) -> None:
    file = repacked(packed(database, venture_id, tmp_path), change)

    with pytest.raises(SextantError, match=words):
        import_company(database, file)

    with database.read() as session:
        assert [company.id for company in list_ventures(session)] == [venture_id]


def test_what_is_no_zip_is_refused(database: Database, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 not really")

    with pytest.raises(SextantError, match="damaged"):
        import_company(database, tmp_path / "x.zip")


def test_an_entry_with_a_path_out_of_the_zip_is_never_written(
    database: Database, venture_id: int, tmp_path: Path
) -> None:
    file = repacked(packed(database, venture_id, tmp_path), lambda e: e.update({"../../evil.txt": b"x", "/evil": b"x"}))

    import_company(database, file)

    assert not list(tmp_path.rglob("*evil*")) and not Path("/evil").exists()


def test_a_zip_bomb_is_refused(
    database: Database, venture_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.services.venture_import.MOST_BYTES", 2_000_000)
    bomb = _rewrite("contact", b"{}\n" * 1_000_000)

    with pytest.raises(SextantError, match="unpacks to more"):
        import_company(database, repacked(packed(database, venture_id, tmp_path), bomb))


def test_a_company_that_is_not_there_leaves_no_file(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export_company(database, 99, tmp_path / "x.zip")

    assert list(tmp_path.glob("*.zip*")) == []

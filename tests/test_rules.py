"""What STYLE and DESIGN ask of the code itself: who imports what, how long things are, what is never used."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FUNCTION_LINES, FILE_LINES, PAGE_LINES, NETWORK_LINES = 40, 250, 120, 300
NETWORK_DEFINITIONS = ("core/nlp/network.py",)
GENERATED = "db/migrations/versions/"
TORCH = ("torch", "transformers", "safetensors", "tokenizers")
# Who must not import what, anywhere in a file.
FORBIDDEN = {
    "core/": ("streamlit", "pages"),
    "db/": ("core", "pages", "streamlit"),
    "core/strategy/": ("core.services", "core.jobs", "db"),
    "core/reach/": ("core.services", "core.jobs", "core.strategy", "db"),
    "core/planning/": ("core.services", "core.jobs", "db"),
    "core/tables/": ("core.services", "core.jobs", "db"),
    "core/feedback/": ("core.services", "core.jobs", "db"),
    "core/charts/": ("core.services", "core.jobs", "db"),
    "core/nlp/": ("core.services", "core.jobs", "core.cli", "db"),
    "core/services/": ("core.cli", "core.runtime", "core.jobs"),
    "pages/": ("db", "sqlalchemy", "alembic", *TORCH),
}
# Who alone may import what.
KEPT_FOR = {
    "sqlalchemy": ("core/services/", "db/", "tests/"),
    "alembic": ("db/", "tests/"),
    **dict.fromkeys(TORCH, ("core/nlp/", "tests/", "docs/")),
}
NEVER_IMPORTED = ("pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal")


@cache
def files(folder: str = "") -> list[Path]:
    roots = [ROOT / name for name in ([folder] if folder else ("app.py", "core", "db", "pages", "tests"))]
    return sorted(file for root in roots for file in ([root] if root.is_file() else root.rglob("*.py")))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imports(node: ast.AST) -> Iterator[str]:
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom) and not found.level:
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


def is_in(imported: str, package: str) -> bool:
    return imported == package or imported.startswith(f"{package}.")


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_a_layer_imports_nothing_from_above_it(folder: str) -> None:
    wrong = [
        f"{name_of(file)}: {imported}"
        for file in files(folder)
        for imported in imports(tree(file))
        if any(is_in(imported, package) for package in FORBIDDEN[folder])
    ]

    assert wrong == []


@pytest.mark.parametrize("package", KEPT_FOR)
def test_a_library_is_used_only_where_it_belongs(package: str) -> None:
    wrong = [
        name_of(file)
        for file in files()
        if not name_of(file).startswith(KEPT_FOR[package])
        and any(is_in(imported, package) for imported in imports(tree(file)))
    ]

    assert wrong == []


def test_pages_reach_for_networks_only_when_they_need_one() -> None:
    at_the_top = [
        f"{name_of(file)}: {imported}"
        for file in files("pages")
        for statement in tree(file).body
        if isinstance(statement, ast.Import | ast.ImportFrom)
        for imported in imports(statement)
        if is_in(imported, "core.nlp")
    ]

    assert at_the_top == []


@pytest.mark.parametrize("modules", ["core.cli", "core.runtime", "pages.components"])
def test_importing_us_does_not_load_torch(modules: str) -> None:
    names = [modules]
    if modules == "pages.components":
        names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files("pages/components")]
        names = [name.removesuffix(".__init__") for name in names]
    code = f"import sys, {', '.join(names)}; print([m for m in ('torch', 'transformers') if m in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.stdout.strip() == "[]", done.stderr


def test_no_file_is_longer_than_its_budget() -> None:
    def budget(name: str) -> int:
        is_page = name.startswith("pages/") and "/components/" not in name
        return PAGE_LINES if is_page else NETWORK_LINES if name in NETWORK_DEFINITIONS else FILE_LINES

    lengths = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in files()}

    assert {n: k for n, k in lengths.items() if k > budget(n) and not n.startswith(GENERATED)} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{name_of(file)}: {node.name} has {node.end_lineno - node.lineno + 1}"
        for file in files()
        if not name_of(file).startswith(GENERATED)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]

    assert long == []


def test_nothing_is_ever_unpickled_or_evaluated() -> None:
    found = []
    for file in files():
        found += [f"{name_of(file)}: {n}" for n in imports(tree(file)) for p in NEVER_IMPORTED if is_in(n, p)]
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                unsafe = called in ("eval", "exec", "torch.load") or called.endswith(("read_pickle", "to_pickle"))
                if unsafe or "allow_pickle=True" in ast.unparse(node):
                    found.append(f"{name_of(file)}:{node.lineno}: {called}")

    assert found == []


def test_no_weights_are_kept_in_a_format_that_runs_code() -> None:
    unsafe = {".pkl", ".pickle", ".pt", ".pth", ".joblib", ".npy"}

    assert [name_of(f) for f in (ROOT / "core").rglob("*") if f.suffix in unsafe or f.name == "pytorch_model.bin"] == []


def test_no_page_draws_raw_html_but_from_a_file_of_ours() -> None:
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in files("pages")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and (_draws_html(node) or any((keyword.arg or "").startswith("unsafe_allow") for keyword in node.keywords))
    ]

    assert found == []


def _draws_html(call: ast.Call) -> bool:
    of_ours = bool(call.args) and ast.unparse(call.args[0]).startswith("ASSETS / '")
    return ast.unparse(call.func) in ("st.html", "st.iframe", "components.html") and not of_ours


def test_every_cache_of_a_page_has_a_limit() -> None:
    bare = [
        f"{name_of(file)}:{node.lineno}"
        for file in files("pages")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if "st.cache" in ast.unparse(decorator) and "max_entries" not in ast.unparse(decorator)
    ]

    assert bare == []

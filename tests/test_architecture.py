"""
Who may import whom: app → search/http → search → index → index/analysis, never back; some packages in one place only.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("index/analysis", "index", "search", "search/http", "app.py")  # each may import those before it
FILES = sorted([*ROOT.glob("*.py"), *ROOT.glob("index/**/*.py"), *ROOT.glob("search/**/*.py")])
# package: who may import it
ONLY = {
    "flask": lambda path: path in ("app.py", "index/cli.py") or path.startswith("search/http/"),
    "flask_smorest": lambda path: path.startswith("search/http/"),
    "marshmallow": lambda path: path == "search/http/schemas.py",
    "whoosh": lambda path: Path(path).name.startswith("whoosh_"),
    "sqlalchemy": lambda path: path.startswith("index/"),
}


def stage(path: str) -> int:
    """The number of the stage a file or module belongs to."""
    if path.startswith("index/analysis"):
        return 0
    if path.startswith("index"):
        return 1
    if path.startswith("search/http"):
        return 3
    return 2 if path.startswith("search") else 4


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(file: Path) -> None:
    """No file imports a later stage, nor a package that belongs elsewhere."""
    path = str(file.relative_to(ROOT))
    for module in imports(file):
        top = module.split(".")[0]
        if top in ("index", "search"):
            assert stage(module.replace(".", "/")) <= stage(path), f"{path} imports {module}"
        assert top != "app" or path == "gunicorn.conf.py", f"{path} imports the application"
        allowed = ONLY.get(top)
        assert allowed is None or allowed(path), f"{path} imports {top}"


def test_only_the_settings_read_the_environment() -> None:
    """Everything else gets its settings as arguments; gunicorn's own configuration is gunicorn's."""
    for file in FILES:
        path = str(file.relative_to(ROOT))
        if path not in ("config.py", "gunicorn.conf.py"):
            read = {
                ast.unparse(n) for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Attribute)
            }
            assert not read & {"os.environ", "os.getenv"}, path
            assert not {"os.environ", "os.getenv"} & set(imports(file)), path

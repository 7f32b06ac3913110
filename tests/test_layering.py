"""A document flows through the packages once, in one direction."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "briefing"
# Everyone may import these.
OPEN = {"model", "errors", "packaged", "chinese_numerals", "config", "locking", "reference", "printing", "writing"}
# They are about the machine, not about documents: no room of the way imports them but the commands and the layout.
ASIDE = {"machine", "fonts"}
ORDER = [
    "documents",
    "extraction",
    "corrections",
    "intake",
    "exports",
    "comparison",
    "review",
    "charts",
    "narrative",
    "composition",
    "rendering",
    "inspection",
    "editions",
    "distribution",
    "commands",
    "cli",
]
FACES = {"__init__", "__main__"}


def imported(path: Path) -> set[str]:
    """The rooms of the package that a module imports, lazily or not."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "briefing":
            parts = node.module.split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("briefing.")}
    return rooms


@pytest.mark.parametrize("room", ORDER)
def test_imports_go_one_way(room: str) -> None:
    later = set(ORDER[ORDER.index(room) + 1 :])
    files = [*(PACKAGE / room).rglob("*.py"), PACKAGE / f"{room}.py"]
    for file in files:
        if file.exists():
            assert not imported(file) & later, f"{file} imports what comes after it"


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        wanted = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                wanted |= (inner & modules.keys()) or {node.module}
            elif isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
        graph[name] = (wanted & modules.keys()) - {name}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle


def test_every_room_has_its_place() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms == OPEN | ASIDE | FACES | set(ORDER)


def test_a_module_name_says_what_is_inside_without_its_folder() -> None:
    names = [path.stem for path in PACKAGE.rglob("*.py") if path.stem not in FACES]
    assert sorted(name for name in names if names.count(name) > 1) == []


def test_open_modules_import_no_room() -> None:
    for name in OPEN:
        for file in [*(PACKAGE / name).rglob("*.py"), PACKAGE / f"{name}.py"]:
            if file.exists():
                assert not imported(file) & set(ORDER), file


def test_nobody_imports_the_command_line() -> None:
    for file in PACKAGE.rglob("*.py"):
        if file.name != "__main__.py":
            assert "cli" not in imported(file), file


def test_extract_loads_no_drawing_or_layout_library() -> None:
    code = (
        "import sys, briefing.cli, briefing.intake.corpus, briefing.exports.observation_files\n"
        "print(sorted({'matplotlib', 'weasyprint', 'pandas', 'numpy', 'jieba'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"

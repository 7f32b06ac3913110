"""From a checkout to a running program: the scripts in bin/, the pinned versions, the wheel."""

from __future__ import annotations

import ast
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINNED = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)==(?P<version>[0-9][0-9A-Za-z.]*)")
SCRIPTS = ("bin/briefing", "bin/test", ".ci/run")
MODULES = (
    "__init__.py",
    "errors.py",
    "machine/__init__.py",
    "machine/installation.py",
    "packaged.py",
    "machine/libraries.py",
    "machine/libraries.toml",
)
TOOLS = ("sh", "cat", "cksum", "dirname", "readlink")


def _pins(name: str) -> dict[str, str]:
    """Package → version of a lock file; every line must be a pin, a comment or the include of the other lock file."""
    pins: dict[str, str] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := PINNED.fullmatch(line):
            pins[_normal(match["name"])] = match["version"]
        elif line.startswith("-r "):
            pins |= _pins(line.removeprefix("-r "))
        else:
            assert line.startswith("#"), f"{name}: {line}"
    return pins


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


@pytest.mark.parametrize(
    ("lock", "declared"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-test.lock", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]),
    ],
)
def test_every_declared_dependency_is_pinned_to_a_version_that_it_allows(lock: str, declared: list[str]) -> None:
    pins = _pins(lock)
    for line in declared:
        requirement = Requirement(line)
        assert requirement.specifier.contains(pins[_normal(requirement.name)]), line


def test_every_import_of_the_program_is_declared() -> None:
    """What arrives only because another package needs it may be gone tomorrow."""
    imported = {
        name.split(".")[0]
        for path in (ROOT / "briefing").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
    }
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["ocr"]
    declared = {_normal(Requirement(line).name) for line in lines}
    distributions = metadata.packages_distributions()
    for module in imported - sys.stdlib_module_names - {"briefing"}:
        assert declared & {_normal(name) for name in distributions.get(module, [module])}, module


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module]
    return []


@pytest.mark.parametrize("script", [*SCRIPTS, "bin/set-up"])
def test_the_scripts_are_valid_shell(script: str) -> None:
    subprocess.run(["sh", "-n", ROOT / script], check=True)
    assert script == "bin/set-up" or os.access(ROOT / script, os.X_OK)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the scripts and the set-up; its environment is a stand-in that prints what it is asked to do."""
    root = tmp_path / "检出 目录"
    (root / "briefing" / "fonts").mkdir(parents=True)
    (root / "briefing" / "machine").mkdir()
    shutil.copytree(ROOT / "bin", root / "bin")
    for name in ("pyproject.toml", "requirements.lock", "requirements-test.lock", "briefing/fonts/faces.toml"):
        shutil.copy(ROOT / name, root / name)
    for name in MODULES:
        shutil.copy(ROOT / "briefing" / name, root / "briefing" / name)
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s|" "$PWD" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (root / ".fonts").mkdir()
    (root / ".fonts" / "manifest.json").touch()
    return root


def _run(script: Path, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "BRIEFING_PYTHON": sys.executable, **environment}
    return subprocess.run(
        [script, *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def _make_ready(checkout: Path) -> None:
    inputs = ["pyproject.toml", "requirements-test.lock", "requirements.lock"]
    inputs += ["briefing/machine/libraries.toml", "briefing/fonts/faces.toml"]
    content = b"".join((checkout / name).read_bytes() for name in inputs)
    key = subprocess.run(["cksum"], input=content, capture_output=True, check=True).stdout
    (checkout / ".venv" / ".ready-run").write_bytes(key)


def test_a_ready_checkout_starts_at_once_in_the_callers_folder(checkout: Path, tmp_path: Path) -> None:
    _make_ready(checkout)
    (tmp_path / "link").symlink_to(checkout / "bin" / "briefing")
    for script in (checkout / "bin" / "briefing", tmp_path / "link"):
        run = _run(script, "--region", "西 区", cwd=tmp_path)
        assert run.stdout == f"{tmp_path}|-P|-m|briefing|--region|西 区|"
        assert run.stderr == ""


def test_a_changed_pin_sets_up_again_and_stops_with_one_line(checkout: Path, tmp_path: Path) -> None:
    """A library that no system has must be reported, with the command."""
    _make_ready(checkout)
    libraries = checkout / "briefing" / "machine" / "libraries.toml"
    libraries.write_text(libraries.read_text(encoding="utf-8").replace("libpango-1.0.so.0", "libno-such.so.0"))
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(shutil.which(tool))
    (tools / "dnf").touch(mode=0o755)
    run = _run(checkout / "bin" / "briefing", cwd=tmp_path, PATH=str(tools))
    assert run.returncode == 6
    assert run.stdout == ""
    assert run.stderr.splitlines()[-1].startswith("缺少Pango，请由管理员运行：")
    assert run.stderr.splitlines()[-1].endswith("dnf install -y pango")
    assert not (checkout / ".venv" / ".ready-run").read_text().startswith("0")


def test_without_a_usable_python_the_line_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(shutil.which(tool))
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    run = _run(checkout / "bin" / "briefing", cwd=tmp_path, PATH=str(tools), BRIEFING_PYTHON="python3")
    assert run.returncode == 6
    assert (
        run.stderr
        == "没有找到 Python 3.11 或更新版本，请由管理员运行：apt-get update && apt-get install -y python3.11\n"
    )


def test_two_set_ups_at_once_wait_for_each_other(checkout: Path) -> None:
    (checkout / ".cache").mkdir()
    (checkout / ".venv" / ".ready-run").write_text("42 1\n")
    command = [sys.executable, "-P", "-m", "briefing.machine.installation", "run", "42 1"]
    with (checkout / ".cache" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        environment = {**os.environ, "PYTHONPATH": str(checkout)}
        waiting = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        assert "等待其完成" in waiting.stderr.readline()
        assert waiting.poll() is None
    assert waiting.wait(timeout=20) == 0


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network and unpacked as an installer does."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", out, ROOT]
    subprocess.run(build, check=True, stdin=subprocess.DEVNULL)
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(out / "site")
    return out / "site"


def test_the_wheel_holds_templates_and_data_and_nothing_else(installed: Path) -> None:
    def names(folder: Path) -> set[Path]:
        files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(folder) for path in files}

    assert names(installed / "briefing" / "templates") == names(ROOT / "templates")
    assert names(installed / "briefing") - {Path("templates") / name for name in names(ROOT / "templates")} == names(
        ROOT / "briefing"
    )
    assert {path.name.split("-")[0] for path in installed.iterdir()} == {"briefing"}


def test_the_installed_program_runs_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """Its fonts are the user's: those of the checkout stand in for them."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "BRIEFING_FONTS": str(ROOT / ".fonts")}
    (tmp_path / "seeds").mkdir()
    shutil.copy(next((ROOT / "seeds").glob("*.txt")), tmp_path / "seeds")
    code = (
        "import briefing, pathlib; from briefing.machine import doctor; print(briefing.__file__);"
        "raise SystemExit(doctor.run(pathlib.Path('seeds'), pathlib.Path('reports')))"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert run.stdout.startswith(str(installed))
    assert run.returncode == 0, run.stdout + run.stderr

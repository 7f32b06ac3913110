"""Turn a checkout on a bare machine into a working program: system libraries, virtual environment, fonts.

Run by bin/briefing and bin/test with the system's Python, so only the standard library is imported here. Every step
looks first whether it is done; an interrupted run is simply run again, and two runs at once wait for each other.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

from briefing.errors import BriefingError, ConfigurationError, ExitCode, because
from briefing.machine.libraries import install_command, is_root, missing_libraries

ROOT = Path(__file__).resolve().parents[2]
_LOG = ROOT / ".cache" / "setup.log"
LOCK_FILES = {"run": "requirements.lock", "test": "requirements-test.lock"}
# One page through matplotlib and WeasyPrint: proves that everything loads, and fills the caches of the first real run.
_TRIAL = (
    "from briefing import fonts; fonts.prepare(); fonts.matplotlib_families(); import weasyprint; "
    "weasyprint.HTML(string='<p>简报</p>').write_pdf()"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is missing and record `key` when done; returns the exit code (6: something must be done by hand)."""
    parser = argparse.ArgumentParser(prog="python -m briefing.machine.installation")
    parser.add_argument("purpose", choices=LOCK_FILES, help="run: the program; test: also what the tests need")
    parser.add_argument("key", help="recorded when all is done; bin/briefing compares it")
    options = parser.parse_args(arguments)
    try:
        with _alone(ROOT / ".cache" / "setup.lock"):
            _set_up(options.purpose, options.key)
    except KeyboardInterrupt:
        _report("已中断；重新运行即从未完成的一步继续")
        return ExitCode.INTERRUPTED
    except BriefingError as error:
        _report(str(error))
        return error.exit_code
    except OSError as error:
        _report(f"无法写入 {error.filename or ROOT}（{because(error)}），请检查目录权限和磁盘空间后重试")
        return ExitCode.CONFIGURATION
    return ExitCode.OK


def _set_up(purpose: str, key: str) -> None:
    stamps = {name: ROOT / ".venv" / f".ready-{name}" for name in LOCK_FILES}
    stamp = stamps[purpose]
    if stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == key and _fonts_exist():
        return  # another run did it while this one waited
    _report("准备运行环境（首次约需一至三分钟，以后直接启动）")
    _system_packages()
    if purpose == "test":
        _test_programs()
    python = _environment()
    _dependencies(python, LOCK_FILES[purpose])
    _fonts(python)
    _run([python, "-P", "-c", _TRIAL], "试排一页", "请运行 bin/briefing doctor 查看原因")
    for ready in {stamp, stamps["run"]}:  # what the tests need includes what the program needs
        ready.write_text(key + "\n", encoding="utf-8")
    _report("运行环境已就绪")


def _system_packages() -> None:
    """Install the missing libraries and Python's own venv package with apt when we may, else say which line does it."""
    missing = missing_libraries()
    extra = [] if importlib.util.find_spec("ensurepip") else [f"python3.{sys.version_info.minor}-venv"]
    if not missing and not extra:
        return
    names = "、".join([library.name for library in missing] + (["Python 的 venv 组件"] if extra else []))
    command = install_command(missing, extra)
    if not is_root() or not command.startswith("apt-get"):
        raise ConfigurationError(f"缺少{names}，请由管理员运行：{command}")
    _report(f"安装系统组件：{names}")
    update, install = (part.split() for part in command.split(" && "))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=120"]  # another apt may be at work, as after every boot
    _attempt([*update, *wait], quiet)  # one unreachable source does not matter if the others have the packages
    _run([*install, *wait], f"安装{names}", f"请检查网络与软件源，然后由管理员运行：{command}", quiet)


# Programs in which the tests open what we write, and the Debian packages that bring them.
_TEST_PROGRAMS = {"chromium": "chromium", "soffice": "libreoffice-calc"}
_TEST_LIBRARIES = {"atomic": "libatomic1"}  # Playwright's driver loads it


def _test_programs() -> None:
    """Browser and spreadsheet for tests. They are skipped without them, so nothing stops when they cannot be had."""
    packages = [package for program, package in _TEST_PROGRAMS.items() if not shutil.which(program)]
    packages += [package for library, package in _TEST_LIBRARIES.items() if not find_library(library)]
    if not packages or not is_root() or not shutil.which("apt-get"):
        return
    _report(f"安装测试用的程序：{'、'.join(packages)}（装不上则跳过有关的测试）")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=120"]
    _attempt(["apt-get", "update", *wait], quiet)
    _attempt(["apt-get", "install", "-y", "--no-install-recommends", *packages, *wait], quiet)


def _environment() -> Path:
    """The virtual environment's Python; made anew when there is none or its base Python is gone."""
    folder = ROOT / ".venv"
    python = folder / "bin" / "python"
    works = python.exists() and subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    if not works:
        _report("创建 Python 虚拟环境 .venv")
        command = [sys.executable, "-m", "venv", "--clear", str(folder)]
        _run(command, "创建虚拟环境", f"请运行：{' '.join(command)}")
    return python


def _dependencies(python: Path, lock_file: str) -> None:
    """Install the pinned versions; which index they come from is the machine's own pip configuration."""
    _report("安装 Python 依赖（下载约 90 MB，装好约 350 MB）")
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "-r",
        str(ROOT / lock_file),
    ]
    _run(command, "安装 Python 依赖", f"请检查网络或 pip 的软件源设置，然后运行：{' '.join(command)}")


def _fonts(python: Path) -> None:
    """Build the font folder; it reports its own steps and says itself what to do when it cannot."""
    with subprocess.Popen([python, "-P", "-m", "briefing.fonts"], env=_environment_variables()) as process:
        if process.wait() != 0:
            raise SystemExit(process.returncode)


def _fonts_exist() -> bool:
    return "BRIEFING_FONTS" in os.environ or (ROOT / ".fonts" / "manifest.json").is_file()


def _run(command: Sequence[str | Path], step: str, advice: str, environment: dict[str, str] | None = None) -> None:
    """Run one step; raises ConfigurationError with one line when it fails."""
    if not _attempt(command, environment or _environment_variables()):
        raise ConfigurationError(f"{step}没有成功（详见 {_LOG}）；{advice}")


def _attempt(command: Sequence[str | Path], environment: dict[str, str]) -> bool:
    """Whether a command succeeded; its output goes to the log, the seconds it takes to the terminal."""
    started = time.monotonic()
    with (
        _LOG.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        while True:
            try:
                succeeded = process.wait(timeout=1) == 0
                _tick("")
                return succeeded
            except subprocess.TimeoutExpired:
                _tick(f"  已用 {time.monotonic() - started:.0f} 秒")
            except KeyboardInterrupt:
                process.terminate()
                raise


def _environment_variables() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold the set-up lock; the system releases it even if this process is killed."""
    import fcntl

    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _report("另一个准备过程正在进行，等待其完成……")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _tick(line: str) -> None:
    """Overwrite the last line of a terminal; nothing when the messages go to a file."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)  # noqa: T201


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the program's own output does not exist yet


if __name__ == "__main__":
    sys.exit(main())

"""What this machine lacks to make a briefing, and what to do about each thing: `python -m briefing doctor`."""

from __future__ import annotations

import os
import platform
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

from briefing import fonts
from briefing.comparison.peer_groups import own_groups
from briefing.config import FILE_NAME, load_settings
from briefing.errors import BriefingError, ExitCode, because
from briefing.fonts.faces import face_catalogue
from briefing.fonts.folder import build_command
from briefing.fonts.fontconfig import office_files
from briefing.machine.libraries import install_command, libraries, missing_libraries
from briefing.machine.template_folder import own_templates
from briefing.printing.printable import terminal_columns
from briefing.reference.catalogue import catalogue
from briefing.reference.office_values import office_values

_PYTHON = (3, 11)
_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `detail` is what was found, `remedy` what to do when it is not `ok`."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def run(seeds: Path, reports: Path, templates: Path | None = None) -> int:
    """Print every finding as a table; returns 0, or 6 when something is missing."""
    findings = check(seeds, reports, templates)
    print(table(findings))  # noqa: T201 - the result of the command
    return ExitCode.OK if all(finding.ok for finding in findings) else ExitCode.CONFIGURATION


def check(seeds: Path, reports: Path, templates: Path | None = None) -> list[Finding]:
    """Every finding about this machine and these folders (templates None: those of the program)."""
    findings = [_python(), *_packages(), *_libraries(), _fonts(), _office_fonts()]
    if all(finding.ok for finding in findings):
        findings.append(_trial_page())
    return [*findings, _seeds(seeds), _reports(reports), _templates(templates), _configuration(), _own_values()]


def table(findings: Iterable[Finding]) -> str:
    """The findings as aligned lines, each remedy below its finding, and a closing sentence."""
    findings = list(findings)
    width = max(terminal_columns(finding.name) for finding in findings)
    lines = []
    for finding in findings:
        padding = " " * (width - terminal_columns(finding.name))
        lines.append(f"{'✓' if finding.ok else '✗'} {finding.name}{padding}  {finding.detail}")
        if not finding.ok:
            lines.append(f"  {' ' * width}  → {finding.remedy}")
    wrong = sum(not finding.ok for finding in findings)
    lines.append(f"共检查 {len(findings)} 项，{f'{wrong} 项需要处理。' if wrong else '全部正常。'}")
    return "\n".join(lines)


def _python() -> Finding:
    needed = ".".join(map(str, _PYTHON))
    return Finding(
        "Python 版本", sys.version_info >= _PYTHON, platform.python_version(), f"请安装 Python {needed} 或更新版本"
    )


def _packages() -> Iterator[Finding]:
    """The Python packages that the project declares, against the versions that are installed."""
    from packaging.requirements import Requirement

    wrong, count = [], 0
    for line in _declared_packages():
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        count += 1
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"缺少 {requirement.name}")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} {version} 不符合 {requirement.specifier}")
    yield Finding(
        "Python 依赖",
        not wrong,
        "；".join(wrong) or f"{count} 个，版本符合要求",
        f"请运行：{sys.executable} -m pip install -r requirements.lock",
    )


def _declared_packages() -> list[str]:
    """The requirements of the checkout if this is one, else those of the installed package."""
    project = _CHECKOUT / "pyproject.toml"
    if project.is_file():
        return list(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])
    return metadata.requires("briefing") or []


def _libraries() -> Iterator[Finding]:
    missing = missing_libraries()
    for library in libraries():
        detail = f"{library.purpose}，{'没有找到' if library in missing else '已安装'}"
        yield Finding(f"系统库 {library.name}", library not in missing, detail, f"请运行：{install_command([library])}")


def _fonts() -> Finding:
    """The font folder is whole, and has every character of the reference data (place and indicator names)."""
    try:
        folder = fonts.prepare()
        missing = fonts.missing_characters(_reference_text() + face_catalogue().symbols)
    except BriefingError as error:
        return Finding("字体", False, str(error), f"请运行：{build_command()}")
    if missing:
        detail = f"缺少字符：{'、'.join(missing[:10])}（共 {len(missing)} 个）"
        return Finding("字体", False, detail, f"请运行：{build_command()} --force")
    return Finding("字体", True, f"{len(face_catalogue().faces)} 个字体文件完好，地名用字齐全（{folder.path}）")


def _reference_text() -> str:
    files = resources.files("briefing").joinpath("reference", "data").iterdir()
    return "".join(file.read_text(encoding="utf-8") for file in files if file.is_file())


def _office_fonts() -> Finding:
    names = "、".join(sorted({file.name for file in office_files()}))
    return Finding(
        "公文字体", True, f"使用本机的 {names}" if names else "本机没有方正小标宋、仿宋_GB2312，使用自带的替代字体"
    )


def _trial_page() -> Finding:
    """One page through WeasyPrint: each role must come out in a face of ours and not in some other font."""
    try:
        import weasyprint

        style = "".join(f".{role} {{font-family: {stack}}}" for role, stack in fonts.stacks().items())
        lines = "".join(f"<p class={role}>简报123" for role in fonts.stacks())
        page = weasyprint.HTML(string=f"<style>{style}</style>{lines}").write_pdf(uncompressed_pdf=True)
    except Exception as error:  # whatever breaks is the finding
        return Finding("试排一页", False, f"{type(error).__name__}：{error}", "请按上面各项的说明补齐后再试")
    printed = [family for family in face_catalogue().families if family.replace(" ", "-").encode() in page]
    ok = "Briefing Latin" in printed and bool(office_files() or "Briefing Fangsong" in printed)
    return Finding(
        "试排一页",
        ok,
        f"{len(page) // 1024} KB，字体 {'、'.join(printed) or '无'}",
        f"请运行：{build_command()} --force",
    )


def _seeds(folder: Path) -> Finding:
    remedy = f"请新建目录 {folder.absolute()} 并放入文献（种类见 README），或用 --seeds 指定其他目录"
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        return Finding("文献目录", False, f"没有权限查看 {folder}", "请检查目录权限")
    try:
        count = sum(1 for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        return Finding("文献目录", False, f"{folder} 无法读取（{because(error)}）", "请检查目录权限")
    if not folder.is_dir():
        return Finding("文献目录", False, f"{folder} 不存在", remedy)
    return Finding("文献目录", count > 0, f"{folder}，{count} 个文件" if count else f"{folder} 是空的", remedy)


def _reports(folder: Path) -> Finding:
    """Whether briefings can be written: into the folder, or into the nearest parent that exists."""
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    writable = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
    detail = f"{folder}{'' if existing == folder.absolute() else '（运行时新建）'}"
    remedy = f"请检查 {existing} 的写权限，或用 --reports 指定其他目录"
    return Finding("报告目录", writable, detail if writable else f"{folder} 不能写入", remedy)


def _templates(folder: Path | None) -> Finding:
    place = folder or own_templates()
    count = sum(1 for path in place.rglob("*.html*") if path.is_file()) if place.is_dir() else 0
    where = place if folder or place.is_dir() else "程序目录"
    detail = f"{place}，{count} 个模板" if count else f"{where} 中没有 HTML 模板"
    return Finding("模板目录", count > 0, detail, "请用 --templates 指定含模板的目录，或重新安装本程序")


def _configuration() -> Finding:
    path = Path(FILE_NAME)
    try:
        own_groups(load_settings(path).peers)
    except BriefingError as error:
        return Finding("配置文件", False, str(error), f"请改正 {path.absolute()}，或移走它以使用默认设置")
    return Finding("配置文件", True, f"{path}，内容正确" if path.exists() else f"没有 {path}，使用默认设置")


def _own_values() -> Finding:
    try:
        path = Path(load_settings().reference.values)
        found = office_values(path, catalogue())
    except BriefingError as error:
        return Finding("参照值", False, str(error), "请改正该文件，或移走它，只用程序自带的参照值")
    return Finding("参照值", True, f"{path}，{len(found)} 条" if found else "只用程序自带的")

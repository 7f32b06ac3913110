"""Where the project's own templates stand."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import ConfigurationError

_PACKAGED = Path(__file__).resolve().parents[1] / "templates"
_CHECKOUT = Path(__file__).resolve().parents[2] / "templates"


def own_templates() -> Path:
    """The folder of the project's templates: inside the installed package, or beside it in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def searched(templates: Path | None) -> list[Path]:
    """Where a template is looked for: in a folder of the user's first, then among our own."""
    return [templates, own_templates()] if templates else [own_templates()]


def require_templates(folder: Path) -> None:
    """Raise ConfigurationError when a folder that was asked for replaces none of our templates: it would do nothing."""
    if not folder.is_dir():
        raise ConfigurationError(f"模板文件夹 {folder} 不存在，请检查 --templates。")
    names = sorted(path.name for path in own_templates().iterdir() if path.is_file())
    if not any((folder / name).is_file() for name in names):
        pages = "、".join(name for name in names if name.endswith(".html"))
        raise ConfigurationError(
            f"模板文件夹 {folder} 里没有一个本程序认得的模板，请检查 --templates，或去掉它使用自带模板；"
            f"模板的文件名有 {pages} 等。"
        )

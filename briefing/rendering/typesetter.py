"""WeasyPrint, imported once, with our fonts and without the slow search for libraries; and the fetcher it gets."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from briefing import fonts
from briefing.errors import ConfigurationError
from briefing.rendering.justification import justify_chinese

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher


@cache
def typesetter() -> ModuleType:
    """The module `weasyprint`. Raises ConfigurationError when its libraries or our fonts are missing."""
    fonts.prepare()
    try:
        with _no_library_search():
            import weasyprint
    except OSError:
        try:
            import weasyprint  # where the libraries have other names, the search finds them
        except OSError as error:
            raise ConfigurationError(
                f"排版库无法载入（{error}），请运行 python -m briefing doctor 查看应装什么。"
            ) from error
    module: ModuleType = weasyprint
    justify_chinese(module)
    return module


@contextmanager
def _no_library_search() -> Iterator[None]:
    """Let library names that do not load fail at once.

    WeasyPrint tries the names that a library has on several systems; for each that fails cffi runs ldconfig and gcc,
    0.3 s in all, before it comes to the name that Linux knows.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def fetcher(files: Mapping[str, str | bytes], content_type: str = "image/svg+xml") -> URLFetcher:
    """A fetcher that answers our own files (URL → content), such as drawings, and nothing else: no disk, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in files:
                raise ValueError(f"refused: {url}")
            return URLFetcherResponse(url, files[url], {"Content-Type": content_type})

    return OwnFiles(allowed_protocols=(), allow_redirects=False)

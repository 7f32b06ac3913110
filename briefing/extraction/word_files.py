"""The words of the extraction's data files."""

from briefing.packaged import Table, one_of, toml_file

__all__ = ["one_of", "word_file"]


def word_file(name: str) -> Table:
    """The contents of data/<name>.toml."""
    return toml_file(f"extraction/data/{name}.toml")

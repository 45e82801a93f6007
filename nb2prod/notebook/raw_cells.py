"""Cells as nbformat 4 writes them, made from other formats."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


def code_cell(source: str, tags: Sequence[str] = (), title: str = "") -> Json:
    """A cell of code; a title that is a tag counts as one."""
    metadata = {"tags": [*tags], "title": title}
    return {"cell_type": "code", "source": source, "metadata": metadata}


def markdown_cell(text: str) -> Json:
    """A cell of Markdown."""
    return {"cell_type": "markdown", "source": text.strip(), "metadata": {}}

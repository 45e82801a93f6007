"""Notebooks in Markdown: of jupytext, MyST, R Markdown and Quarto."""

import re

from nb2prod.notebook.raw_cells import Json

SUFFIXES = {".md": ".md", ".markdown": ".md", ".Rmd": ".Rmd", ".rmd": ".Rmd", ".qmd": ".Rmd"}
"""Suffixes of notebooks in Markdown, with the one by which jupytext knows how to read them."""

_CHUNK_TAGS = re.compile(r"^#\|[ \t]*tags:[ \t]*\[(.*)\][ \t]*$", re.MULTILINE)


def markdown_cells(text: str, suffix: str) -> tuple[list[Json], Json]:
    """The cells, and the metadata, of a notebook in Markdown, MyST, R Markdown or Quarto."""
    import jupytext

    raw = jupytext.reads(text.replace("\r\n", "\n"), fmt={"extension": SUFFIXES[suffix]})
    return [_with_chunk_tags(dict(cell)) for cell in raw.cells], dict(raw.metadata)


def _with_chunk_tags(cell: Json) -> Json:
    """Quarto writes tags in the chunk: ``#| tags: [train]``."""
    found = _CHUNK_TAGS.search(cell["source"])
    if cell["cell_type"] != "code" or not found:
        return cell
    tags = [tag.strip(" \t'\"") for tag in found[1].split(",")]
    source = _CHUNK_TAGS.sub("#", cell["source"], count=1)
    return cell | {"source": source, "metadata": {**cell.get("metadata", {}), "tags": tags}}

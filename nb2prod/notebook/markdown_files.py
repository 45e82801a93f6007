"""Notebooks in Markdown: of jupytext, MyST, R Markdown and Quarto."""

from nb2prod.notebook.raw_cells import Json

SUFFIXES = {".md": ".md", ".markdown": ".md", ".Rmd": ".Rmd", ".rmd": ".Rmd", ".qmd": ".Rmd"}
"""Suffixes of notebooks in Markdown, with the one by which jupytext knows how to read them."""


def markdown_cells(text: str, suffix: str) -> tuple[list[Json], Json]:
    """The cells, and the metadata, of a notebook in Markdown, MyST, R Markdown or Quarto."""
    import jupytext

    raw = jupytext.reads(text.replace("\r\n", "\n"), fmt={"extension": SUFFIXES[suffix]})
    return [dict(cell) for cell in raw.cells], dict(raw.metadata)

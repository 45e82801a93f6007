"""The picture of the README: cells of a sample beside the stage that is generated of them.

``python -m tests.support.picture`` writes it anew. It is an SVG with both a light and a dark look.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat

from nb2prod.report.shown import coloured
from tests.support.golden import GOLDEN
from tests.support.samples import SAMPLES

PICTURE = Path(__file__).parents[2] / "docs/assets/churn.svg"
CELLS = (3, 5, 18)
_LINE, _WIDE = 15.5, 6.62  # of a line and of a character, in pixels
_LEFT, _RIGHT, _TOP = 20, 500, 44
_COLOURS = Path(__file__).parents[2] / "nb2prod/report/colours.css"


def cells() -> Iterator[tuple[str, list[str]]]:
    """The tag and the lines of each cell that is shown."""
    notebook = nbformat.read(SAMPLES / "churn.ipynb", as_version=4)
    for number in CELLS:
        cell = notebook.cells[number]
        yield cell.metadata.tags[0], cell.source.splitlines()


def stage() -> list[str]:
    """The lines of the generated module that are shown; what is left out is a line of dots."""
    text = (GOLDEN / "churn/churn/train.py").read_text(encoding="utf-8")
    (data,) = re.findall(r"^def train_from_data.*?\.3f}\"\)\n", text, re.DOTALL | re.MULTILINE)
    path = text[text.index("def train_from_path(") : text.index("def main()")]
    body = path[path.index("    # Load\n") :].rstrip()
    return f"{data}    …\n\n\ndef train_from_path(…) -> None:\n{body}".splitlines()


def _text(lines: list[str], left: float, top: float) -> Iterator[str]:
    for number, line in enumerate(coloured("\n".join(lines))):
        spans = re.sub(r"<span class=\"?(\w)\"?>", r'<tspan class="\1">', str(line))
        spans = spans.replace("</span>", "</tspan>")
        if line.strip():
            y = top + number * _LINE
            yield f'<text x="{left}" y="{y:g}" xml:space="preserve">{spans}</text>'


def _card(left: float, top: float, wide: float, high: float) -> str:
    place = f'x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}"'
    return f'<rect class="card" {place} rx="6"/>'


def _notebook() -> Iterator[str]:
    top = float(_TOP)
    for tag, lines in cells():
        high = len(lines) * _LINE + 36
        yield _card(_LEFT, top, _RIGHT - 2 * _LEFT, high)
        yield f'<text class="tag {tag}" x="{_LEFT + 12}" y="{top + 18:g}">{tag}</text>'
        yield from _text(lines, _LEFT + 12, top + 38)
        top += high + 14


def _styles() -> str:
    light, dark = re.findall(r"(?s)(--paper:.*?)\n\s*\}", _COLOURS.read_text(encoding="utf-8"))[:2]
    tags = "".join(f".{t}{{fill:var(--{t})}}" for t in ("preprocess", "train", "predict"))
    tokens = "".join(f".{t}{{fill:var(--{t})}}" for t in "ksncfbde")
    return (
        f":root{{{' '.join(light.split())}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{' '.join(dark.split())}}}}}"
        "text{font:11px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--ink)}"
        ".head{font:600 13px system-ui,sans-serif}.tag{font:600 10.5px system-ui,sans-serif}"
        f".paper{{fill:var(--paper)}}.card{{fill:var(--card);stroke:var(--line)}}"
        f".parameters{{fill:var(--soft)}}{tags}{tokens}"
    )


def picture() -> str:
    """The picture as SVG."""
    lines = stage()
    wide = max(map(len, lines)) * _WIDE + 24
    high = _TOP + len(lines) * _LINE + 30
    size = f"{_RIGHT + wide + _LEFT:.0f} {high + 16:.0f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img">',
        "<title>Cells of a notebook, and the generated stage</title>",
        f"<style>{_styles()}</style>",
        '<rect class="paper" width="100%" height="100%"/>',
        f'<text class="head" x="{_LEFT}" y="28">churn.ipynb: three of its cells</text>',
        f'<text class="head" x="{_RIGHT}" y="28">churn/train.py: generated</text>',
        *_notebook(),
        _card(_RIGHT, _TOP, wide, len(lines) * _LINE + 30),
        *_text(lines, _RIGHT + 12, _TOP + 24),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")

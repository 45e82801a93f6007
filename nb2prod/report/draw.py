"""The drawing of the graph, in a page or as a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.report.layout import drawing_of
from nb2prod.report.shown import pages
from nb2prod.report.stage_graph import Graph

if TYPE_CHECKING:
    from markupsafe import Markup

_FOLDER = Path(__file__).parent


def asset(name: str) -> str:
    """A file of the page that is no template: its style, its script."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def svg(graph: Graph) -> str:
    """A file of its own, in light and dark."""
    return _rendered(graph, linked=False, style=asset("colours.css") + asset("graph.css"))


def inline_svg(graph: Graph) -> "Markup":
    """The drawing in a page, which has the styles; each stage is a link to its module."""
    from markupsafe import Markup

    return Markup(_rendered(graph, linked=True, style=""))


def _rendered(graph: Graph, *, linked: bool, style: str) -> str:
    from markupsafe import Markup

    template = pages().get_template("graph.svg.jinja")
    return template.render(drawing=drawing_of(graph), linked=linked, style=Markup(style))

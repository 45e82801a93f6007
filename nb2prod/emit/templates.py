"""The jinja2 environment that the generated files are rendered in."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2

_PACKAGE = Path(__file__).resolve().parents[1]
# A wheel carries the templates inside the package; an editable install has them beside it only.
FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


@cache
def environment() -> "jinja2.Environment":
    """The environment with all templates; a variable that is not given is an error."""
    import jinja2  # only a conversion needs it, not every start of the program

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDERS),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # what is rendered is Python, not HTML
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )

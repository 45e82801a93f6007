"""The jinja2 environment that the generated files are rendered in."""

import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.cache import folder

if TYPE_CHECKING:
    import jinja2
    import jinja2.bccache

_PACKAGE = Path(__file__).resolve().parents[1]
# A wheel carries the templates inside the package; an editable install has them beside it only.
FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


@cache
def environment() -> "jinja2.Environment":
    """The environment with all templates; a variable that is not given is an error."""
    import jinja2  # only a conversion needs it, not every start of the program

    class Compiled(jinja2.FileSystemBytecodeCache):
        def load_bytecode(self, bucket: "jinja2.bccache.Bucket") -> None:
            try:
                super().load_bytecode(bucket)
            except Exception:  # a damaged file raises any error of pickle or marshal
                bucket.reset()  # it is compiled, and written, again

        def dump_bytecode(self, bucket: "jinja2.bccache.Bucket") -> None:
            with suppress(OSError):  # the disk may be full
                super().dump_bytecode(bucket)

    compiled = folder("templates")
    made = jinja2.Environment(
        bytecode_cache=Compiled(str(compiled)) if compiled else None,
        loader=jinja2.FileSystemLoader(FOLDERS),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # what is rendered is Python, not HTML
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(literal=repr, docstring=_docstring, toml=_toml, markdown=_markdown)
    return made


def render(template: str, **values: object) -> str:
    """A template with its values."""
    return environment().get_template(template).render(**values)


def storage_text(tables: str, wants: Iterable[str]) -> str:
    """The text of storage.py.

    `wants` are what it is to save: ``table`` (in the format `tables`; ``unwritten``, where
    the notebook writes it), ``metrics``,
    ``predictions`` (and the ``rows`` that they are of) and ``figures``: those that the notebook
    ``shows`` and ``keeps`` under a
    name (in ``folders``), and ``plots`` that are pages.
    """
    return render("storage.py.jinja", tables=tables, wants=frozenset(wants))


def warm() -> None:
    """Compile the templates of a package before they are needed."""
    for name in environment().list_templates(filter_func=_of_a_package):
        environment().get_template(name)


def _of_a_package(template: str) -> bool:
    """Whether it is for every package, not for a report (with filters of its own) or an engine."""
    return "/" not in template and not template.endswith((".svg.jinja", ".html.jinja"))


def _docstring(text: str) -> str:
    """Text that cannot end the docstring that it stands in."""
    line = " ".join(text.split())
    return line.replace("\\", "\\\\").replace('"', '\\"')


def _toml(text: str) -> str:
    """A basic string of TOML; JSON's escapes are among TOML's."""
    return json.dumps(text)


def _markdown(text: str) -> str:
    """Text for a cell of a table: no line break, no bar, no backquote."""
    return " ".join(text.split()).replace("|", "\\|").replace("`", "'")

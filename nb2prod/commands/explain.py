"""``nb2prod explain``."""

from typing import Annotated

from nb2prod.commands import options as o
from nb2prod.commands.declared import argument


def explain(
    code: Annotated[
        str | None, argument(help="Code of a diagnostic, such as NB203. Default: list all codes.")
    ] = None,
    format: o.Format = "text",
) -> None:
    """Explain a diagnostic: what it means, an example, and how to fix it."""
    from json import dumps

    from nb2prod.codes import CODES
    from nb2prod.explain import listing, page, suggestion

    if code is None:
        print(dumps({"version": 1, "codes": CODES}, indent=2) if format == "json" else listing())
        return
    text = page(code.upper())
    if text is None:
        o.usage(f"there is no diagnostic {code}.{suggestion(code)}")
    if format == "json":
        found = {"version": 1, "code": code.upper(), "title": CODES[code.upper()], "page": text}
        print(dumps(found, indent=2))
        return
    _show(text)


def _show(markdown: str) -> None:
    """As Markdown where that is piped, formatted on a terminal."""
    import sys

    if not sys.stdout.isatty():
        print(markdown, end="")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=min(Console().width, 100)).print(Markdown(markdown))

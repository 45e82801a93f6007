"""Text in the page: escaped, coloured, and with invisible characters made visible."""

from functools import cache
from typing import TYPE_CHECKING

from nb2prod.emit.templates import environment
from nb2prod.patterns import regex
from nb2prod.report.layout import px

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

_CLASSES = (
    ("Token.Comment", "c"),
    ("Token.Keyword", "k"),
    ("Token.Operator.Word", "k"),
    ("Token.Name.Builtin", "b"),
    ("Token.Name.Exception", "b"),
    ("Token.Name.Function", "f"),
    ("Token.Name.Class", "f"),
    ("Token.Name.Decorator", "d"),
    ("Token.Name.Tag", "f"),
    ("Token.Literal.String.Escape", "e"),
    ("Token.Literal.String.Interpol", "e"),
    ("Token.Literal.String", "s"),
    ("Token.Literal.Number", "n"),
    ("Token.Literal", "s"),
)
"""Kinds of tokens by the start of pygments' name, and the class that colours them."""

_TICKS = regex(r"`([^`]+)`")
_ALLOWED = "\t\n\u3000"


def visible(text: str) -> str:
    """The text; characters that show nothing, or turn others round, are written as escapes."""
    return "".join(
        c if c.isprintable() or c in _ALLOWED else c.encode("unicode_escape").decode("ascii")
        for c in text
    )


def ticked(text: str) -> "Markup":
    """A message, with what stands between backquotes as code."""
    from markupsafe import Markup, escape

    return Markup(_TICKS.sub(r"<code>\1</code>", str(escape(visible(text)))))


def coloured(text: str, language: str = "python") -> "list[Markup]":
    """The lines of code as HTML; as many as the text has line feeds, and one more."""
    from markupsafe import Markup, escape
    from pygments.lexers import get_lexer_by_name

    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    lines: list[list[str]] = [[]]
    for token, value in lexer.get_tokens(text.replace("\r", "\N{SYMBOL FOR CARRIAGE RETURN}")):
        style = _class(repr(token))
        for n, part in enumerate(value.split("\n")):
            if n:
                lines.append([])
            if part:
                safe = str(escape(visible(part)))
                lines[-1].append(f'<span class="{style}">{safe}</span>' if style else safe)
    return [Markup("".join(line)) for line in lines]


@cache
def _class(token: str) -> str:
    return next((style for start, style in _CLASSES if token.startswith(start)), "")


@cache
def pages() -> "jinja2.Environment":
    """The templates' environment for HTML and SVG: whatever is put in is escaped."""
    made = environment().overlay(autoescape=True)
    # an overlay shares its filters, and these names are its own
    made.filters = {**made.filters, "visible": visible, "ticked": ticked, "px": px}
    return made

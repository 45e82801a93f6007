"""``nb2prod mcp``."""

from nb2prod.commands import options as o


def mcp() -> None:
    """Serve convert, check, tag, explain, verify and report to agents and editors.

    Uses the Model Context Protocol, over standard input and output.
    Needs `pip install "nb2prod[mcp]"`. Exit code 2: not installed.
    """
    try:
        from nb2prod.agents.server import server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        o.usage('`nb2prod mcp` needs the official SDK: pip install "nb2prod[mcp]"')
    server().run()

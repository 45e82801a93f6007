"""The MCP server, with the official SDK."""

from mcp.server import MCPServer

from nb2prod import __version__
from nb2prod.agents.tools import TOOLS

_INSTRUCTIONS = (
    "nb2prod converts a Jupyter notebook into a Python package of stage scripts. Check first; "
    "`explain` says what a finding's code means and how to fix it; `tag` suggests tags for a "
    "notebook that has none; `verify` runs notebook and package, and compares."
)


def server() -> MCPServer[None]:
    """A server with all the tools."""
    made: MCPServer[None] = MCPServer("nb2prod", version=__version__, instructions=_INSTRUCTIONS)
    for tool in TOOLS:
        made.tool()(tool)
    return made

"""Row type of the input/output tables."""

from dataclasses import dataclass
from enum import StrEnum

RECEIVER = -1
"""Value of ``IOFunction.argument`` when the path is the method's receiver."""

KEYWORD_ONLY = -2
"""Value of ``IOFunction.argument`` when the path can only be passed by keyword."""


class Access(StrEnum):
    """What a call does with the path that it receives."""

    READ = "read"
    WRITE = "write"
    READ_DIRECTORY = "read_directory"
    WRITE_DIRECTORY = "write_directory"
    GLOB = "glob"
    EXISTS = "exists"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class IOFunction:
    """One path argument of a function, or of a method when ``name`` starts with a dot.

    ``argument`` is the positional index of the path (``self`` not counted), ``RECEIVER`` or
    ``KEYWORD_ONLY``; ``keyword`` is empty when the path is the receiver or positional-only.
    ``needs`` is the prefix of the receiver's type that has to be known before an ambiguous
    method name counts.  A call with two paths has two rows.
    """

    name: str
    argument: int
    keyword: str
    access: Access
    returns: str | None = None
    needs: str = ""

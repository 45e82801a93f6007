"""Regular expressions that are compiled at first use: a run uses one in four."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    regex = re.compile
else:

    class regex:  # noqa: N801  (called as `re.compile` is)
        """As `re.compile`."""

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self.pattern, self.flags = pattern, flags

        def __getattr__(self, name: str) -> Any:
            """A method of the compiled expression, which is kept, so that it is asked for once."""
            method = getattr(re.compile(self.pattern, self.flags), name)
            setattr(self, name, method)
            return method

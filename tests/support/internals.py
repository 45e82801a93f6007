"""What docs/internals.md shows of a sample, made by the same command as the reference pages."""

import re
from typing import get_args

from nb2prod.debug.show_phase import Phase, debug_text
from nb2prod.plan.passes import PASSES
from nb2prod.settings import Settings
from tests.support.samples import SAMPLES

_BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def current(page: str) -> str:
    """The page with what stands between its marks made anew."""
    return _BLOCK.sub(lambda block: f"{block[1]}\n{made(block[2])}\n\n{block[3]}", page)


def made(what: str) -> str:
    """What a phase prints of the sample, or the table of the passes."""
    if what == "passes":
        rows = [f"| `{one.__name__}` | {_first(one.__doc__ or '')} |" for one in PASSES]
        return "\n".join(["| pass | |", "|---|---|", *rows])
    phase = next(one for one in get_args(Phase) if one == what)
    text = "\n".join(debug_text(SAMPLES / "churn.ipynb", phase, Settings()))
    return f"```text\n{text}\n```"


def _first(docstring: str) -> str:
    """The first paragraph."""
    return " ".join(docstring.split("\n\n")[0].split()).rstrip(".")

"""The documentation page of each diagnostic, from docs/diagnostics."""

from difflib import get_close_matches
from pathlib import Path

from nb2prod.codes import CODES

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries the pages inside the package; an editable install has them beside it only.
FOLDERS = (_PACKAGE / "docs" / "diagnostics", _PACKAGE.parent / "docs" / "diagnostics")


def page(code: str) -> str | None:
    """The page of a code as Markdown; None where there is no such code."""
    if code not in CODES:
        return None
    return next(
        (path.read_text(encoding="utf-8") for f in FOLDERS if (path := f / f"{code}.md").is_file()),
        None,
    )


def listing() -> str:
    """All codes with their titles, a line each."""
    return "\n".join(f"{code}  {title}" for code, title in sorted(CODES.items()))


def suggestion(code: str) -> str:
    """The code that was probably meant, as a sentence to append."""
    wanted = code.upper()
    alike = [known for known in CODES if known.startswith(wanted[:3])] or CODES
    near = get_close_matches(wanted, alike, 1, cutoff=0.5)
    known = "`nb2prod explain` lists them all."
    return f" Did you mean {near[0]}? {known}" if near else f" {known}"

"""The role of a cell, from its metadata or from a comment on its first line."""

import re
from collections.abc import Iterable

from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebook.model import Role

_COMMENT = re.compile(r"#\s*nb2prod:\s*([\w-]+)\s*$")
_KNOWN = {role.value: role for role in Role if role is not Role.UNTAGGED}


def comment_tag(source: str) -> str | None:
    """The tag that ``# nb2prod: TAG`` on the first line gives, or None."""
    first = source.lstrip("\n").split("\n", 1)[0]
    match = _COMMENT.match(first.strip())
    return match.group(1) if match else None


def role_of(tags: Iterable[str], place: Place) -> Role:
    """The role that the tags give; other people's tags are ignored.

    Raises:
        ConversionError: two tags of ours contradict each other.
    """
    ours = sorted({tag.lower() for tag in tags} & set(_KNOWN))
    if "skip" in ours:
        return Role.SKIP
    if len(ours) > 1:
        raise ConversionError(
            Diagnostic(f"the cell has the tags {' and '.join(ours)}.", "Keep one of them.", place)
        )
    return _KNOWN[ours[0]] if ours else Role.UNTAGGED

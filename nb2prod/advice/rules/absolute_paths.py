"""Paths of one machine."""

from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Rule, about, whole
from nb2prod.patterns import regex

RULE = Rule("NB516")
_ABSOLUTE = regex(r"(?:/(?!/)|~|[A-Za-z]:[/\\])")
_NOT_DATA = ("/dev/", "/proc/", "/sys/", "/etc/", "/tmp")
_HOME = regex(r"^(/(?:home|Users)/)[^/]+|^([A-Za-z]:/Users/)[^/]+")


@whole(RULE)
def absolute(book: Book) -> Iterator[Advice]:
    """File accesses whose path starts at the root or at a home; each path once."""
    told: set[str] = set()
    for seen in book.live:
        for call in seen.analysed.facts.io:
            path = call.path or call.start.prefix
            if call.inside or path in told or not _ABSOLUTE.match(path):
                continue
            if path.startswith(_NOT_DATA) or not call.certain or path == "/":
                continue
            told.add(path)
            shown = _HOME.sub(lambda m: (m[1] or m[2]) + "…", path)
            message = f"the path `{shown}` is absolute: other machines do not have it."
            yield about(RULE, call.node, seen, message, "Use one relative to the notebook.")

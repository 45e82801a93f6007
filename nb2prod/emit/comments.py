"""The part of the markdown above a cell that becomes a comment above its code."""

from collections.abc import Iterator, Sequence

from nb2prod.emit.prose import FENCE, beginning, prose
from nb2prod.patterns import regex

_LONGEST = 6
"""Lines of a comment: more belong into a text, which the notebook is."""

_HTML_HEADING = regex(r"(?i)<h[1-6]\b[^>]*>(.*?)</h[1-6]\s*>")
_HEADING = regex(r"\s*(#+\s*(?P<title>.*?)[\s#]*|(\*\*|__)(?P<bold>[^*_]+)(\*\*|__)\s*:?)")
_LOOKS_BACK = regex(
    r"(?i)\W*(key |my |some |final |general )?(comments?|conclusions?|findings?|insights?|"
    r"interpretations?|notes?|observations?|remarks?|takeaways?)\b.{,30}"
)
_APART = regex(r"\s*([-*+#]|\d+[.)])")
_RESULT = regex(
    r"(?i)\b(above|as expected|(we|you) (can )?(conclude|notice|observe|see)|it seems|"
    r"(can|could) be (concluded|noticed|observed|seen)|looks? like|shows? that|turns out|"
    r"(accuracy|error|probability|score)\b[^.]*\b(is|of|was)\W+\d)"
)


def comment(markdown: str) -> list[str]:
    """The comment's lines: the last headings, and the text below them, if it tells of the code.

    What stands above a heading, and what tells of results (below a heading such as
    "Observations", or by its words), is about what the notebook showed before: there, the
    results are to be seen, and those of other data are others.
    """
    lines = _HTML_HEADING.sub(r"\n# \1\n", markdown).split("\n")
    titles = list(_titles(lines))
    start = _last_headings(lines, titles)
    if any(_LOOKS_BACK.fullmatch(title) for title in titles[start:] if title):
        return []
    kept = [text for text in _paragraphs(lines[start:]) if not _RESULT.search(text)]
    text = beginning(prose("\n".join(kept)), _LONGEST, 1)
    return [f"# {line}" if line else "#" for line in text]


def _titles(lines: Sequence[str]) -> Iterator[str]:
    """For each line, its text if it is a heading."""
    fenced = False
    for line in lines:
        if FENCE.match(line):
            fenced = not fenced
        found = None if fenced else _HEADING.fullmatch(line)
        yield (found["title"] or found["bold"] or "") if found else ""


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The text, with each heading, entry of a list and blank line apart."""
    paragraph: list[str] = []
    for line in lines:
        if _APART.match(line) or not line.strip():
            yield from paragraph and ["\n".join(paragraph)]
            paragraph = []
        paragraph.append(line)
    yield from paragraph and ["\n".join(paragraph)]


def _last_headings(lines: Sequence[str], titles: Sequence[str]) -> int:
    """Where the last headings, with nothing between them, begin."""
    start = max((row for row, title in enumerate(titles) if title), default=0)
    while start and (titles[start - 1] or not lines[start - 1].strip()):
        start -= 1
    return start

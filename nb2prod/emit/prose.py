"""Markdown of the notebook as plain lines of a comment or docstring."""

import html
import re
import textwrap
from collections.abc import Iterator

from nb2prod.patterns import regex

WIDTH = 94
_TABLE_ROWS = 8
_HIDDEN = regex(
    r"<!--.*?-->|<(style|script|svg)\b.*?</\1\s*>|!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])", re.S | re.I
)
_BREAK = regex(r"<(br|/p|/div|/h[1-6]|/li|/tr)\s*/?>", re.I)
_NAMES = (
    "a|abbr|article|aside|audio|b|big|blockquote|br|button|caption|center|cite|code|col|colgroup|"
    "dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|input|"
    "ins|kbd|label|li|link|main|mark|meta|nav|ol|p|picture|pre|q|s|samp|script|section|small|source|"
    "span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video"
)
_ATTRIBUTE = r"\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?"
_TAG = regex(rf"</?(?:{_NAMES})(?:{_ATTRIBUTE})*\s*/?>", re.I)
_LINK = regex(r"\[([^\[\]]+)\]\([^()\s]*(\([^()]*\)[^()\s]*)?(\s+\"[^\"]*\")?\)")
_BOLD = regex(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_RULE = regex(r"\s*([-*_=] ?){3,}\s*")
_TABLE_RULE = regex(r"\s*\|?[\s:|-]+\|[\s:|-]*")
_HEADING = regex(r"\s*#+\s*(.*?)\s*#*\s*")
_LEAD = regex(r"\s*([-*+]\s+|\d+[.)]\s+|>\s*)?")
FENCE = regex(r"\s*(```|~~~)")


def prose(markdown: str) -> list[str]:
    """The text without markup that only a browser shows, wrapped at `WIDTH`.

    HTML tags, images, rules and wide tables go, and headings, links and bold text become plain.
    Code stays as it is. Blank lines are single, and none is first or last.
    """
    found: list[str] = []
    for line in _lines(markdown):
        text = "".join(c for c in line if c.isprintable()).rstrip()
        if text or (found and found[-1]):
            found.append(text)
    while found and not found[-1]:
        found.pop()
    return found


def beginning(lines: list[str], most: int, least: int) -> list[str]:
    """The paragraphs that fit into `most` lines; the first `least` lines if none does."""
    if len(lines) <= most:
        return lines
    ends = [row for row, line in enumerate(lines[: most + 1]) if not line]
    return lines[: ends[-1] if ends else least]


def _lines(markdown: str) -> Iterator[str]:
    fenced = False
    table: list[str] = []
    for line in _without_tags(markdown).expandtabs(4).splitlines():
        row = line.lstrip().startswith("|")
        if table and not row:
            yield from _table(table)
            table = []
        if FENCE.match(line):
            fenced = not fenced
        elif fenced:
            yield f"    {line}"
        elif row:
            table.append(line.strip())
        else:
            yield from _wrapped(line)
    yield from _table(table)


def _without_tags(markdown: str) -> str:
    """The markdown without HTML and images; what stands in fences and backticks is left alone."""
    parts = re.split(r"(```.*?```|~~~.*?~~~|`[^`\n]*`)", markdown, flags=re.S)
    parts[::2] = map(_plain, parts[::2])
    return "".join(parts)


def _plain(part: str) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", part))))


def _table(rows: list[str]) -> Iterator[str]:
    if len(rows) <= _TABLE_ROWS and all(len(row) <= WIDTH for row in rows):
        yield from (row for row in rows if not _TABLE_RULE.fullmatch(row))


def _wrapped(line: str) -> Iterator[str]:
    if _RULE.fullmatch(line):
        return
    heading = _HEADING.fullmatch(line) if line.lstrip().startswith("#") else None
    text = _BOLD.sub(r"\2", _LINK.sub(r"\1", heading[1] if heading else line.rstrip()))
    lead = _LEAD.match(text)
    indent = " " * min(len(lead[0]), 12) if lead else ""
    if len(text) <= WIDTH:
        yield text
        return
    yield from textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )

"""The requirements in install commands (PEP 508)."""

import re
from collections.abc import Iterable

from nb2prod.knowledge.import_tables import CONDA
from nb2prod.patterns import regex

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_CLAUSE = r"(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+"
_REQUIREMENT = regex(
    rf"(?P<name>{_NAME})\s*(?P<extras>\[[\w\s,.-]*\])?\s*"
    rf"(?P<clauses>{_CLAUSE}(?:\s*,\s*{_CLAUSE})*)?\s*(?P<marker>;.*)?"
)
_DIRECT = regex(rf"(?P<name>{_NAME})\s*(?P<extras>\[[\w\s,.-]*\])?\s*@\s*(?P<url>\S+)")
_URL = regex(r"(?:\w+\+)?(?:https?|ssh|git|file)://\S+")
_EGG = regex(rf"(?P<url>[^#]+)#(?:.*&)?egg=(?P<name>{_NAME})(?P<extras>\[[\w,.-]*\])?")
_WHEEL = regex(rf".*/(?P<name>{_NAME})-[^-/]+(?:-[^-/]+)?-[^-/]+-[^-/]+-[^-/]+\.whl(?:#.*)?")
_CONDA = regex(
    rf"(?:[\w./-]+::)?(?P<name>{_NAME})\s*(?P<clauses>(?:{_CLAUSE}|=[\w.*]+)"
    rf"(?:,\s*{_CLAUSE})*)?(?:=[\w.*]+)?"
)
_FILES = (".txt", ".whl", ".tar.gz", ".zip", ".toml", ".cfg")

# The tools themselves are no dependency of the code.
_TOOLS = frozenset(("pip", "wheel", "install"))  # `pip install pip install NAME` happens
_NOT_ON_PYPI = frozenset(
    ("python", "cudatoolkit", "cudnn", "nodejs", "openjdk", "mkl", "conda", "mamba", "cuda")
)


def pip_requirement(word: str) -> str | None:
    """The requirement that an argument of ``pip install`` stands for.

    "" for packaging tools, None for what names no package: a path, a plain repository URL,
    an interpolated variable.
    """
    word = word.strip()
    if match := _DIRECT.fullmatch(word):
        return f"{match['name']}{match['extras'] or ''} @ {match['url']}"
    if _URL.fullmatch(word):
        return _from_url(word)
    match = _REQUIREMENT.fullmatch(word)
    if match is None or (word.endswith(_FILES) and not match["clauses"]):
        return None
    if canonical(match["name"]) in _TOOLS:
        return ""
    parts = (match["name"], match["extras"], match["clauses"])
    text = "".join(re.sub(r"\s+", "", part or "") for part in parts)
    return f"{text}{match['marker'] or ''}"


def conda_requirement(word: str) -> str | None:
    """The same for ``conda install``; ``numpy=1.2`` means ``numpy==1.2.*`` there."""
    match = _CONDA.fullmatch(word.strip())
    if match is None:
        return None
    name = canonical(match["name"])
    if name in _TOOLS | _NOT_ON_PYPI or name.startswith("r-"):
        return ""
    clauses = re.sub(r"\s+", "", match["clauses"] or "")
    if clauses.startswith("=") and not clauses.startswith("=="):
        version = clauses[1:].rstrip("*").rstrip(".")
        clauses = f"=={version}.*"
    return CONDA.get(name, match["name"]) + clauses


def canonical(name: str) -> str:
    """A distribution's name as the package index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def merged(requirements: Iterable[str]) -> tuple[str, ...]:
    """One requirement a package, in order of first mention.

    A later one with a version replaces an earlier one, as the later command did; one without
    changes nothing, as pip leaves an installed version alone.
    """
    found: dict[str, str] = {}
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement)
        name = canonical(match["name"]) if match else requirement
        if name not in found or (match and requirement != match["name"]):
            found[name] = requirement
    return tuple(found.values())


def _from_url(url: str) -> str | None:
    if match := _EGG.fullmatch(url):
        return f"{match['name']}{match['extras'] or ''} @ {match['url']}"
    if match := _WHEEL.fullmatch(url):
        return f"{match['name'].replace('_', '-')} @ {url}"
    return None

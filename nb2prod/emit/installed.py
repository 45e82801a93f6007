"""Import names to the distributions that provide them."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from nb2prod import disk
from nb2prod.knowledge.distributions import OTHER_NAMES, SAME_NAMES, STAND_INS
from nb2prod.notebook.requirements import canonical


def distribution_of(module: str, providers: Mapping[str, str] | None = None) -> str | None:
    """The distribution that brings a module, None where that is not known.

    A name is never guessed: a distribution that happens to be called as the module may be a
    stranger's.

    Args:
        module: its name, dotted or not.
        providers: what is known of other top-level names; the tables go before it.
    """
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        found = OTHER_NAMES.get(".".join(parts[:length]))
        if found:
            return found
    if parts[0] in SAME_NAMES:
        return parts[0].replace("_", "-")
    return (providers or {}).get(parts[0])


def stand_ins(distribution: str) -> frozenset[str]:
    """Other distributions that bring the same modules, by canonical name."""
    return STAND_INS.get(canonical(distribution), frozenset())


def is_known(distribution: str) -> bool:
    """Whether it is known which modules a distribution brings."""
    return canonical(distribution) in _known()


@cache
def _known() -> frozenset[str]:
    found = {canonical(one) for one in (*OTHER_NAMES.values(), *SAME_NAMES)}
    return frozenset(found.union(*STAND_INS.values()))


def installed(modules: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is installed in the environment that nb2prod runs in.

    Returns the versions of all distributions by canonical name, and the distribution of each
    of the top-level `modules` that exactly one brings.
    """
    from importlib import metadata

    versions = {
        canonical(name): one.version
        for one in metadata.distributions()
        if (name := one.metadata["Name"])
    }
    brought = metadata.packages_distributions()
    providers = {
        name: found.pop() for name in sorted(modules) if len(found := {*brought.get(name, ())}) == 1
    }
    return versions, providers


def pinned(package: Path) -> dict[str, str]:
    """The versions that a package's ``pyproject.toml`` asks for, by canonical name; none where
    there is no package."""
    import tomllib  # only where versions are pinned

    with suppress(OSError, ValueError, KeyError, TypeError):
        data = disk.read(package / "pyproject.toml")
        asked = tomllib.loads(data.decode())["project"]["dependencies"]
        found = (re.fullmatch(r"([\w.-]+)(?:\[[^]]*\])?==([^*,; ]+)", one) for one in asked)
        return {canonical(match[1]): match[2] for match in found if match}
    return {}

"""Import names to the distributions that bring them."""

import sys
from collections.abc import Iterable, Mapping

from nb2prod.knowledge.imports import DISTRIBUTIONS


def distribution_of(
    module: str, package: str, providers: Mapping[str, str] | None = None
) -> str | None:
    """The distribution of a module; None for the standard library and the package.

    Args:
        module: its name, dotted or not.
        package: the name of the package that imports it.
        providers: what is known of other top-level names; the table goes before it.
    """
    parts = module.split(".")
    top = parts[0]
    if top in sys.stdlib_module_names or top in (package, "__future__"):
        return None
    for length in range(len(parts), 0, -1):
        found = DISTRIBUTIONS.get(".".join(parts[:length]))
        if found:
            return found
    return (providers or {}).get(top, top.replace("_", "-"))


def installed(modules: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is installed in the environment that nb2prod runs in.

    Returns the versions of all distributions by canonical name, and the distribution of each
    of the top-level `modules` that exactly one brings.
    """
    from importlib import metadata

    from nb2prod.notebook.requirements import canonical

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

"""Likely causes of a difference."""

from nb2prod.patterns import regex
from nb2prod.verify.verdict import Finding

_NUMBERS = regex(r"(-?[\d.]+(?:e[-+]?\d+)?) in the notebook, (-?[\d.]+(?:e[-+]?\d+)?) here")


def cause_of(finding: Finding, moving: frozenset[tuple[str, str]]) -> str:
    """In words; empty if nothing is known."""
    told = finding.difference
    if (finding.stage, finding.name) in moving:
        return (
            "the notebook itself gives another value at each run: randomness without a seed, "
            "the clock, or the order of a set"
        )
    if "dtype" in told:
        return "a dtype: the value was saved and loaded in a form that keeps less"
    if "another order" in told or " index row " in f" {told}":
        return "the order of the rows or keys"
    if match := _NUMBERS.search(told):
        one, other = float(match[1]), float(match[2])
        if abs(one - other) <= 1e-9 * max(abs(one), abs(other)):
            return "float formatting or the order of a sum; --rtol 1e-9 accepts it"
    if told.startswith("cannot be read"):
        return "the package could not load what it saved"
    return ""

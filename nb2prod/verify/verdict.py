"""The result of a verification."""

from nb2prod.diagnostics import Diagnostic
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A value to compare: where the notebook's and the package's are kept.

    ``kind`` is ``artefact``, ``metric``, ``file``, ``predictions`` (of ``names``, a row for each
    of ``rows``), or ``again`` for two runs of the notebook; findings are of figures and of what
    is ``printed`` as well. ``load`` and ``imports`` are the
    package's own code that reads ``path``; ``item`` is the position in what that gives, -1 for
    all of it.
    """

    stage: str
    name: str
    kind: str
    path: str
    snapshot: str = ""
    load: str = ""
    imports: tuple[str, ...] = ()
    item: int = -1
    original: str = ""
    names: tuple[str, ...] = ()
    rows: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """How a value compares. ``difference`` is empty if it is equal; ``cause`` may be empty.

    ``cells``, where it differs, are those that show it, or of its stage those that name it, or
    all of the stage.
    """

    stage: str
    name: str
    kind: str
    type: str = ""
    shape: str = ""
    difference: str = ""
    cause: str = ""
    compared: bool = True
    cells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """All that was compared, in the order of the stages; ``notes`` say what was not, and why,
    and ``told`` where the notebook has what differs."""

    package: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    told: tuple[Diagnostic, ...] = ()

    @property
    def equal(self) -> bool:
        """Something was compared, and nothing differs."""
        return any(f.compared for f in self.findings) and not any(
            f.difference for f in self.findings
        )

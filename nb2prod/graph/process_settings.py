"""Settings of the whole process, as far as they are statements of their own."""

from nb2prod.analysis.syntax.import_statements import imported, imports_in
from nb2prod.graph.units import Unit


def is_setting(unit: Unit) -> bool:
    """Whether a statement does nothing but set something for the whole process."""
    facts = unit.analysed.facts
    busy = facts.draws or facts.seeds or facts.io or unit.mutates or facts.draws_figure
    busy = busy or facts.prints
    return bool(facts.effects) and not busy and unit.may <= _imported(unit)


def _imported(unit: Unit) -> set[str]:
    """Names that an import inside the statement binds: to say it again does no harm."""
    imports = (i for node in unit.analysed.statement.nodes for i in imports_in(node))
    return {name for one in imports for name, _ in imported(one)}

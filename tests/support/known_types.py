"""The types that are known, by hand and by the stubs, as tables."""

from nb2prod.knowledge import stub_rows, type_tables

LIBRARIES = sorted(path.stem for path in (stub_rows._FOLDER).glob("*.json"))
ROOTS = ["" if library == "builtins" else library for library in LIBRARIES]

STUBBED = {name: said for root in ROOTS for name, said in stub_rows.returned(root).items()}
RETURNS = STUBBED | type_tables.RETURNS


def _members(field: str, by_hand: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    stubs = {o: t for root in ROOTS for o, t in stub_rows.members_of(root, field).items()}
    return {o: stubs.get(o, {}) | by_hand.get(o, {}) for o in stubs | by_hand}


METHOD_RETURNS = _members("methods", type_tables.METHOD_RETURNS)
ATTRIBUTE_TYPES = _members("attributes", type_tables.ATTRIBUTE_TYPES)

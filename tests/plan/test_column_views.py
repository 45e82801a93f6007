"""Arrays over the memory of a column that another stage writes into."""

import pytest

from nb2prod.plan.column_views import column_hazards
from tests.graph.units_of import parts

MADE = "t = read()\ny = t['a'].to_numpy()"
CASES = {
    "written and read": ((MADE, "t.loc[0, 'a'] = 1", "print(y)"), 1),
    "written and read at once": ((MADE, "t.iloc[0] = 1\nprint(y)"), 1),
    "values": (("t = read()\ny = t.a.values", "t.at[0, 'a'] = 1", "print(y)"), 1),
    "what pandas does not copy": (
        ("t = read()\ny = t['a'].fillna(0).astype(float).values", "t.loc[0, 'a'] = 1", "print(y)"),
        1,
    ),
    "one of several": (
        ("t = read()\nx, y = 1, t['a'].to_numpy()", "t.loc[0, 'a'] = 1", "print(y)"),
        1,
    ),
    "a slice": ((f"{MADE}\nz = y[1:]\ny = 1", "t.loc[0, 'a'] = 1", "print(z)"), 1),
    "chosen elements": ((f"{MADE}\nz = y[[0, 1]]\ny = 1", "t.loc[0, 'a'] = 1", "print(z)"), 0),
    "what pandas copies": (
        ("t = read()\ny = t['a'].round(2).values", "t.loc[0, 'a'] = 1", "print(y)"),
        0,
    ),
    "not read later": ((MADE, "t.loc[0, 'a'] = 1"), 0),
    "a column is put in": ((MADE, "t['a'] = 1", "print(y)"), 0),
    "copied": (("t = read()\ny = t['a'].to_numpy().copy()", "t.loc[0] = 1", "print(y)"), 0),
    "several columns": (("t = read()\ny = t[['a']].values", "t.loc[0] = 1", "print(y)"), 0),
    "made in the same stage": ((MADE + "\nt.loc[0, 'a'] = 1", "print(y)"), 0),
    "table bound anew": ((MADE, "t = read()\nt.loc[0, 'a'] = 1", "print(y)"), 0),
    "array bound anew": ((MADE, "t.loc[0, 'a'] = 1", "y = 1\nprint(y)"), 0),
}


@pytest.mark.parametrize(("cells", "count"), CASES.values(), ids=CASES)
def test_hazards(cells: tuple[str, ...], count: int) -> None:
    tagged = [(tag, source) for tag, source in zip("pte", cells, strict=False)]
    assert len(column_hazards(parts(*tagged))) == count

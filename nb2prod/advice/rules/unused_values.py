"""Values in functions that nobody reads."""

from nb2prod.advice.model import Rule
from nb2prod.advice.registry import add

RULE = add(Rule(
    code="NB523",
    tip="Code is easy to read and to change for others.",
    why="It costs time to compute and to read, and often the wrong name is used further down.",
    bad="# %%\ndef area(r: float) -> float:\n    square = r * r\n    return 3.14 * r\n\n"
    "print(area(2))\n",
    good="# %%\ndef area(r: float) -> float:\n    square = r * r\n    return 3.14 * square\n\n"
    "print(area(2))\n",
    mend="Use the value, or delete the line.",
    ruff=(("F841", None),),
))  # fmt: skip

"""Comparisons that do not compare."""

from nb2prod.advice.rule import Rule, add

RULE = add(Rule(
    code="NB524",
    tip="Code is easy to take over for others.",
    why="`is` asks whether two names are one object, not whether they are equal; with text and\n"
    "numbers the answer depends on the version of Python.",
    bad='# %%\nmode = "train"\nprint(mode is "train")\n',
    good='# %%\nmode = "train"\nprint(mode == "train")\n',
    fix="Use `==`.",
    ruff=(("F632", None),),
))  # fmt: skip

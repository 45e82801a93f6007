"""``except:`` of everything."""

from nb2prod.advice.rule import Rule, add

RULE = add(Rule(
    code="NB521",
    tip="Code is easy to take over for others.",
    why="It hides misspelt names and wrong data, and even stops Ctrl-C; the script goes on with\n"
    "wrong values.",
    bad='# %%\ntry:\n    n = int("3")\nexcept:\n    n = 0\nprint(n)\n',
    good='# %%\ntry:\n    n = int("3")\nexcept ValueError:\n    n = 0\nprint(n)\n',
    fix="Name the exceptions that are expected.",
    ruff=(("E722", "a bare `except` hides every error, misspelt names too."),),
))  # fmt: skip

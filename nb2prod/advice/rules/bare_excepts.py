"""``except:`` of everything."""

from nb2prod.advice.rule import Rule, add

RULE = add(
    Rule("NB521", ruff=(("E722", "a bare `except` hides every error, misspelt names too."),))
)

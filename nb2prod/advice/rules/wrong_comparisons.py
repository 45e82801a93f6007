"""Comparisons that do not compare."""

from nb2prod.advice.rule import Rule, add

RULE = add(Rule("NB524", ruff=(("F632", None),)))

"""What distinguishes two scores of one name, in words: what was scored, or with what."""

import ast
from collections.abc import Collection, Iterator, Sequence

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.scores.score_names import names_score
from nb2prod.analysis.syntax.nodes import child_nodes, last_name
from nb2prod.analysis.types.mutation import is_class
from nb2prod.knowledge.type_tables import metric_name
from nb2prod.naming import fresh, slug
from nb2prod.patterns import regex

_MOST_WORDS = 3
"""A name of more words tells less than a number."""

_KINDS = regex(r"(Regressor|Classifier|Regression|Model|Estimator|CV)$")


def name_apart(
    wanted: str,
    value: ast.expr,
    firsts: dict[str, ast.expr],
    taken: Collection[str],
    env: Environment,
) -> str:
    """`wanted`; where it is `taken`, with what tells the score from the first that wanted it.

    ``firsts`` are these, by name; the value is added where it is the first.
    """
    first = firsts.setdefault(wanted, value)
    apart = difference(words_in(value, env), words_in(first, env))
    made = f"{wanted}_{apart}"
    return made if apart and wanted in taken and made not in taken else fresh(wanted, taken)


def difference(words: Sequence[str], known: Collection[str]) -> str:
    """The words that are not known, as one name; nothing if they are many."""
    found = dict.fromkeys(word for word in words if word not in known)
    return "_".join(found) if len(found) <= _MOST_WORDS else ""


def words_in(value: ast.expr, env: Environment) -> list[str]:
    """The words of the names of data, models and metrics in an expression.

    >>> words_in(ast.parse("round(f1_score(y_test, pred), 2)", mode="eval").body, Environment())
    ['f1', 'y', 'test', 'pred']
    """
    return [word for node in in_order(value) for word in _words(node, env)]


def kind_word(name: str) -> str:
    """What a class is called in a name: ``decision_tree`` of ``DecisionTreeClassifier``."""
    return slug(_KINDS.sub("", name) or name)


def _words(node: ast.AST, env: Environment) -> list[str]:
    match node:
        case ast.Subscript(slice=ast.Constant(str(column))):
            return slug(column).split("_")
    if not isinstance(node, ast.Name | ast.Attribute):
        return []
    name, qualified = last_name(node), env.qualified(node)
    if names_score(name):
        return metric_name(name).split("_")
    if isinstance(node, ast.Attribute):
        return []
    if qualified and is_class(qualified):
        return kind_word(name).split("_")
    return [] if qualified or name in BUILTINS else slug(name).split("_")


def in_order(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes from left to right."""
    yield node
    for child in child_nodes(node):
        yield from in_order(child)

"""Tables and other plain data as pickle."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.walk import Walk
from nb2prod.analysis.syntax.nodes import method_name
from nb2prod.analysis.types import kinds

RULE = Rule("NB502")
_READERS = {"pandas.read_pickle", "pandas.io.pickle.read_pickle"}
_DUMPS = {"pickle.dump", "joblib.dump", "cPickle.dump", "cloudpickle.dump", "dill.dump"}
_ADVICE = "Use CSV or JSON Lines."


@on(RULE, ast.Call)
def pickled(node: ast.Call, walk: Walk) -> Iterator[Advice]:
    """``to_pickle``, ``read_pickle``, and ``dump`` of a table."""
    qualified = walk.qualified(node.func)
    if qualified in _READERS:
        yield walk.about(RULE, node, "data is read from a pickle.", _ADVICE)
    elif method_name(node) == "to_pickle" and not qualified:
        yield walk.about(RULE, node, "data is saved as a pickle.", _ADVICE)
    elif qualified in _DUMPS and node.args and kinds.is_frame(walk.type_of(node.args[0])):
        what = ast.unparse(node.args[0])
        yield walk.about(RULE, node, f"the table `{what}` is saved as a pickle.", _ADVICE)

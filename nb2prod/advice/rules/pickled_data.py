"""Tables and other plain data as pickle."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.walk import Walk
from nb2prod.analysis.syntax.nodes import method_name
from nb2prod.analysis.types import kinds

RULE = Rule(
    code="NB502",
    tip="Data is saved as CSV or JSON Lines, not as pickle.",
    why="Only Python reads a pickle, one of other versions may not, and nobody can look into it.",
    bad='# %%\nimport pandas as pd\n\ndf = pd.read_csv("a.csv")\ndf.to_pickle("b.pkl")\n',
    good='# %%\nimport pandas as pd\n\ndf = pd.read_csv("a.csv")\n'
    'df.to_json("b.jsonl", orient="records", lines=True)\n',
    fix='Save tables by `to_csv`, or `to_json(..., orient="records", lines=True)`.',
)
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

"""Types of calls of `scipy.stats`, statsmodels and NumPy's numbers that follow the arguments."""

from collections.abc import Callable

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import (
    ARRAY,
    BOOL,
    FLOAT,
    FRAME,
    INT,
    SEQUENCE,
    SERIES,
    STR,
    T_TEST,
    either,
    made,
)
from nb2prod.analysis.types.infer_arguments import Arguments

_TESTS = (
    "bartlett", "f_oneway", "jarque_bera", "kendalltau", "kruskal", "ks_2samp", "levene",
    "mannwhitneyu", "normaltest", "pearsonr", "shapiro", "spearmanr", "wilcoxon",
)  # fmt: skip
_T_TESTS = ("ttest_1samp", "ttest_ind", "ttest_rel")
_TEST_OPTIONS = frozenset({"alternative", "center", "equal_var", "nan_policy", "popmean"})


def _with_constant(arguments: Arguments) -> Type | None:
    """``statsmodels.api.add_constant``: a table for a table or a column."""
    given = arguments.type_of(0, "data")
    return FRAME if given in (FRAME, SERIES) else ARRAY if given == ARRAY else None


def _standardised(arguments: Arguments) -> Type | None:
    """``scipy.stats.zscore``: in older versions, a table or column stays one."""
    given = arguments.type_of(0, "a")
    return either(given, ARRAY) if given in (FRAME, SERIES, ARRAY) else None


def _tested(arguments: Arguments) -> Type | None:
    """Tests of `scipy.stats`, statistic and probability: numbers, for columns."""
    given = [arguments.scope.type_of(a) for a in arguments.node.args]
    if not given or arguments.keywords.keys() - _TEST_OPTIONS:
        return None
    plain = all(t in (SERIES, INT, FLOAT) or (t and t.name == "list") for t in given)
    return Type(SEQUENCE, (FLOAT,)) if plain else None


def _t_tested(arguments: Arguments) -> Type:
    known = _tested(arguments)
    return Type(T_TEST, known.parts if known else ())


def _transformed(arguments: Arguments) -> Type | None:
    """``scipy.stats.boxcox``, with the best exponent where none is given."""
    if arguments.given("alpha") or arguments.starred or len(arguments.node.args) > 2:
        return None
    chosen = arguments.expression(1, "lmbda")
    return ARRAY if chosen else made("tuple", ARRAY, FLOAT)


def _scalar(name: str) -> Callable[[Arguments], Type | None]:
    """``numpy.float64``: a number of a number, and an array of what holds several."""

    def rule(arguments: Arguments) -> Type | None:
        given = arguments.type_of(0)
        if given == ARRAY or (given is not None and given.name == "list"):
            return ARRAY
        one = given in (BOOL, INT, FLOAT, STR) or (given is not None and given.name in _SCALARS)
        return Type(name) if one else None

    return rule


_SCALARS = frozenset(f"numpy.{n}" for n in (
    "bool_", "datetime64", "float32", "float64", "int32", "int64", "timedelta64",
))  # fmt: skip


STATISTICS: dict[str, Callable[[Arguments], Type | None]] = {
    **{name: _scalar(name) for name in _SCALARS - {"numpy.bool_"}},
    **dict.fromkeys((f"scipy.stats.{n}" for n in _TESTS), _tested),
    **dict.fromkeys((f"scipy.stats.{n}" for n in _T_TESTS), _t_tested),
    "scipy.stats.boxcox": _transformed, "scipy.stats.zscore": _standardised,
    **dict.fromkeys(
        (f"statsmodels.{m}.add_constant" for m in ("api", "tools", "tools.tools")), _with_constant
    ),
}  # fmt: skip
"""Functions whose type follows their arguments in a way of their own."""

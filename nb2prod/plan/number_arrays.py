"""Which arrays certainly hold numbers: their files are loaded without unpickling."""

import ast
from collections.abc import Iterable, Iterator, Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Statement, Type
from nb2prod.analysis.syntax.nodes import all_nodes, method_name
from nb2prod.analysis.types.algebra import ARRAY, copied
from nb2prod.analysis.types.infer import type_of

Path = tuple[int, ...]
"""Which part of a value is meant: ``(0, 1)`` is the second of the first."""

_BOUND = 2**31
_SCALARS = frozenset({"bool", "float", "int"})
_DATA_SETS = tuple(
    f"datasets.{name}.load_data" for name in (
        "boston_housing", "california_housing", "cifar10", "cifar100", "fashion_mnist", "mnist",
    )
)  # fmt: skip
_LOADERS = frozenset(
    f"sklearn.datasets.load_{name}"
    for name in ("breast_cancer", "diabetes", "digits", "iris", "wine")
)
_DTYPE_SECOND = frozenset({"numpy.empty", "numpy.identity", "numpy.ones", "numpy.zeros"})
_MADE = frozenset(
    f"numpy.{name}" for name in (
        "arange", "argmax", "argmin", "argsort", "bincount", "digitize", "empty", "eye", "identity",
        "isfinite", "isin", "isinf", "isnan", "linspace", "logspace", "ones", "random.normal",
        "random.permutation", "random.rand", "random.randint", "random.randn", "random.uniform",
        "zeros",
    )
) | {"sklearn.model_selection.cross_val_score", "scipy.cluster.hierarchy.linkage"} | {
    f"{root}.{name}" for root in ("keras", "tensorflow.keras") for name in (
        "preprocessing.sequence.pad_sequences", "utils.pad_sequences", "utils.to_categorical",
    )
}  # fmt: skip
"""Functions that give numbers whatever they are given, as long as no ``dtype`` is."""
_KEPT = frozenset(
    f"numpy.{name}"
    for name in """abs absolute add around ascontiguousarray array asarray ceil clip
    column_stack concatenate cos cumsum diff divide dot exp expand_dims expm1 flip floor hstack log
    log10 log1p log2 matmul maximum mean minimum multiply ones_like power ravel repeat reshape round
    sin sqrt square squeeze stack std subtract sum transpose unique vstack zeros_like""".split()
)
"""Functions that give numbers for numbers."""
_METHODS = frozenset(
    """argmax argmin argsort clip copy cumsum dot flatten max mean min ravel repeat reshape round
    squeeze std sum swapaxes transpose""".split()
)
_ATTRIBUTES = frozenset(
    """T cluster_centers_ coef_ components_ explained_variance_ explained_variance_ratio_
    feature_importances_ intercept_ labels_ singular_values_ support_""".split()
)
_SCORES = frozenset({"decision_function", "predict_log_proba", "predict_proba", "score_samples"})
_TO_NUMBERS = (
    "sklearn.decomposition.", "sklearn.manifold.", "sklearn.preprocessing.LabelEncoder",
    "sklearn.preprocessing.MaxAbsScaler", "sklearn.preprocessing.MinMaxScaler",
    "sklearn.preprocessing.Normalizer", "sklearn.preprocessing.PolynomialFeatures",
    "sklearn.preprocessing.PowerTransformer", "sklearn.preprocessing.QuantileTransformer",
    "sklearn.preprocessing.RobustScaler", "sklearn.preprocessing.StandardScaler",
)  # fmt: skip
_NUMBER_MODELS = (
    "ElasticNet", "ElasticNetCV", "IsolationForest", "KMeans", "Lasso", "LassoCV", "LinearSVR",
    "MiniBatchKMeans", "LinearRegression", "Regressor", "Ridge", "RidgeCV", "SVR",
)  # fmt: skip
_CLASSIFIERS = ("imblearn.", "lightgbm.LGBMC", "sklearn.", "xgboost.XGBC")
_DTYPES = frozenset(
    f"{prefix}{name}" for prefix in ("", "numpy.") for name in (
        "bool", "float", "float16", "float32", "float64", "int", "int16", "int32", "int64", "int8",
        "uint8", "bool_",
    )
)  # fmt: skip


class Numbers:
    """Follows values of the notebook to what makes them.

    An array keeps its dtype, whatever is put into it, so that only what names are bound to counts;
    each name has to be bound to numbers wherever it is bound at all.
    """

    def __init__(
        self,
        statements: Iterable[Statement],
        types: Iterable[Mapping[str, Type | None]],
        env: Environment,
    ) -> None:
        self.env = copied(env)
        self.env.types = _agreed(types)
        self.bound: dict[str, list[tuple[ast.expr, Path]]] = {}
        self.stores: dict[str, int] = {}
        self.fitted: dict[str, list[ast.expr | None]] = {}
        self.open: set[tuple[str, Path]] = set()
        for node in (n for one in statements for top in one.nodes for n in all_nodes(top)):
            self._note(node)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value, path in _taken(target, node.value, ()):
                    self.bound.setdefault(name, []).append((value, path))
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            self.bound.setdefault(node.target.id, []).append((node.value, ()))
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            self.stores[node.id] = self.stores.get(node.id, 0) + 1
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "fit" and isinstance(node.func.value, ast.Name):
                classes = node.args[1] if len(node.args) > 1 else None
                self.fitted.setdefault(node.func.value.id, []).append(classes)

    def of_name(self, name: str, path: Path = ()) -> bool:
        """Whether a name holds numbers for sure."""
        bound = self.bound.get(name, [])
        kind = self.env.types.get(name)
        if kind != ARRAY and (kind is None or kind.name not in _SCALARS):
            return False  # a list or a column may get another dtype by what is put in
        if not bound or len(bound) != self.stores.get(name) or (name, path) in self.open:
            return False
        self.open.add((name, path))
        try:
            return all(self.of(value, (*taken, *path)) for value, taken in bound)
        finally:
            self.open.discard((name, path))

    def of(self, node: ast.expr, path: Path = ()) -> bool:
        """Whether the expression gives numbers for sure, or an array or a column of them."""
        match node:
            case ast.Constant(value=value):
                return isinstance(value, bool | int | float) and abs(value) < _BOUND
            case ast.Name(id=name):
                return self.of_name(name, path)
            case ast.List(elts=inner) | ast.Tuple(elts=inner):
                flat = all(not isinstance(e, ast.List | ast.Tuple) for e in inner)
                return flat and all(isinstance(e, ast.Constant) and self.of(e) for e in inner)
            case ast.BinOp(left=left, right=right):
                return self.of(left) and self.of(right)
            case ast.UnaryOp(operand=operand):
                return self.of(operand)
            case ast.Compare(ops=[op], left=left):
                identity = isinstance(op, ast.Is | ast.IsNot | ast.In | ast.NotIn)
                return not identity and type_of(left, self.env) == ARRAY
            case ast.Attribute(value=owner, attr=name) if name in _ATTRIBUTES:
                kind = type_of(owner, self.env)
                fitted = kind is not None and kind.name.startswith("sklearn.")
                return fitted if name != "T" else kind == ARRAY and self.of(owner)
            case ast.Attribute(value=owner, attr="data" | "target"):
                return self._is_loaded(owner)
            case ast.Subscript(value=owner):
                return type_of(owner, self.env) == ARRAY and self.of(owner)
            case ast.Call():
                return self._of_call(node, path)
        return False

    def _is_loaded(self, node: ast.expr) -> bool:
        """Whether it is a data set of numbers of scikit-learn, as arrays."""
        if isinstance(node, ast.Name):
            bound = self.bound.get(node.id, [])
            whole = bool(bound) and len(bound) == self.stores.get(node.id)
            return whole and all(not path and self._loads(value) for value, path in bound)
        return self._loads(node)

    def _loads(self, node: ast.expr) -> bool:
        named = isinstance(node, ast.Call) and self.env.qualified(node.func) in _LOADERS
        return named and not node.args and not node.keywords  # type: ignore[attr-defined]

    def _of_call(self, node: ast.Call, path: Path) -> bool:
        name = self.env.qualified(node.func)
        if name == "sklearn.model_selection.train_test_split" and len(path) == 1:
            place = path[0] // 2
            return place < len(node.args) and self.of(node.args[place])
        if name is not None and name.endswith(_DATA_SETS):
            return len(path) == 2
        if name == "numpy.meshgrid" and len(path) == 1:
            return self._all(node.args)
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if not given.keys().isdisjoint((None, "out")):
            return False
        if "dtype" in given:
            asked = name or f"numpy.{method_name(node)}"
            return asked.startswith("numpy.") and self._is_dtype(given["dtype"])
        if name is not None:
            if name in _MADE:
                most = 1 if name in _DTYPE_SECOND else 2 if "pad_" in name else len(node.args)
                return len(node.args) <= most
            return name in _KEPT and self._all(node.args)
        if not isinstance(node.func, ast.Attribute):
            return False
        return self._of_method(node, node.func.value, node.func.attr)

    def _all(self, arguments: list[ast.expr]) -> bool:
        """Whether all arguments hold numbers, some of them perhaps several arrays."""
        each = [
            e
            for a in arguments
            for e in (a.elts if isinstance(a, ast.List | ast.Tuple) and a.elts else [a])
        ]
        nested = any(isinstance(e, ast.List | ast.Tuple) for e in each)
        return bool(each) and not nested and all(map(self.of, each))

    def _of_method(self, node: ast.Call, owner: ast.expr, name: str) -> bool:
        if name == "astype" and len(node.args) == 1:
            return self._is_dtype(node.args[0])
        kind = type_of(owner, self.env)
        if kind is None:
            return False
        if kind == ARRAY:
            others = node.args if name in ("clip", "dot") else []
            return name in _METHODS and self.of(owner) and all(map(self.of, others))
        if name in _SCORES:
            return kind.name.startswith(_CLASSIFIERS)
        if name in ("transform", "fit_transform"):
            return kind.name.startswith(_TO_NUMBERS) and not kind.parts
        if name == "fit_predict":
            return kind.name.startswith(("sklearn.cluster.", "sklearn.mixture."))
        if name == "predict":
            return self._of_prediction(kind, owner)
        return False

    def _is_dtype(self, node: ast.expr) -> bool:
        """Whether it names a dtype of numbers."""
        text = node.value if isinstance(node, ast.Constant) else self.env.qualified(node)
        return text in _DTYPES

    def _of_prediction(self, kind: Type, owner: ast.expr) -> bool:
        if kind.name.startswith(("keras.", "tensorflow.keras.")):
            return True
        if kind.name.endswith(_NUMBER_MODELS) and "Logistic" not in kind.name:
            return True
        targets = self.fitted.get(owner.id, []) if isinstance(owner, ast.Name) else []
        classes = bool(targets) and all(
            target is not None and self.of(target) for target in targets
        )
        return classes and kind.name.startswith(_CLASSIFIERS)


def _agreed(types: Iterable[Mapping[str, Type | None]]) -> dict[str, Type]:
    """The types of names, but for those that are of several."""
    found: dict[str, Type | None] = {}
    for each in types:
        for name, type_ in each.items():
            found[name] = type_ if found.get(name, type_) == type_ else None
    return {name: type_ for name, type_ in found.items() if type_ is not None}


def _taken(target: ast.expr, value: ast.expr, path: Path) -> Iterator[tuple[str, ast.expr, Path]]:
    """The names of a target, with the value and the part of it that each takes."""
    if isinstance(target, ast.Name):
        yield target.id, value, path
    elif isinstance(target, ast.Tuple | ast.List):
        apart = isinstance(value, ast.Tuple) and not path and len(value.elts) == len(target.elts)
        for place, inner in enumerate(target.elts):
            if apart and isinstance(value, ast.Tuple):
                yield from _taken(inner, value.elts[place], ())
            else:
                yield from _taken(inner, value, (*path, place))

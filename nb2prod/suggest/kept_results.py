"""The kind of an expression's result for the stages: data, a model, predictions, results."""

from __future__ import annotations

import ast

from nb2prod.analysis.syntax.nodes import arguments_of, keyword_of
from nb2prod.knowledge import model_methods as methods
from nb2prod.knowledge.schema import Act, Value
from nb2prod.knowledge.stage_tables import Row
from nb2prod.records import dataclass
from nb2prod.suggest.name_values import Names, compared_sides, is_literal, strongest
from nb2prod.suggest.suggestion import Evidence
from nb2prod.suggest.words import LOSS, act_by_name

_GIVES = {
    Act.PREDICT: Value.PREDICTION, Act.MEASURE: Value.RESULT, Act.BUILD: Value.MODEL,
    Act.RESTORE: Value.MODEL, Act.FIT: Value.MODEL, Act.LOAD: Value.DATA, Act.PREPARE: Value.DATA,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Called:
    """What a function of the notebook does when it is called, and what it gives."""

    evidence: tuple[Evidence, ...]
    value: Value | None


class Values:
    """What expressions stand for; `names` are what names stand for at this point."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def called(self, name: str, call: ast.Call) -> Called:
        """What calling a function or class of the notebook does and gives."""
        raise NotImplementedError

    def value(self, node: ast.expr) -> Value | None:
        """What an expression stands for, as far as it shows."""
        match node:
            case ast.Name():
                return self.names.values.get(node.id)
            case ast.Constant() | ast.Lambda() | ast.JoinedStr():
                return None
            case ast.Call():
                return self.result(node)
            case ast.Attribute():
                return self.attribute(node)
            case ast.Subscript():
                if self.names.qualified(node.value) in ("numpy.c_", "numpy.r_"):
                    return self.value(node.slice)
                value = self.value(node.value)
                best = value is None and self.value(node.slice) is Value.RESULT
                return Value.RESULT if best else value  # `alphas[np.argmax(scores)]`
        if self.applied(node):
            return Value.PREDICTION
        if self.compared(node):
            return Value.RESULT
        inner = [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.expr)]
        for generator in getattr(node, "generators", ()):
            self.names.bind(generator.target, self.value(generator.iter))
            inner.append(generator.iter)
        return strongest(map(self.value, inner))

    def attribute(self, node: ast.Attribute) -> Value | None:
        value = self.value(node.value)
        if node.attr in methods.SIZES and value in (Value.DATA, Value.NEW):
            return None
        if value is Value.TRANSFORMER and node.attr in methods.TRANSFORMER_RESULTS:
            return Value.RESULT
        if value is Value.MODEL:
            if node.attr in methods.PREDICTION_ATTRIBUTES:
                return Value.PREDICTION
            if node.attr in methods.CARRYING_ATTRIBUTES:
                return Value.MODEL
            known = node.attr in methods.RESULT_ATTRIBUTES or node.attr.endswith("_")
            return Value.RESULT if known else None
        if value is None and node.attr in ("feature_importances_", "coef_", "best_params_",
                                           "best_score_", "cv_results_", "oob_score_"):  # fmt: skip
            return Value.RESULT
        return value

    def result(self, call: ast.Call) -> Value | None:
        """What a call gives."""
        func = call.func
        if self.applied(call):
            return Value.PREDICTION
        if isinstance(func, ast.Name) and self.names.definition(func.id):
            called = self.called(func.id, call)
            measures = {e.act for e in called.evidence} == {Act.MEASURE}
            return called.value or (Value.RESULT if measures else self.parts_of(call))
        row = self.names.row(func)
        if row is not None:
            return self.of_row(row, call)
        if isinstance(func, ast.Attribute):
            return self.of_method(call, func)
        if isinstance(func, ast.Call):
            return self.value(func)
        if isinstance(func, ast.Name) and self.names.values.get(func.id) is Value.MODEL:
            return _GIVES[self.applying(call, func.id)]
        if isinstance(func, ast.Name) and func.id == "len":
            return None
        if isinstance(func, ast.Name) and (act := act_by_name(func.id)):
            return _GIVES.get(act) or self.parts_of(call)
        return self.parts_of(call)

    def of_row(self, row: Row, call: ast.Call) -> Value | None:
        inner = self.parts_of(call)
        if row.name == "open" and writes(call):
            return None
        if row.name == "pandas.crosstab" and inner is Value.PREDICTION:
            return Value.RESULT
        if row.composite:
            return Value.MODEL if inner is Value.MODEL else Value.TRANSFORMER
        if row.value is None or (row.general and not call.args and not call.keywords):
            return inner
        if row.value is Value.DATA and row.act is Act.PREPARE:
            literal = call.args and all(map(is_literal, call.args))
            if inner in (None, Value.NEW) and (literal or inner is Value.NEW):
                return Value.NEW
            return inner if inner in (Value.PREDICTION, Value.RESULT) else Value.DATA
        return row.value

    def of_method(self, call: ast.Call, func: ast.Attribute) -> Value | None:
        method, value = func.attr, self.value(func.value)
        if method.startswith("get_feature_names"):
            return None  # names, of whatever
        if method in ("transform", "fit_transform", *methods.TRANSFORM) and value in (
            Value.TRANSFORMER, None, Value.MODEL,
        ):  # fmt: skip
            inner = self.parts_of(call)
            return inner if inner is Value.NEW else Value.DATA
        if method in methods.INVERSE:
            return self.parts_of(call) or Value.DATA
        if value is Value.MODEL or method in methods.SURE:
            act = methods.BY_METHOD.get(method)
            if act in (Act.PREDICT, Act.MEASURE):
                return _GIVES[act]
            if method == "summary":
                return Value.RESULT
            if method == "get_params":
                return None
            if method == "fit_predict":
                return Value.PREDICTION
            if act is not None:
                return Value.MODEL
        inner = self.parts_of(call)
        return strongest((value, inner)) if inner is not Value.MODEL else value or inner

    def applying(self, call: ast.Call, name: str) -> Act:
        """What calling a model does; one that is given but numbers is a layer to be made."""
        if self.parts_of(call) is Value.MODEL or all(map(is_literal, arguments_of(call))):
            return Act.BUILD
        return Act.MEASURE if LOSS.search(name) else Act.PREDICT

    def compared(self, node: ast.AST) -> bool:
        """Whether predictions are held against the truth: ``y_pred == y_test``."""
        sides = compared_sides(node)
        return sides is not None and set(map(self.value, sides)) == {Value.PREDICTION, Value.DATA}

    def applied(self, node: ast.AST) -> bool:
        """Whether data is multiplied by fitted weights: ``X @ w``, ``X.dot(w)``."""
        match node:
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                values = [self.value(left), self.value(right)]
            case ast.Call(func=ast.Attribute(value=left, attr="dot" | "matmul"), args=args):
                values = [*([] if self.names.row(node.func) else [self.value(left)]),
                          *map(self.value, args)]  # fmt: skip
            case _:
                return False
        return Value.MODEL in values and set(values) != {Value.MODEL}

    def parts_of(self, call: ast.Call) -> Value | None:
        return strongest(self.value(a) for a in arguments_of(call))


def writes(call: ast.Call) -> bool:
    """Whether a call of `open` gives a file to write to."""
    mode = keyword_of(call, "mode")
    mode = mode or (call.args[1] if len(call.args) > 1 else ast.Constant("r"))
    return isinstance(mode, ast.Constant) and mode.value not in ("r", "rb", "rt")

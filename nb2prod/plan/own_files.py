"""Files that the notebook writes itself: if one contains a value, the value is not saved again."""

import ast
from collections import Counter
from collections.abc import Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.plan.draft import Draft
from nb2prod.plan.lines import Line
from nb2prod.plan.model import Artefact
from nb2prod.plan.serialisers import TABLES
from nb2prod.records import replace

_TABLE = "to_csv"
_KEEPS: Mapping[str, frozenset[str]] = {
    "joblib.dump": frozenset({"joblib", "object", "booster"}),
    "pickle.dump": frozenset({"joblib", "object", "booster", "pickle"}),
    "numpy.save": frozenset({"array", "numbers"}),
    "json.dump": frozenset({"json"}),
    _TABLE: frozenset({"table"}),
}
"""Calls that save a value, with the serialisers that keep no more of it than they do."""

_READ_BY = {"joblib.dump": "object", "pickle.dump": "pickle"}


def with_own_files(draft: Draft) -> Draft:
    """Uses a file that the notebook writes as the artefact of the value that is in it.

    >>> shown(with_own_files, "imports: import joblib; from sklearn.svm import SVC",
    ...       "train: m = SVC().fit([[1]], [1]); joblib.dump(m, 'best.pkl')", "predict: print(m)")
    artefacts  m -> best.pkl of train (object)
    """
    made = [_of_part(draft, number) for number in range(len(draft.parts))]
    layers = tuple(
        replace(one, saves=(*one.saves, *lines))
        for one, (_, lines) in zip(draft.layers, made, strict=True)
    )
    return replace(draft, artefacts=tuple(found for found, _ in made), layers=layers)


def _of_part(draft: Draft, number: int) -> tuple[Mapping[str, Artefact], list[Line]]:
    """The artefacts of a part, and lines that save what the notebook's files do not keep."""
    layers = draft.layers[number]
    codes = Counter(edit.code for line in (*layers.body, *layers.saves) for edit in line.edits)
    files = dict.fromkeys(draft.lifting.written[number].values())
    written = [file for file in files if codes[f"out_dir / {file!r}"] == 1]
    found, lines = dict(draft.artefacts[number]), list[Line]()
    for line in layers.saves:
        saved = _saved(line, draft.env)
        edits = {edit.code for edit in line.edits}
        file = next((f for f in written if f"out_dir / {f!r}" in edits), None)
        artefact = found.get(saved[1]) if saved else None
        if saved is None or file is None or artefact is None or len(artefact.names) != 1:
            continue
        call, name = saved
        if artefact.serialiser not in _KEEPS[call] or artefact.written:
            continue
        if call == _TABLE:
            if "/" in file:
                continue  # what may stand beside it is no file of the notebook's folder
            others = {one.file for one in found.values()} | files.keys() - {file}
            if not file.endswith(".csv") or TABLES["csv"].files(file[:-4]) & others:
                continue
            if all(part.inputs.get(name) != number for part in draft.flow.parts):
                del found[name]  # a result, and the notebook's file is how its author wants it
                continue
            lines.append(Line(text=f"save_table({name}, out_dir / {file!r}, write=False)"))
        elif call == "numpy.save" and not file.endswith(".npy"):
            continue  # NumPy adds it
        serialiser = _READ_BY.get(call, artefact.serialiser)
        found[name] = replace(artefact, file=file, serialiser=serialiser, written=True)
    return found, lines


def _saved(line: Line, env: Environment) -> tuple[str, str] | None:
    """The call that saves, and the name of what it saves as it is at the stage's end."""
    (node, *others) = line.unit.analysed.statement.nodes if line.unit else (ast.Pass(),)
    opened: list[ast.expr] = []
    if isinstance(node, ast.With) and len(node.body) == 1:
        opened = [item.context_expr for item in node.items]
        node = node.body[0]
    if others or not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return None
    func, arguments, keywords = node.value.func, node.value.args, node.value.keywords
    if isinstance(func, ast.Attribute) and func.attr == _TABLE:
        plain = [(k.arg, ast.unparse(k.value)) for k in keywords] == [("index", "False")]
        called_on = func.value if plain and len(arguments) == 1 else None
        return _name(_TABLE, called_on, line)
    call = env.qualified(func)
    if call is None or call not in _KEEPS or len(arguments) != 2:
        return None
    value, file = arguments[::-1] if call == "numpy.save" else arguments
    opened += [file] if isinstance(file, ast.Call) else []
    plain = call in ("joblib.dump", "pickle.dump") or not keywords
    whole = all(_opens_new(one, env) for one in opened)
    return _name(call, value if plain and whole else None, line)


def _opens_new(node: ast.expr, env: Environment) -> bool:
    """Whether a file is opened by ``open(..., "wb")``, not packed and not to append to it."""
    match node:
        case ast.Call(func=func, args=[_, ast.Constant(value="w" | "wb")]):
            return env.qualified(func) == "open"
    return False


def _name(call: str, value: ast.expr | None, line: Line) -> tuple[str, str] | None:
    if isinstance(value, ast.Name) and value.id not in line.replaced:
        return call, value.id
    return None

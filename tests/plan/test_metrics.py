"""Numbers that evaluate binds or prints."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.plan.model import Stage

HEAD = """
# %% tags=["imports"]
import logging
import other
import time
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix
from sklearn.metrics import mean_squared_error, precision_recall_fscore_support
from sklearn.model_selection import cross_val_score

def scored(a):
    return a

def pair(a, b):
    return {"acc": accuracy_score(a, b), "mse": mean_squared_error(a, b)}

def told(a, b):
    acc = accuracy_score(a, b)
    print(acc)
    return acc

# %% tags=["predict"]
p = np.array([0, 1])

# %% tags=["evaluate"]
y = np.array([1, 1])
"""


@pytest.mark.parametrize(
    ("code", "metrics"),
    [
        ("accuracy_score(y, p)", ["accuracy"]),
        ("(y == p).mean()", ["accuracy"]),
        ("e = Ridge().evaluate(y, p)", ["e"]),
        ("y_pred, f1 = other.fit_score(y, p)", ["f1"]),
        ("round(np.sqrt(mean_squared_error(y, p)), 2)", ["rmse"]),
        ("accuracy_score(y, p), mean_squared_error(y, p)", ["accuracy", "mse"]),
        ("accuracy_score(y, p), accuracy_score(y, y)", ["accuracy", "accuracy_2"]),
        ("accuracy_score(y, p), accuracy_score(y, 1 - p)", ["accuracy", "accuracy_2"]),
        (
            "q = 1 - p\nprint(classification_report(y, p))\nprint(classification_report(y, q))",
            ["report", "report_q"],
        ),
        (
            "r = classification_report(y, p)\nr = classification_report(y, y[::-1])",
            ["report", "report_2"],
        ),
        ("print(accuracy_score(y, p))\nprint(accuracy_score(p, p))", ["accuracy", "accuracy_2"]),
        (
            "q = 1 - p\nprint(accuracy_score(y, p))\nprint(round(accuracy_score(y, q), 2))",
            ["accuracy", "accuracy_q"],
        ),
        (
            "q = 1 - p\naccuracy_score(y, p)\nprint(accuracy_score(y, q))",
            ["accuracy", "accuracy_q"],
        ),
        ("accuracy_score(y, p), 'right'", ["scores"]),
        ("len(y), 'rows'", []),
        ("[accuracy_score(y, q) for q in (p, y)]", ["scores"]),
        ("{k: accuracy_score(y, p) for k in 'ab'}", ["scores"]),
        ("pd.DataFrame({'acc': [accuracy_score(y, p)]}).sort_values('acc')", ["scores"]),
        ("f'Accuracy: {accuracy_score(y, p):.2f}'", ["accuracy"]),
        ("'Accuracy: %.2f' % accuracy_score(y, p)", ["accuracy"]),
        ("display(accuracy_score(y, p))", ["accuracy"]),
        ("display('Accuracy', accuracy_score(y, p))", ["accuracy"]),
        ("pd.crosstab(y, p)", ["crosstab"]),
        ("print(pd.crosstab(y, p))", ["crosstab"]),
        ("table = pd.crosstab(y, p)\ntable", ["table"]),
        ("pair(y, p)", ["scores"]),
        (
            "mae = mean_squared_error(y, p)\nrows = []\n"
            "for i in range(3):\n    rows.append(i + np.random.normal(0, mae))\n"
            "future = pd.DataFrame({'f': rows})\nfuture.tail()",
            ["mae"],
        ),
        ("print(pair(y, p))", ["scores"]),
        ("told(y, p)", ["acc"]),
        ("print('all', told(y, p))", ["acc"]),
        ("print('all', scored(p), told(y, p))", []),
        ("[accuracy_score(y, p), accuracy_score(y, y)]", ["scores"]),
        ("{'a': accuracy_score(y, p)}", ["scores"]),
        ("accuracy_score(y, p) * 100", ["accuracy"]),
        ("1 - accuracy_score(y, p)", ["accuracy"]),
        ("mean_squared_error(y, p) ** 0.5", ["rmse"]),
        ("np.mean(y == p)", ["accuracy"]),
        ("np.mean(y)", ["score"]),
        ("cross_val_score(Ridge(), y.reshape(-1, 1), y, cv=2)", ["cv_scores"]),
        ("cross_val_score(Ridge(), y.reshape(-1, 1), y, cv=2).mean()", ["cv_mean"]),
        ("np.mean(cross_val_score(Ridge(), y.reshape(-1, 1), y, cv=2))", ["cv_mean"]),
        ("confusion_matrix(y, p)", ["confusion"]),
        ("print(confusion_matrix(y, p))", ["confusion"]),
        ("cm = confusion_matrix(y, p)", ["cm"]),
        ("tn, fp, fn, tp = confusion_matrix(y, p).ravel()", ["tn", "fp", "fn", "tp"]),
        ("a, b, f, _ = precision_recall_fscore_support(y, p)", ["a", "b", "f"]),
        ("precision_recall_fscore_support(y, p)", ["precision_recall_fscore"]),
        ("wrong = y[y != p]\nprint(accuracy_score(y, p))", ["accuracy"]),
        ("acc = accuracy_score(y, p)", ["acc"]),
        ("both = (accuracy_score(y, p), 1.0)", ["both"]),
        ("one, two = accuracy_score(y, p), 2", ["one"]),
        ("width = 0.35\nprint(f'{width:.2f}')", []),
        ("best = 0\nfor q in [p]:\n    best = max(best, accuracy_score(y, q))", ["best"]),
        ("scores = {'a': accuracy_score(y, p)}", ["scores"]),
        ("r = classification_report(y, p, output_dict=True)", ["r"]),
        ("r = classification_report(y, p)", ["report"]),
        ("print('Accuracy:', accuracy_score(y, p))", ["accuracy"]),
        (
            "for f in (accuracy_score, mean_squared_error):\n    print(f.__name__, f(y, p))",
            ["score_by_f"],
        ),
        (
            "for k, q in {'a': p}.items():\n    for f in [accuracy_score]:\n"
            "        print(k, f.__name__, f(y, q))",
            ["score_by_k_and_f"],
        ),
        (
            "for k in 'ab':\n    for n in (1, 2):\n        print(f'{k}{n} {accuracy_score(y, p)}')",
            ["accuracy_by_k_and_n"],
        ),
        ("for k in 'ab':\n    for n in (1, 2):\n        print(n, accuracy_score(y, p))", []),
        (
            "for m in [Ridge()]:\n    print(type(m).__name__, accuracy_score(y, p))",
            ["accuracy_by_m"],
        ),
        ("print(accuracy_score(y, p))", ["accuracy"]),
        ("s = accuracy_score(y, p)\nlines = []\nlines.append(f'{s:.2f}')\nprint(lines)", ["s"]),
        ("q = [0.5]\nfor s in q:\n    pass\nprint(' '.join(f'{s:.2f}' for s in q))", []),
        ("print(f'{accuracy_score(y, p):.2f}')", ["accuracy"]),
        ("print('a', accuracy_score(y, p), 'b', accuracy_score(y, y))", ["a", "b"]),
        ("print('rmse', np.sqrt(mean_squared_error(y, p)))", ["rmse"]),
        ("print(np.sqrt(mean_squared_error(y, p)))", ["rmse"]),
        ("print(classification_report(y, p))", ["report"]),
        ("v = scored(p[0])\nprint(f'{v:.3f}')", ["v"]),
        ("print('right: %.3f, %d' % (accuracy_score(y, p), 3))", ["right"]),
        ("print('right %s' % accuracy_score(y, p))", ["right"]),
        ("print('right {:.2f}, wrong {}'.format(accuracy_score(y, p), 3))", ["right"]),
        ("print('mae', np.abs(y - p).mean())", ["mae"]),
        ("print((y == p).mean())", ["accuracy"]),
        (
            "s = np.array([1.0])\nprint(f'{s.mean():.2f} +- {s.std():.2f}')",
            ["s_mean", "s_std"],
        ),
        ("print(mean_squared_error(y, p))", ["mse"]),
        (
            "for name, q in {'a': p, 'b': y}.items():\n    print(name, accuracy_score(y, q))",
            ["accuracy_by_name"],
        ),
        (
            "for q in ['a']:\n    acc = accuracy_score(y, p)\n    print(f'{q}: {acc:.2f}')",
            ["acc_by_q"],
        ),
        (
            "for n, f in [('a', accuracy_score)]:\n    print(f'{n} is {f(y, p):.2f}')",
            ["score_by_n"],
        ),
        (
            "for n, f in zip('ab', [accuracy_score]):\n    print('%s %.2f' % (n, f(y, p)))",
            ["score_by_n"],
        ),
        pytest.param("print('max', accuracy_score(y, p))", ["accuracy"], id="label is a builtin"),
        pytest.param("print('y', accuracy_score(y, p))", ["accuracy"], id="label is a name"),
        ("print('Accuracy:', round(100 * sum(p == y) / len(y), 2), '%')", ["accuracy"]),
        ("print('total right: ' + str(np.sum(p == y)) + '!')", ["total_right"]),
        ("print('mse %.1f and mae %.2f' % ((y - p).mean(), np.mean(y)))", ["mse", "mae"]),
        ("print('cv', cross_val_score(Ridge(), y, p, cv=3).mean())", ["cv"]),
        ("print(cross_val_score(Ridge(), y, p, cv=3).mean())", ["cv_mean"]),
        ("print('2. MAPE (percent):', accuracy_score(y, p))", ["mape_percent"]),
        ("print(len(p), 'rows', 'ones:', len(y))", ["ones"]),
        ("h = scored(p)\nprint(h.history['val_loss'][-1])", ["val_loss"]),
        ("pd.Series({'acc': accuracy_score(y, p)})", ["scores"]),
        ("t = pd.DataFrame([{'acc': accuracy_score(y, p)}])\nt", ["t"]),
        (
            "d = {'a': accuracy_score}\nfor k in d:\n    print(k, d[k](y, p))",
            ["score_by_k"],
        ),
        (
            "for n, m in [('a', Ridge())]:\n    print(n, cross_val_score(m, y, p).mean())",
            ["cv_mean_by_n"],
        ),
        ("print(accuracy_score(y, p))\n(y == p).mean()", ["accuracy_2", "accuracy"]),
        ("print('acc', accuracy_score(y, p))\nprint('acc:', accuracy_score(y, p))", ["acc"]),
        (
            "print('a', accuracy_score(y, p))\ny[0] = 0\nprint('a', accuracy_score(y, p))",
            ["a", "accuracy"],
        ),
        ("rows = []\nfor q in (p, y):\n    rows.append(('a', accuracy_score(y, q)))", ["rows"]),
        ("rows = {}\nrows['a'] = accuracy_score(y, p)\nt = pd.DataFrame([rows])", ["rows", "t"]),
        ("if (acc := accuracy_score(y, p)) > 0.5:\n    print(acc)", ["acc"]),
        ("print(acc := accuracy_score(y, p))", ["acc"]),
        ("logging.info('accuracy %.2f', accuracy_score(y, p))", ["accuracy"]),
        ("logging.info(f'right: {accuracy_score(y, p)}')", ["right"]),
        (
            "print('Accuracy:', accuracy_score(y, Ridge().fit(p.reshape(-1, 1), y).predict(p)))",
            ["accuracy"],
        ),
        ("print(np.random.rand(), accuracy_score(y, np.random.permutation(p)))", []),
        (
            "print('{:.2f} {f:.2f}'.format(accuracy_score(y, p), f=mean_squared_error(y, p)))",
            ["accuracy", "mse"],
        ),
        ("print(f'{accuracy_score(y, p)=}')", ["accuracy"]),
        (
            "cv = cross_val_score(Ridge(), y, p)\nprint(f'CV: {cv.mean()} +- {cv.std() * 2}')",
            ["cv", "cv_mean", "cv_std"],
        ),
        ("print(*[accuracy_score(y, q) for q in (p, y)])", ["scores"]),
        ("print(dict(acc=accuracy_score(y, p)))", ["scores"]),
        ("g = scored(p)\nprint('best', g.best_score_)", ["best"]),
        ("r, n = sum(p == y), len(y)\nprint(f'Right: {100 * r / n:.1f}')", ["r", "n", "right"]),
        ("text = f'right {accuracy_score(y, p)}'\nprint(text)", ["right"]),
        (
            "name, best = None, 0\nfor k in 'ab':\n    name, best = k, accuracy_score(y, p)",
            ["best"],
        ),
        (
            "for n, q in [('a', p)]:\n    if n:\n        print(n, accuracy_score(y, q))",
            ["accuracy_by_n"],
        ),
        (
            "for n, q in [('a', p)]:\n    print(n)\n    print('acc', accuracy_score(y, q))",
            ["accuracy_by_n"],
        ),
        (
            "for n, q in [('a', p)]:\n    s = cross_val_score(Ridge(), y, q)\n"
            "    print(n, s.mean(), s.std())",
            ["s_mean_by_n", "s_std_by_n"],
        ),
        # not metrics
        ("start = time.time()\nprint('took', time.time() - start)", []),
        ("best = max([p, y], key=lambda q: accuracy_score(y, q))", []),
        ("print(f'{n}' for n in p)", []),
        ("d = {'a': accuracy_score, 'b': Ridge()}\nprint(d)", []),
        ("print('done')", []),
        ("print(len(p))", []),
        ("print(accuracy_score(y, scored(p)))", []),
        ("for q in [p]:\n    print(accuracy_score(y, q))", []),
        ("print(f'{scored(p)}')", []),
        ("print('%s' % 'done')", []),
        ("print('%(a)s' % {'a': accuracy_score(y, p)})", []),
        ("print('first', p[0])", []),
        ("print('all', p)", []),
        ("for n, q in [('a', p)]:\n    print(n, scored(q))", []),
        ("while False:\n    print(1, accuracy_score(y, p))", []),
    ],
)
def test_metrics(code: str, metrics: list[str], tmp_path: Path) -> None:
    path = tmp_path / "book.py"
    path.write_text(f"{HEAD}{code}\n", encoding="utf-8")
    evaluate = convert(path).pipeline.stages[-1]
    assert list(evaluate.metrics) == metrics
    assert {o.name for o in evaluate.outputs} == set(metrics)


@pytest.mark.parametrize(
    ("train", "evaluate", "metrics"),
    [
        (
            "r = {}\nr['a'] = accuracy_score(y, p)",
            "t = pd.DataFrame(r, index=[0])\nprint(t)",
            ["t"],
        ),
        ("r = [accuracy_score(y, p)]", "t = pd.Series(r)\nprint(t)", ["t"]),
        ("k = int(accuracy_score(y, p))", "t = pd.Series(p[:k])\nprint(t)", []),
        ("r = {'a': p}", "t = pd.DataFrame(r)\nprint(t)", []),
    ],
)
def test_tables_of_scores_of_the_training(
    train: str, evaluate: str, metrics: list[str], tmp_path: Path
) -> None:
    assert list(_trained(train, evaluate, tmp_path)[-1].metrics) == metrics


def _trained(train: str, evaluate: str, folder: Path) -> tuple[Stage, ...]:
    """The stages of a notebook that scores in `train` already."""
    path = folder / "book.py"
    head = HEAD.replace('# %% tags=["predict"]', '# %% tags=["train"]\ny = np.array([1, 1])')
    head = head.replace('# %% tags=["evaluate"]\ny = np.array([1, 1])', "")
    path.write_text(f'{head}\n{train}\n# %% tags=["evaluate"]\n{evaluate}\n', encoding="utf-8")
    return convert(path).pipeline.stages


@pytest.mark.parametrize(
    ("train", "evaluate", "metrics"),
    [
        ("n = len(p)\na = accuracy_score(y, p)\nprint(n, a)", "print(y)", ["a"]),
        ("print(f'accuracy {accuracy_score(y, p):.2f}, {p.mean()}')", "print(y)", ["accuracy"]),
        ("print('mean', p.mean())\nprint('rows', len(p))", "print(y)", []),
        ("accuracy_score(y, p)", "print(y)", ["accuracy"]),
        ("print(classification_report(y, p))", "print(y)", ["report"]),
        ("c = cross_val_score(Ridge(), y, p)\nprint(c.mean())", "print(y)", ["c", "c_mean"]),
        ("s = [accuracy_score(y, p)]\nbest = s.index(max(s))\nprint(best)", "print(y)", ["s"]),
        (
            "for k in [1, 2]:\n    a = accuracy_score(y, p * k)\n    print(k, a)",
            "print(y)",
            [],
        ),
        (
            "s = {}\nfor k in [1, 2]:\n    a = accuracy_score(y, p * k)\n"
            "    s[k] = a\n    print(k, a)",
            "print(y)",
            ["s"],
        ),
        ("a = accuracy_score(y, p)\nprint(a)", "print(a)", []),
        ("print(accuracy_score(y, p))", "print(accuracy_score(p, y))", ["accuracy"]),
    ],
)
def test_scores_of_the_training(
    train: str, evaluate: str, metrics: list[str], tmp_path: Path
) -> None:
    """Scores only, and none that a later stage reads, which is in a file of its own."""
    stage = next(s for s in _trained(train, evaluate, tmp_path) if s.name == "train")
    assert [n for n in stage.metrics if n != "y"] == metrics


@pytest.mark.parametrize(
    "value", ["{'New': '#fff', 'Old': GREY}", "{'m': 1, 'f': np.nan}", "[-1, 2]"]
)
def test_what_is_only_written_is_no_metric(tmp_path: Path, value: str) -> None:
    notebook = tmp_path / "nb.py"
    notebook.write_text(
        "# %%\nimport numpy as np\nfrom sklearn.metrics import accuracy_score\n"
        '# %% tags=["parameters"]\nGREY = "#888"\n'
        f'# %% tags=["evaluate"]\nlook = {value}\n'
        "score = accuracy_score([1, 0], [1, 1])\nprint(look, score)\n"
    )
    code = convert(notebook).files["nb/evaluate.py"]
    assert '"score": score' in code and '"look"' not in code

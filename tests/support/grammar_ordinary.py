"""What ordinary notebooks do, as templates (see :mod:`tests.support.grammar`).

``<m>`` is a name for a model, ``<mdl>`` a model that lives, ``<pr>`` a name for predictions,
``<yhat>`` predictions that live, ``<sc>`` a name for a score, ``<lv>`` a loop variable, often one
that is bound already. ``<fx>`` is a name that imports, functions and classes take in turn,
``<fxl>`` what it is now; ``<glob>`` is a global that a function reads, ``<rnd>`` a random stream.
"""

# ruff: noqa: E501  (a row is a line)

EXPRESSIONS: dict[str, str] = {
    "score": r"""
        4 | sum(<yhat>)
        4 | score(<yhat>)
        2 | round(sum(<yhat>) / len(<yhat>), 3)
        1 | sum(<lv> - <int> for <lv> in <yhat>)
        1 | max(<yhat>) - <mdl>.k
        1 | sum(map(abs, <yhat>))
        2 | score(<mdl>.predict(<ints>))
        1 | sum(a == b for a, b in zip(<yhat>, <ints>))
    """,
}

STATEMENTS: dict[str, str] = {
    "setup": r"""
        3 | K = <lit>
        2 | K = <lit>\nSCALE = K * 2 + 1
        2 | NAMES = ['a', 'b', 'c']
        3 | CONFIG = {'k': <lit>, 'names': ['a', 'b'], 'deep': {'rate': <lit>}}
        3 | rng = random.Random(<lit>)
        1 | random.seed(<lit>)
        2 | double = lambda v: v * 2
        1 | double = lambda v: v * 2 + K
        1 | cap = functools.partial(max, <lit>)
        2 | results = {}
        1 | history = []
        1 | LIMIT: int = <lit>
        1 | DEBUG = False
        1 | K, LIMIT = <lit>, <lit>
        1 | WEIGHTS = [v * 2 for v in range(3)]
        1 | WORDS = 'a b c'.split()
        1 | Row = collections.namedtuple('Row', 'a b')
        1 | today = 'day-' + str(K)
        1 | if K > 2:\n    LIMIT = 1\nelse:\n    LIMIT = 2
        1 | CONFIG['extra'] = K
        1 | def double(v):\n    return v * K
    """,
    "use": r"""
        3 | <t> = K + <i>
        2 | print('<word>', K, SCALE)
        2 | <t> = [v * K for v in <ints>]
        2 | <t> = CONFIG['k']
        1 | CONFIG['k'] += 1
        1 | CONFIG['names'].append('<word>')
        1 | <t> = CONFIG['deep']['rate'] * 2
        1 | print(CONFIG['names'], NAMES)
        3 | <t> = <rnd>.randint(0, 99)
        2 | <rnd>.shuffle(<ints>)
        2 | print('<word>', <rnd>.random() < 0.5, <rnd>.randint(0, 99))
        1 | <t> = [<rnd>.randint(0, 9) for _ in range(3)]
        1 | <t> = random.randint(0, 99)
        2 | <t> = double(<i>)
        2 | <t> = list(map(double, <ints>))
        1 | <t> = cap(<i>)
        1 | K = <lit>
        1 | K += 1
        1 | results['<word>'] = K
        1 | <t> = Row(K, <i>)
        1 | print(WORDS, WEIGHTS[:K])
        1 | if DEBUG:\n    print('debug', <p>)
        1 | <t> = <int> if <int> < LIMIT else LIMIT
    """,
    "prepare": r"""
        4 | data = [<i>, 2, <i>, 4]
        3 | data = [int(v) for v in '4 1 3'.split()]
        4 | xs = [v + <int> for v in <ints>]
        2 | xs = <ints>
        3 | xs, ys = split(<ints>)
        2 | train_xs, test_xs = <ints>[:2], <ints>[2:]
        2 | xs = data[1:]; ys = data[:-1]
        2 | results = {}
        1 | history = []
        1 | best = None
        1 | total = 0
        1 | bias = <lit>
        1 | preds = {}
        1 | rows = [{'k': v, 'm': v * 2} for v in <ints>]
        1 | (a, b), c = split(<ints>), <i>
        1 | first, *rest = <ints>
    """,
    "train": r"""
        6 | <m> = <mctor>\n<m>.fit(<ints>)
        3 | <m> = <mctor>.fit(<ints>)
        3 | <m> = <mctor>\n<m> = <m>.fit(<ints>)
        1 | <m> = <mctor>\nfor <lv> in range(<lit>):\n    <m>.fit(<ints>)
        1 | <m>, <sc> = <mctor>.fit(<ints>), <lit>
        2 | best = <mdl>\n<m> = <mctor>\n<m>.fit(<ints>)
        1 | models = [<mctor>, <mctor>]\nfor model in models:\n    model.fit(<ints>)
        1 | models = {'a': <mctor>, 'b': <mctor>}\nfor name, model in models.items():\n    model.fit(<ints>)
        1 | for <m> in (<mctor>, <mctor>):\n    <m>.fit(<ints>)\n    print('<word>', <m>.k)
        1 | params = {'k': <lit>}\n<m> = <cls>(**params).fit(<ints>)
        1 | <mdl>.k += <lit>
        1 | <mdl>.fit(<ints>)
        1 | models[<key>] = <mdl>
        1 | <m> = <mctor>\n<m>.fit(<ints>)\nprint(f'fitted {<m>.k}')
        1 | <m> = <mctor>\n<m>.log = [<lit>]
        1 | <m> = copy.deepcopy(<mdl>)\n<m>.k = <lit>
        1 | candidates = [<cls>(v).fit(<ints>) for v in range(2)]\n<m> = candidates[-1]
    """,
    "predict": r"""
        7 | <pr> = <mdl>.predict(<ints>)
        2 | <pr> = [<lv> + <lit> for <lv> in <mdl>.predict(<ints>)]
        1 | <pr> = list(map(lambda v: <mdl>.predict([v])[0], <ints>))
        1 | <pr>, <sc> = <mdl>.predict(<ints>), <mdl>.k
        1 | <pr> = <mdl>.predict(<ints>)\n<pr> = [v * 2 for v in <pr>]
        1 | <yhat> += <mdl>.predict(<ints>)[:1]
        1 | <pr> = <yhat> + <mdl>.predict(<ints>)[:1]
        1 | preds[<key>] = <mdl>.predict(<ints>)
        1 | <pr> = []\nfor <lv> in <ints>:\n    <pr>.append(<mdl>.predict([<lv>])[0])
        1 | <pr> = {<lv>: <mdl>.predict([<lv>])[0] for <lv> in <ints>}
        1 | <pr> = <mdl>.fit(<ints>).predict(<ints2>)
        1 | old = <yhat>\n<pr> = <mdl>.predict(<ints>)
    """,
    "evaluate": r"""
        5 | print('<word>', <score>)
        4 | <sc> = <score>\nprint('<word>', <sc>)
        2 | print(f'{<mdl>.k}: {<score>:.2f}')
        2 | print(f"{type(<mdl>).__name__} {<sc>=}")
        3 | <dict>['<word>'] = <score>
        2 | results[f'{<mdl>.k}'] = <score>
        2 | results[type(<mdl>).__name__] = <score>
        1 | results = {**results, '<word>': <score>}
        2 | history.append((<mdl>.k, <score>))
        2 | if <score> > <int>:\n    best = <mdl>
        2 | best = <mdl>
        1 | best.k += 1
        1 | <mdl>.k += 1
        2 | print(best.k, <mdl>.k, best is <mdl>)
        1 | del <yhat>
        1 | del <mdl>
        1 | for <lv> in <yhat>:\n    print(<lv>)
        1 | for <lv>, <sc> in results.items():\n    print(<lv>, <sc>)
        1 | print(sorted(results.items()))
        1 | print(max(results, key=results.get))
        1 | <int> += <score>
        1 | for <lv>, model in models.items():\n    print(<lv>, score(model.predict(<ints>)))
        1 | print([score(model.predict(<ints>)) for model in models])
        1 | for <lv> in candidates:\n    print(<lv>.k)
        2 | <anycall>
        1 | errors = [a - b for a, b in zip(<yhat>, <ints>)]\nprint(errors)
        1 | print(history[-1], len(history))
    """,
    "chains": r"""
        4 | <int> = <int> + <i>
        4 | <ints> = <ints> + [<i>]
        3 | <ints> = [v * 2 for v in <ints>]
        2 | <ints> = [v for v in <ints> if v != <int>]
        2 | <ints> = sorted(<ints>)
        1 | <ints> = <ints>[:3]
        3 | <int> += <i>
        2 | <ints> += [<lit>]
        2 | <ints>.append(<i>)
        1 | <ints>[0] = <i>
        1 | <ints>.sort()
        1 | <str> = <str> + '<word>'
        1 | <str> = f'{<str>}-{<int>}'
        1 | <dict> = dict(<dict>, k=<i>)
        1 | <dict> = {**<dict>, <key>: <i>}
        1 | <dict>[<key>] = <i>
        2 | <int>, <int2> = <int2>, <int>
        2 | <t>, <t2> = <int>, <ints>
        2 | <t>, <t2> = split(<ints>)
        1 | <t> = <t2> = <i>
        2 | <t> = <ints>\n<ints> = [1, <lit>]
        1 | <t> = <ints>\n<t>.append(<lit>)
        2 | <t> = <i>
        2 | <t> = [<i>, <lit>]
        1 | <ints>, <int> = <ints>[:1], len(<ints>)
        1 | del <var>
        2 | print('<word>', <int>, <ints>)
        2 | print(f'<word> {<int>:>3} {<ints>}')
        1 | print(f"{<p>=}")
    """,
    "loops": r"""
        4 | for <lv> in range(<lit>):\n    <block>
        3 | for <lv> in <ints>:\n    <int> = <int> + <lv>
        2 | for <lv> in <ints>:\n    <int> += <lv>\nprint(<lv>, <int>)
        2 | for <lv>, <q> in enumerate(<ints>):\n    print(<lv>, <q>)
        2 | <t> = [<lv> for <lv> in <ints>]
        2 | <t> = [<lv> + <int> for <lv> in <ints> if <lv>]
        1 | <t> = {<lv>: <int> for <lv> in <ints>}
        1 | <t> = sum(<lv> * 2 for <lv> in <ints>)
        1 | <t> = []\nfor <lv> in <ints>:\n    <t>.append(<lv> + <int>)
        2 | for <lv> in <ints>:\n    <q> = <lv> + 1\nprint(<q>)
        1 | for <lv> in <ints>:\n    if <lv> > <int>:\n        break\nprint('<word>', <lv>)
        1 | for <lv> in <ints>:\n    pass
        2 | print('<word>', <int>)
        1 | <q> = 0\nwhile <q> < <lit>:\n    <q> += 1
        1 | for <lv>, <q> in list(<dict>.items()):\n    print(<lv>, <q>)
        1 | for <lv>, <q> in zip(<ints>, <ints2>):\n    <int> += <lv> * <q>
        1 | for <lv> in <ints>:\n    for <q> in range(2):\n        print(<lv>, <q>)
        1 | if <c>:\n    <t> = <i>\nelse:\n    <block>
        1 | try:\n    <block>\nexcept ValueError as <lv>:\n    print(<lv>)
        1 | with contextlib.suppress(KeyError):\n    <block>
    """,
    "anew": r"""
        2 | from math import sqrt as <fx>
        2 | from math import floor as <fx>
        2 | from math import ceil as <fx>
        1 | from operator import neg as <fx>
        1 | from math import floor as <fx>, ceil as <t>
        4 | def <fx>(x):\n    return x + <int>
        2 | def <fx>(x):\n    return x * 2
        1 | def <fx>(x, k=<int>):\n    return x - k
        2 | <fx> = lambda x: x * 2 + <int>
        1 | <fx> = functools.partial(max, <lit>)
        2 | class <fx>(int):\n    def twice(self):\n        return self * 2 + <int>
        1 | <fx> = abs
        1 | <fx> = <fxl>
        1 | inner = <fxl>\ndef <fx>(x):\n    return inner(x) + 1
        1 | del <fxl>
        1 | import math as lib\n<t> = lib.floor(<i> / 2)
        1 | import statistics as lib\nprint('<word>', lib.median(<ints>))
        1 | print(lib.__name__)
        1 | <fx> = <i>
        1 | <fx> = <l>
    """,
    "called": r"""
        5 | print('<word>', <fxl>(<lit>))
        4 | <t> = <fxl>(<lit>)
        3 | <t> = [<fxl>(<lv>) for <lv> in <ints>]
        2 | <t> = list(map(<fxl>, <ints>))
        1 | <t> = sorted(<ints>, key=<fxl>)
        1 | def use(x):\n    return <fxl>(x) + <lit>\nprint(use(<lit>))
        1 | print('<word>', use(<lit>))
        1 | from copy import copy\n<t> = copy(<list>)
        1 | from copy import deepcopy as copy\n<t> = copy(<list>)
    """,
    "apply": r"""
        4 | <glob> = <i>
        3 | <glob> = <i>\n<t> = list(map(<fni>, <ints>))
        2 | <glob> = <i>\n<t> = sum(<fni>(v) for v in <ints>)
        3 | <glob> = <i>\nprint('<word>', <anycall>)
        2 | <glob> += <lit>
        2 | <glob> = <glob> + 1
        3 | <t> = <icall>
        3 | print('<word>', <icall>)
        3 | <t> = list(map(<fni>, <ints>))
        3 | <t> = [<fni>(<lv>) for <lv> in <ints>]
        2 | <t> = sum(<fni>(v) for v in <ints>)
        2 | <t> = sorted(<ints>, key=<fni>)
        1 | <t> = max(<ints>, key=<fni>)
        1 | <t> = list(filter(<fni>, <ints>))
        1 | <t> = functools.reduce(lambda a, b: a + <fni>(b), <ints>, 0)
        2 | <t> = functools.partial(<fni>, <i>)\n<q> = <t>()
        1 | go = functools.partial(<fni>, <lit>)
        1 | print(go())
        1 | <t> = {'go': <fni>}\n<q> = <t>['go'](<lit>)
        3 | <anycall>
        2 | print('<word>', <anycall>)
        2 | <t> = <anycall>
        1 | <lglob> = <l>
        1 | <lglob>.append(<i>)
        1 | <lglob> = <lglob> + [<lit>]
    """,
}

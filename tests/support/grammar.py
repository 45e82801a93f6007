"""Statements and expressions that the random notebooks are made of, as templates.

A token ``<list>`` is the name of a list that lives at this point, ``<t>`` a name to bind, ``<e>``
an expression; :mod:`tests.support.builder` fills them in. A token with a digit (``<list2>``) is
another draw. Each row starts with its weight; rows of a feature are used by programs that have it.
"""

# ruff: noqa: E501  (a row is a line)

EXPRESSIONS: dict[str, str] = {
    "i": r"""
        4 | <lit>
        6 | <int>
        3 | <int> + <lit>
        2 | <int> * 2 - <i>
        2 | len(<sized>)
        1 | max(<int>, <lit>)
        1 | <int> % 7
        1 | (<t> := <i>)
        1 | sum(v for v in <ints>)
        1 | <list>.count(<lit>)
        1 | <dict>.get(<key>, <lit>)
        1 | <int> if <c> else <lit>
        1 | <ints>[-1]
        1 | <ints>.pop()
        1 | (lambda v: v + <int>)(<lit>)
        5 | <icall>
    """,
    "s": r"""
        3 | '<word>'
        3 | <str>
        2 | <str> + '<word>'
        1 | f'<word>{<int>}'
        1 | f"{<int>:03d}-{'<word>'}"
        1 | <str>.upper()
        1 | str(<i>)
        1 | repr(<p>)
        1 | ','.join(str(v) for v in <list>)
    """,
    "l": r"""
        3 | [<i>, <i>]
        1 | []
        4 | <list>
        2 | list(<list>)
        1 | <list>[:]
        1 | <list> + [<e>]
        2 | [v + <int> for v in <ints>]
        1 | [(v, w) for v in <ints> for w in range(2) if v != w]
        1 | [[<i>], <list>]
        1 | [<list>] * 2
        1 | sorted(<set>)
        1 | list(map(<fni>, <ints>))
        1 | [<fni>(v) for v in <ints>]
        1 | list(<dict>.values())
        1 | [<list>, <list>, <i>]
        1 | [(<t> := v) for v in <list>]
        2 | <lcall>
    """,
    "d": r"""
        2 | {<key>: <e>, <key2>: <i>}
        1 | {}
        3 | <dict>
        1 | {<lit>: <e>}
        1 | dict(<dict>)
        1 | {**<dict>, <key>: <e>}
        1 | {str(v): v * <int> for v in <ints>}
        1 | {(1, <lit>): <i>}
        1 | {v: [v] for v in <ints>}
        1 | {<key>: <list>, 'z': <list>}
        1 | dict(zip('ab', <list>))
    """,
    "u": r"""
        2 | (<i>, <s>)
        1 | (<list>, <i>)
        2 | <tuple>
        1 | ()
        1 | tuple(<list>)
        1 | (<dict>, <list>)
        1 | divmod(<int>, 3)
    """,
    "z": r"""
        2 | {<lit>, <lit>}
        1 | set()
        2 | <set>
        1 | <set> | {<lit>}
        1 | {v % 8 for v in <ints>}
        1 | frozenset({<lit>, 1})
    """,
    "o": r"""
        3 | <ctor>
        2 | <obj>
        1 | copy.copy(<obj>)
    """,
    "x": r"""
        1 | None
        1 | True
        1 | 1.5
        1 | <i> / 4
        1 | b'ab'
        1 | range(<lit>)
        1 | copy.deepcopy(<any>)
        1 | collections.Counter(<ints>)
        1 | collections.deque(<list>, maxlen=4)
    """,
    "e": r"""
        6 | <i>
        3 | <s>
        5 | <l>
        4 | <d>
        2 | <u>
        2 | <z>
        4 | <o>
        2 | <x>
    """,
    "c": r"""
        3 | <int> > <lit>
        1 | <lit> in <list>
        1 | <list>
        1 | <str> == '<word>'
        1 | len(<sized>) % 2
        1 | <key> in <dict>
        1 | not <any>
        1 | <any> is None
        1 | <list> is <list2>
        1 | any(v is <list> for v in <list2>)
        1 | <int> < <lit> <= <i>
    """,
}

STATEMENTS: dict[str, str] = {
    "base": r"""
        9 | <t> = <e>
        4 | <t> = <i>
        4 | <t> = <l>
        3 | <t> = <d>
        4 | <t> = <any>
        3 | <t> = [<mut>, <i>]
        2 | <t> = {<key>: <mut>, 'y': <any>}
        1 | <t> = <t2> = <l>
        1 | <t>, <t2> = <i>, <l>
        1 | <t>, *<t2> = <list>
        1 | (<t>, <t2>), <t3> = (<i>, <s>), <any>
        1 | <t> = <i>; <t2> = <s>
        1 | <t>: int = <i>
        3 | <int> += <i>
        1 | <str> += '<word>'
        2 | <list> += [<e>]
        1 | <set> |= {<lit>}
        1 | <tuple> += (<i>,)
        6 | <list>.append(<e>)
        1 | <list>.append(<list2>)
        2 | <list>[0] = <e>
        1 | <list>[-1] += <i>
        1 | <list>[1:] = <list2>
        1 | <list>.extend(<list2>)
        1 | <list>.insert(0, <any>)
        1 | <list>.pop()
        1 | <ints>.sort(reverse=True)
        1 | <list>.reverse()
        1 | <list>.clear()
        1 | del <list>[0]
        4 | <dict>[<key>] = <e>
        1 | <dict>.update(<dict2>)
        1 | <dict>.update({<key>: <e>})
        1 | <dict>.setdefault(<key>, []).append(<i>)
        1 | <dict>.pop(<key>, None)
        1 | del <dict>[<key>]
        1 | <dict>[<key>].append(<i>)
        1 | <list>[0].append(<i>)
        2 | <set>.add(<lit>)
        1 | <set>.discard(<lit>)
        2 | del <var>
        1 | <t> = <list>.append
        1 | <list>[-1]
        1 | len(<sized>)
        1 | <p>
        1 | 'a note'
        1 | <ints>.pop()
        1 | <t> = '''one\n   two\n three'''
        1 | <t> = [\n  <i>,  # first\n      <s>,\n]
        1 | # a comment\n<t> = <e>  # behind
        1 | import math\n<t> = math.floor(<i> / 2)
        1 | assert <int> == <int>, 'never'
        7 | print('<word>', <p>)
        2 | print(<p>, <p2>, sep=' | ')
        1 | print(f'<word> {<p>!r:>5}')
        2 | print(<list> is <list2>, <e>)
        1 | print(sorted(<set>), type(<p>).__name__)
        1 | print(<key> in <dict>, end='; ')
    """,
    "control": r"""
        5 | if <c>:\n    <block>
        3 | if <c>:\n    <block>\nelse:\n    <block>
        2 | if <c>:\n    <block>\nelif <c>:\n    <block>\nelse:\n    <block>
        1 | if <c>: <t> = <i>
        5 | for <loop> in range(<lit>):\n    <block>
        2 | for <loop> in list(<ints>):\n    <block>
        1 | for <loop> in <ints>:\n    if <loop> > <lit>:\n        break\nelse:\n    <block>
        1 | for <t>, <loop> in enumerate(list(<list>)):\n    <block>
        1 | for <t>, <t2> in list(<dict>.items()):\n    print(<t>, <t2>)
        1 | for <loop> in range(3):\n    for <t> in range(2):\n        if <t> == <loop>:\n            continue\n        <block>
        2 | <t> = 0\nwhile <t> < <lit>:\n    <t> += 1\n    <block>
        1 | while len(<list>) > 2:\n    <list>.pop()
        1 | while True:\n    <block>\n    if len(<sized>) < 90:\n        break
        3 | try:\n    <block>\n    <dict>['zz']\nexcept KeyError as <t>:\n    <block>
        1 | try:\n    <t> = int('<word>')\nexcept ValueError as err:\n    <t> = str(err)
        2 | try:\n    <block>\nfinally:\n    <block>
        1 | try:\n    <t> = 1 // (<int> % 2)\nexcept ZeroDivisionError:\n    <t> = <any>\nelse:\n    <block>
        2 | with contextlib.suppress(KeyError, IndexError):\n    <block>\n    <dict>['zz']\n    <block>
        1 | with contextlib.nullcontext(<mut>) as <t>:\n    <block>
        2 | match <any>:\n    case []:\n        <t> = <i>\n    case [<t>, *<t2>]:\n        <block>\n    case {'k': <t>}:\n        <block>\n    case int() | str():\n        <block>\n    case _:\n        <block>
        1 | match <list>:\n    case [int() as <t>, *_] if <t> > 1:\n        <block>\n    case <t2>:\n        <block>
        1 | if (<t> := <i>) > <lit>:\n    <block>
    """,
    "functions": r"""
        6 | <anycall>
        5 | <t> = <anycall>
        3 | print('<word>', <icall>)
        2 | <t> = <icall>
        1 | <t> = [<icall>, <icall>]
        1 | twice = lambda v: v + <int>\n<t2> = twice(<i>)
        1 | <dict>['f'] = <fni>
        1 | <t> = [<fni>, abs]
        1 | <t> = functools.partial(<fni>, <i>)\n<t2> = <t>()
        1 | <t> = sorted(<ints>, key=<fni>)
        1 | <t> = list(filter(lambda v: v != <int>, <list>))
        1 | <t> = [<icall> for <var> in range(2)]
        1 | <t> = list(map(lambda <var>: <icall>, <ints>))
        1 | <t> = [(<icall>, <var>) for <t2> in range(2) for <var> in range(<t2>)]
        1 | <t> = <icall> + (<t2> := <i>)
        1 | <t> = {'go': <fni>, 'n': <i>}
    """,
    "classes": r"""
        6 | <method>
        6 | <t> = <method>
        3 | print('<word>', <method>)
        4 | <t> = <ctor>
        3 | <obj>.n = <i>
        2 | <obj>.n += <lit>
        1 | <obj>.extra = <mut>
        2 | <obj>.items.append(<e>)
        1 | setattr(<obj>, 'n', <i>)
        2 | <t> = [<obj>, <obj>]
        1 | <t> = <obj>.items
        1 | <t> = <obj>
        1 | print(isinstance(<obj>, <cls>), <obj>.n)
        1 | print(vars(<obj>), type(<obj>).__name__)
        1 | <t> = {<key>: <obj>, 'w': <obj>.items}
    """,
    "random": r"""
        2 | random.seed(<lit>)
        3 | <t> = random.randint(0, 99)
        3 | print('draw', random.randint(0, 999))
        1 | random.shuffle(<list>)
        1 | <t> = random.sample(range(9), 3)
        1 | <t> = random.choice(<list>)
        1 | <t> = random.Random(<lit>)\n<t2> = <t>.randint(0, 99)
        1 | <t> = [random.random() < 0.5 for _ in range(3)]
        1 | <t> = random.getstate()
    """,
    "files": r"""
        4 | with open('input.txt') as handle:\n    <t> = handle.read()
        2 | <t> = open('input.txt').read().split()
        2 | with open('input.json') as handle:\n    <t> = json.load(handle)
        4 | with open('<file>', 'w') as handle:\n    handle.write(str(<p>))
        4 | with open('<file>') as handle:\n    <t> = handle.read()
        1 | with open('<file>', 'a') as handle:\n    print(<p>, file=handle)
        2 | with open('kept.json', 'w') as handle:\n    json.dump({'n': <i>}, handle)
        2 | with open('kept.json') as handle:\n    <t> = json.load(handle)
        1 | PATH = '<file>'
        1 | with open(PATH, 'w') as handle:\n    handle.write(<str>)
        2 | with open(PATH) as handle:\n    <t> = handle.read()
    """,
    "exotic": r"""
        1 | <t> = iter(<list>)
        1 | print(next(<iter>, None))
        1 | <t> = (v for v in <list>)
        1 | <t> = float('nan')
        1 | <t> = -0.0
        1 | <t> = 10 ** 25
        1 | <t> = {1: <i>, '1': <s>, None: <e>, True: 0}
        1 | <t> = [float('inf'), None, True, (1, [2])]
        1 | <t> = 'caf\u00e9 \ud83d\ude00'.encode('utf-16', 'surrogatepass')
        1 | <t> = collections.defaultdict(list, {<key>: <list>})
        1 | <t> = collections.OrderedDict(<dict>)
        1 | <list>.append(<list>)
        1 | <t> = <fn>
        1 | <t> = <fn>(<i>)
        2 | print(<fn>(<i>))
        1 | <t> = functools.reduce(lambda v, w: v + w + <int>, <ints>, 0)
        1 | <t> = [lambda v: v + <int>, <fni>]\n<t2> = [go(1) for go in <t>]
        1 | <fn>.count = getattr(<fn>, 'count', 0) + 1\nprint(<fn>.count)
        1 | <cls>.shared = <i>
        1 | <cls>.shared = getattr(<cls>, 'shared', 0) + 1\nprint(<cls>.shared)
        1 | <clash> = <i>
        1 | <clash> = <l>
        1 | <t> = <obj>.bump
        1 | <t> = Ellipsis
        1 | <t> = type(<any>)
        1 | <t> = slice(1, <lit>)
        1 | <t> = {'go': lambda: <any>}\n<t2> = <t>['go']()
        1 | __hidden = <l>
        1 | from string import digits as figures
        1 | try:\n    print(<t>)\nexcept NameError:\n    print('unbound')\nexcept Exception:\n    raise
        1 | try:\n    import nosuchmodule\nexcept ImportError:\n    nosuchmodule = None
        1 | from string import digits as <t>
        1 | <t> = lambda v: v + <int>\n<t2> = <t>(<i>)
    """,
}

LEAVES: dict[str, tuple[str, ...]] = {
    "word": ("ab", "x", "go", "12", "end"),
    "stem": ("a", "a", "b", "end"),
    "key": ("'k'", "'m'", "'y'"),
    "file": ("note.txt", "log.txt"),
}
"""Words, names of files and keys to choose from."""

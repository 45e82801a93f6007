"""Classes that keep values of the notebook, where their objects cannot take them."""

import pytest

from tests.support.hunt import outcome

START = """\
# %%
import collections
import copy
import dataclasses
import enum
import functools
import pickle

{code}

# %% tags=["preprocess"]
n = 0
for word in "ab":
    n += len(word)
one = {made}
print({shown})

# %% tags=["train"]
print({shown}, {more})
"""

# what is special, the class, an object, what is printed in two stages, what in the second only
HELD = [
    ("int", "class Size(int):\n    def twice(self):\n        return self * 2 + n",
     "Size(3)", "one.twice()", "[s.twice() for s in map(Size, [1, 2])], isinstance(one, Size)"),
    ("str, and a property", "class Name(str):\n    @property\n    def long(self):\n"
     "        return self * n", "Name('oak')", "one.long", "one"),
    ("dict", "class Counts(dict):\n    def total(self):\n        return sum(self.values()) + n",
     "Counts(a=3)", "one.total()", "sorted(one)"),
    ("exception", "class Bad(Exception):\n    def __init__(self, a):\n        super().__init__(a)\n"
     "        self.a = a\n\n    def shown(self):\n        return self.a + n",
     "Bad(3)", "one.shown()", "one.args"),
    ("enum", "class Sort(enum.Enum):\n    OAK = 1\n    ELM = 2\n\n    def size(self):\n"
     "        return self.value + n", "Sort.ELM", "one.size()", "one is Sort(2)"),
    ("an attribute has the name", "class Box(int):\n    @property\n    def n(self):\n"
     "        return self + n", "Box(3)", "one.n", "int(one)"),
    ("static method", "class Box:\n    def __init__(self, a):\n        self.a = a\n\n"
     "    @staticmethod\n    def more(a):\n        return a + n\n\n    def sum(self):\n"
     "        return self.more(self.a)", "Box(3)", "one.sum()", "Box.more(4)"),
    ("class method", "class Box:\n    def __init__(self, a):\n        self.a = a\n\n"
     "    @classmethod\n    def of(cls, a):\n        return cls(a + n)",
     "Box.of(3)", "one.a", "Box.of(4).a"),
    ("type(self)", "class Box:\n    def __init__(self, a):\n        self.a = a\n\n"
     "    def more(self):\n        return type(self)(self.a + n)",
     "Box(3)", "one.more().more().a", "one.a"),
    ("type(x) outside", "class Box:\n    def __init__(self, a):\n        self.a = a\n\n"
     "    def more(self):\n        return self.a + n",
     "Box(3)", "one.more()", "type(one)(4).more()"),
    ("slots", "class Box:\n    __slots__ = ('a',)\n\n    def __init__(self, a):\n"
     "        self.a = a\n\n    def more(self):\n        return self.a + n",
     "Box(3)", "one.more()", "Box(4).more()"),
    ("__getstate__", "class Box:\n    def __init__(self, a):\n        self.a = a\n\n"
     "    def __getstate__(self):\n        return {'a': self.a}\n\n    def more(self):\n"
     "        return self.a + n", "Box(3)", "one.more()", "copy.deepcopy(one).more()"),
    ("__setattr__", "class Box:\n    def __init__(self, a):\n        self.a = a\n\n"
     "    def __setattr__(self, name, value):\n        print('set', name)\n"
     "        object.__setattr__(self, name, value)\n\n    def more(self):\n"
     "        return self.a + n", "Box(3)", "one.more()", "one.a"),
    ("__new__", "class Box:\n    def __new__(cls, a=1):\n        self = super().__new__(cls)\n"
     "        self.a = a\n        return self\n\n    def more(self):\n        return self.a + n",
     "Box(3)", "one.more()", "Box().more()"),
    ("vars", "class Box:\n    def __init__(self, a):\n        self.a = a\n\n    def more(self):\n"
     "        return self.a + n", "Box(3)", "one.more()", "vars(one)"),
    ("dataclass whose fields are listed", "@dataclasses.dataclass\nclass Box:\n    a: int = 1\n\n"
     "    def more(self):\n        return self.a + n",
     "Box(3)", "one.more()", "dataclasses.asdict(one)"),
    ("subclass", "class Base(int):\n    def more(self):\n        return self + n\n\n\n"
     "class Box(Base):\n    def most(self):\n        return self.more() + n",
     "Box(3)", "one.most()", "Base(4).more()"),
    ("subclass that reads another value", "class Base(int):\n    def more(self):\n"
     "        return self + n\n\n\nclass Box(Base):\n    def most(self):\n"
     "        return self.more() + len(word)", "Box(3)", "one.most()", "Base(4).more()"),
    ("subclass without values", "class Base(int):\n    def more(self):\n"
     "        return self + n\n\n\nclass Box(Base):\n    pass",
     "Box(3)", "one.more()", "isinstance(one, Base)"),
    ("made by a function", "class Box(int):\n    def more(self):\n        return self + n\n\n\n"
     "def made(a):\n    return Box(a)", "made(3)", "one.more()", "made(4).more()"),
    ("in a list", "class Box(int):\n    def more(self):\n        return self + n",
     "[Box(3), Box(4)]", "[b.more() for b in one]", "len(one)"),
    ("a comprehension inside hides the name", "class Box(int):\n    def more(self):\n"
     "        return [n for n in range(self)] + [n]", "Box(3)", "one.more()", "one"),
    ("total_ordering", "@functools.total_ordering\nclass Box(collections.UserList):\n"
     "    def __lt__(self, other):\n        return sum(self) + n < sum(other)",
     "Box([1])", "one < Box([3])", "one < Box([9])"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "made", "shown", "more"), [c[1:] for c in HELD], ids=[c[0] for c in HELD]
)
def test_each_stage_gives_the_class_its_value(code: str, made: str, shown: str, more: str) -> None:
    found = outcome(START.format(code=code, made=made, shown=shown, more=more))
    assert found.kind == "same", found.detail


SIZE = "class Size(int):\n    def twice(self):\n        return self * 2 + n"

# what is special, the class, statements of two stages
REFUSED = [
    ("the value is bound anew in the next stage", SIZE, "one = Size(3)",
     "n = 5\nprint(one.twice())"),
    ("the value is bound anew in a loop", SIZE, "one = Size(3)",
     "for n in range(2):\n    print(one.twice())"),
    ("the class is made of the value", "class Size(int):\n    limit = n", "one = Size(3)",
     "print(one.limit)"),
    ("a method changes the value",
     "class Size(int):\n    def add(self):\n        rows.append(self)",
     "rows = [n]\none = Size(3)", "one.add()\nprint(rows)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "first", "second"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_a_class_cannot_keep_is_refused(code: str, first: str, second: str) -> None:
    cells = (
        '# %% tags=["preprocess"]\nn = 0\nfor word in "ab":\n    n += len(word)',
        f"# %%\n{code}", f'# %% tags=["preprocess"]\n{first}', f'# %% tags=["train"]\n{second}',
    )  # fmt: skip
    found = outcome("\n\n".join(cells))
    assert found.kind == "refused", found


# what is special, statements behind the class, with the values before and after
NEWEST = [
    ("bound anew before the next object", "n = 1", "print(Size(3).twice())", "n = 5",
     "print(Size(3).twice())"),
    ("changed in place", "n = [1]", "one = Size(3)", "n.append(4)", "print(one.size())"),
    ("named before it is bound anew", "n = 1", "print(Size.__mro__[1] is int)", "n = 5",
     "one = Size(3)\nprint(one.twice())"),
]  # fmt: skip


@pytest.mark.parametrize("stages", [("preprocess", "train"), ("train", "train")])
@pytest.mark.parametrize("code", [c[1:] for c in NEWEST], ids=[c[0] for c in NEWEST])
def test_methods_see_the_newest_value(code: tuple[str, ...], stages: tuple[str, str]) -> None:
    kind = SIZE + "\n\n    def size(self):\n        return self + sum(n)"
    first, second, third, fourth = code
    text = (
        f'# %%\n{kind}\n\n# %% tags=["{stages[0]}"]\n{first}\nn += n\n{second}\n\n'
        f'# %% tags=["{stages[1]}"]\n{third}\n{fourth}\n'
    )
    found = outcome(text)
    assert found.kind in ("same", "refused"), found.detail

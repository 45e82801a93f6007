"""What crosses from part to part, and the aliases that files would cut."""

import pytest

from nb2prod.graph.liveness import Flow, flow_of
from nb2prod.stages.numbered import parts_of
from tests.graph.units_of import program


def flow(*cells: tuple[str, str]) -> Flow:
    """The flow of cells; names that are not bound are free."""
    made = program(*cells)
    return flow_of(parts_of(made.units, made), frozenset(name for name, _ in made.config))


def shape(found: Flow) -> list[str]:
    """Per part its inputs (with the part they come from) and its outputs: ``a0 b1 -> c d``."""
    return [
        f"{' '.join(f'{n}{p}' for n, p in sorted(one.inputs.items()))} -> "
        f"{' '.join(sorted(one.outputs))}".strip()
        for one in found.parts
    ]


# what is special, cells, a line a part
CASES = [
    ("a value crosses", [("p", "a = load()"), ("t", "b = a")], ["-> a", "a0 ->"]),
    ("only what is read later is given", [("p", "a = [1]; z = [2]"), ("t", "print(a)")],
     ["-> a", "a0 ->"]),
    ("from the stage that bound it last",
     [("p", "a = [1]"), ("t", "a = [2]"), ("r", "print(a)")], ["->", "-> a", "a1 ->"]),
    ("past a stage that only reads it",
     [("p", "a = load()"), ("t", "print(a)"), ("r", "print(a)")], ["-> a", "a0 ->", "a0 ->"]),
    ("a mutation is a write",
     [("p", "a = [1]"), ("t", "a.append(2)"), ("r", "print(a)")],
     ["-> a", "a0 -> a", "a1 ->"]),
    ("a mutation that nobody sees",
     [("p", "a = [1]"), ("t", "a.append(2)")], ["-> a", "a0 ->"]),
    ("rebound on some path only: the old value may be the one",
     [("p", "a = [1]; c = len(a)"), ("t", "if c: a = [2]"), ("r", "print(a)")],
     ["-> a c", "a0 c0 -> a", "a1 ->"]),
    ("rebound on both paths",
     [("p", "a = [1]; c = len(a)"), ("t", "if c: a = [2]\nelse: a = [3]"), ("r", "print(a)")],
     ["-> c", "c0 -> a", "a1 ->"]),
    ("read before it is rebound",
     [("p", "a = [1]"), ("t", "a = a + [2]"), ("r", "print(a)")], ["-> a", "a0 -> a", "a1 ->"]),
    ("parameters come from the configuration",
     [("c", "N = 3"), ("p", "a = N"), ("t", "print(N, a)")], ["N-1 -> a", "N-1 a0 ->"]),
    ("a parameter that a stage rebinds is that stage's output",
     [("c", "N = 3"), ("p", "print(N)"), ("t", "N = int('4')"), ("r", "print(N)")],
     ["N-1 ->", "-> N", "N1 ->"]),
    ("what a function reads crosses with its call",
     [("p", "k = load()"), ("t", "def f(): return k"), ("r", "print(f())")], ["-> k", "k0 ->"]),
    ("what a function binds by global",
     [("p", "def f():\n    global g\n    g = [1]\nf()"), ("t", "print(g)")], ["-> g", "g0 ->"]),
    ("a name that is deleted crosses no more",
     [("p", "a = [1]; b = a"), ("t", "print(a)\ndel a"), ("r", "print(b)")],
     ["-> a b", "a0 ->", "b0 ->"]),
    ("the loop variable after the loop",
     [("p", "for i in [1, 2]: pass"), ("t", "print(i)")], ["-> i", "i0 ->"]),
    ("names of a comprehension stay inside",
     [("p", "a = load()"), ("t", "b = [i for i in a]\nprint(b)")], ["-> a", "a0 ->"]),
    ("b = a is said again where the object changes",
     [("p", "a = [1]; z = 1\nb = a"), ("t", "a.append(2)"), ("r", "print(a, b)")],
     ["-> a b", "a0 -> a b", "a1 b1 ->"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_flow(cells: list[tuple[str, str]], wanted: list[str]) -> None:
    assert shape(flow(*cells)) == wanted


def test_second_name_is_bound_again_instead_of_loaded() -> None:
    found = flow(("p", "a = [1]\nb = a"), ("t", "a.append(2)"), ("r", "print(a, b)"))
    assert found.parts[1].repeated == (("b", "a"),)
    assert "b" not in found.parts[1].inputs


def test_tied_values_that_change_later_are_one_artefact() -> None:
    found = flow(("p", "a = [1]\nb = {'x': a}"), ("t", "a.append(2)"), ("r", "print(a, b)"))
    assert found.parts[0].bundles == (frozenset({"a", "b"}),)
    assert set(found.parts[1].outputs) == {"a", "b"}
    (hazard,) = found.hazards
    assert hazard.alias.names == {"a", "b"} and hazard.part == 1 and "b" in hazard.seen_by


LOOP = "for v in d.values(): print(v)"
LOOPS = [
    ("the loop's name is not read again", f"{LOOP}\nprint(d, b)", False),
    ("nothing is read again", LOOP, False),
    ("all is read again", f"{LOOP}\nv.append(2); print(d, b)", True),
]


@pytest.mark.parametrize(("last", "tied"), [c[1:] for c in LOOPS], ids=[c[0] for c in LOOPS])
def test_a_loop_over_what_holds_a_value_ties_what_is_read_behind_it(last: str, tied: bool) -> None:
    first = f"d = {{'a': [1]}}; b = d['a']\n{LOOP}"
    found = flow(("t", first), ("r", "print(b)"), ("e", last))
    assert bool(found.parts[0].bundles) is tied


def test_a_long_chain_of_second_names_leads_back_to_the_first() -> None:
    moves = "\n".join(f"x{n + 1} = x{n}\nx{n} = 0" for n in range(1, 60))
    found = flow(("p", "x0 = [1]\nx1 = x0"), ("t", f"{moves}\nx60.append(2)\nprint(x0)"))
    assert found.parts[0].bundles == (frozenset({"x0", "x1"}),)


@pytest.mark.parametrize(
    "cells",
    [
        [("p", "a = [1]\nb = {'x': a}"), ("t", "print(a, b)")],
        [("p", "a = [1]\nb = {'x': a}"), ("t", "a.append(2)\nprint(a)")],
        [("p", "a = [1]\nb = {'x': a}\nb = {}"), ("t", "a.append(2)"), ("r", "print(a, b)")],
        [("p", "a = [1]\nb = list(a)"), ("t", "a.append(2)"), ("r", "print(a, b)")],
        [("p", "a = [1]"), ("t", "b = {'x': a}\na.append(2)\nprint(b)")],
    ],
    ids=["not changed", "other name not read", "alias cut", "copied", "aliased in the same part"],
)
def test_no_tie_matters(cells: list[tuple[str, str]]) -> None:
    found = flow(*cells)
    assert found.hazards == ()
    assert all(not one.bundles and not one.repeated for one in found.parts)


def test_output_that_is_bound_on_some_path_only_is_optional() -> None:
    found = flow(("p", "c = [1]\nif len(c): a = [1]"), ("t", "print(a)"))
    assert found.parts[0].optional == {"a"}
    sure = flow(("p", "c = [1]\na = c + [1]"), ("t", "print(a)"))
    assert sure.parts[0].optional == set()


def test_name_that_nothing_binds_before_is_missing() -> None:
    found = flow(("p", "print(a)"), ("t", "a = load()"))
    assert set(found.parts[0].missing) == {"a"}
    assert found.parts[0].missing["a"].analysed.statement.cell.number == 1
    assert not found.parts[1].missing

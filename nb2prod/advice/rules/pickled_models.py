"""Models and what belongs to them, saved by pickle."""

import ast
from collections.abc import Iterator

from nb2prod.advice.fixes import import_replaced
from nb2prod.advice.rule import Advice, Book, Fix, Rule, Seen, about, whole
from nb2prod.analysis.syntax.nodes import method_name
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.infer import type_of
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import span

RULE = Rule("NB503")
_CALLS = {"pickle.dump": 2, "pickle.load": 1}


@whole(RULE)
def pickled(book: Book) -> Iterator[Advice]:
    """Calls of ``pickle.dump`` and ``pickle.load``, but for those that save tables."""
    found = [(seen, call) for seen in book.live for call in seen.calls() if _name(call, seen)]
    fixes = _fixes(book, found)
    for seen, call in found:
        if call.args and kinds.is_frame(type_of(call.args[0], seen.env)):
            continue  # its own rule
        message = f"`{_name(call, seen)}` is used; for models joblib is better."
        advice = "Use joblib, for plain data CSV or JSON Lines."
        yield about(RULE, call, seen, message, advice, fixes.get(id(call), ()))


def _name(call: ast.Call, seen: Seen) -> str:
    qualified = seen.env.qualified(call.func) or ""
    return qualified if qualified in _CALLS else ""


def _fixes(book: Book, found: list[tuple[Seen, ast.Call]]) -> dict[int, tuple[Fix, ...]]:
    """The fix of each call, where all uses of pickle can be turned into joblib's.

    That is so if ``import pickle`` is all that binds it, each call has nothing but what both
    take, and no two calls share a statement: a file with several pickles is read otherwise.
    """
    places = [s for s in book.live for n in s.nodes if isinstance(n, ast.Import)
              and any(a.name == "pickle" and not a.asname for a in n.names)]  # fmt: skip
    uses = [n for s in book.seen for top in s.nodes for n in ast.walk(top)
            if isinstance(n, ast.Name) and n.id == "pickle"]  # fmt: skip
    plain = all(len(c.args) == _CALLS[_name(c, s)] and not c.keywords for s, c in found)
    apart = len({s.index for s, _ in found}) == len(found)
    imported = {s.env.imports.get("joblib") for s in book.seen}
    bound = {n for s in book.seen for n in s.analysed.facts.may_bind}
    free = "joblib" not in bound or "joblib" in imported
    if len(places) != 1 or len(uses) != len(found) or not (plain and apart and free):
        return {}
    imports = Fix(places[0].index, transform=import_replaced("pickle", "joblib"))
    return {
        id(call): (
            Fix(seen.index, (Edit(span(call.func), f"joblib.{method_name(call)}"),)),
            imports,
        )
        for seen, call in found
    }

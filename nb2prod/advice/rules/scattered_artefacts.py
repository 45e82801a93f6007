"""What belongs to a model, saved in several folders."""

import ast
import posixpath
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.analysis.model import IOCall
from nb2prod.knowledge.schema import Access

RULE = Rule("NB506")
_SAVES = {
    "joblib.dump", "torch.save", "skops.io.dump", ".save_model", ".save_weights",
    ".save_pretrained", "cloudpickle.dump", "keras.models.save_model",
    "tensorflow.keras.models.save_model",
}  # fmt: skip


@whole(RULE)
def scattered(book: Book) -> Iterator[Advice]:
    """The first model or part of one that goes to another folder than the one before."""
    first = ""
    for seen in book.live:
        for call in seen.analysed.facts.io:
            if call.inside or call.path is None or not _saves_model(call, seen):
                continue
            folder = posixpath.dirname(call.path) or "."
            if first and folder != first:
                message = f"this goes to `{folder}`, what else belongs to the model to `{first}`."
                yield about(RULE, call.node, seen, message, "Save them in one folder.")
                return
            first = folder


def _saves_model(call: IOCall, seen: Seen) -> bool:
    if call.row.name in _SAVES and call.writes:
        return True
    if call.row.name != "open" or call.access is not Access.WRITE:
        return False
    for node in seen.nodes:
        if isinstance(node, ast.With) and any(i.context_expr is call.node for i in node.items):
            calls = (n for n in ast.walk(node) if isinstance(n, ast.Call))
            return any(seen.env.qualified(c.func) in ("pickle.dump", "joblib.dump") for c in calls)
    return False

"""The answers that a Jupyter kernel gives to code that asks where it runs."""

import ast
import re
from typing import NamedTuple

from nb2prod.patterns import regex

_SHELL = "ipykernel.zmqshell.ZMQInteractiveShell"
_LOADED = frozenset({"IPython", "ipykernel"})
_FRAMEWORK = frozenset({"IPKernelApp"})
GET = regex(r"(?:IPython\.|IPython\.core\.getipython\.)?get_ipython\(\)")
_BUILTINS = regex(r"builtins|__builtins__|sys\.modules\[.builtins.\]")
_MAIN = regex(r"__main__|sys\.modules\[(?:__name__|.__main__.)\]")
_NAMESPACES = regex(r"(?:globals|locals|vars|dir)\(\)")
_OF_BUILTINS = regex(
    r"(?:dir|vars)\((?:builtins|__builtins__)\)|(?:builtins|__builtins__)\.__dict__"
)


class Known(NamedTuple):
    """A value that is the same in each kernel; `tells` where it says that code runs in one."""

    value: object
    tells: bool = True


def known(node: ast.expr) -> Known | None:
    """The value of an expression that only asks where it runs, None of any other."""
    match node:
        case ast.Constant(value=value):
            return Known(value, tells=False)
        case ast.Name(id="__IPYTHON__") if isinstance(node.ctx, ast.Load):
            return Known(True)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = known(operand)
            return Known(not inner.value, inner.tells) if inner else None
        case ast.BoolOp(op=op, values=parts):
            return _joined(isinstance(op, ast.Or), [known(part) for part in parts])
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compared(left, op, right)
        case ast.Call(func=ast.Name(id="hasattr"), args=[owner, ast.Constant(value=str(name))]):
            return _has(ast.unparse(owner), name)
        case ast.Call(func=ast.Name(id="bool"), args=[argument], keywords=[]):
            inner = known(argument)
            return Known(bool(inner.value), inner.tells) if inner else None
        case ast.Call(func=ast.Name(id="getattr"), args=[owner, ast.Constant(value=str(name)), *_]):
            if _BUILTINS.fullmatch(ast.unparse(owner)) and name == "__IPYTHON__":
                return Known(True)
    return _of_shell(node)


def truth(test: ast.expr) -> bool | None:
    """Whether a test holds in a kernel, where it only depends on that; what else it asks may be
    unknown, as in ``"ipykernel" in sys.modules or forced``."""
    whole = known(test)
    if whole is not None:
        return bool(whole.value) if whole.tells else None
    if ast.unparse(test) == "get_ipython" or GET.fullmatch(ast.unparse(test)):
        return True
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = truth(operand)
            return None if inner is None else not inner
        case ast.BoolOp(op=op, values=parts):
            decided = isinstance(op, ast.Or)
            return decided if any(truth(part) is decided for part in parts) else None
    return None


def _of_shell(node: ast.expr) -> Known | None:
    """The names of the class of the running shell, in the forms in which code asks for them."""
    if not isinstance(node, ast.Attribute | ast.Call):
        return None
    text = ast.unparse(node)
    kind = text.removesuffix(".__name__").removesuffix(".__module__").removesuffix(".__qualname__")
    if text == f"globals().get({'__file__'!r})":
        return Known(None)
    if kind != text and _is_class(kind):
        return Known(_SHELL.rpartition(".")[0 if text.endswith("__module__") else 2])
    if text.startswith(("str(", "repr(")) and _is_class(text.partition("(")[2][:-1]):
        return Known(f"<class '{_SHELL}'>")
    return None


def _is_class(text: str) -> bool:
    if text.startswith("type(") and text.endswith(")"):
        return GET.fullmatch(text[5:-1]) is not None
    return (
        text.endswith(".__class__") and GET.fullmatch(text.removesuffix(".__class__")) is not None
    )


def _has(owner: str, name: str) -> Known | None:
    if name == "__IPYTHON__" and _BUILTINS.fullmatch(owner):
        return Known(True)
    if name == "__file__" and _MAIN.fullmatch(owner):
        return Known(False)
    if name == "ps1" and owner == "sys":
        return Known(True)
    return Known(True) if name == "kernel" and GET.fullmatch(owner) else None


def _joined(any_of: bool, parts: list[Known | None]) -> Known | None:
    """What `and` or `or` gives of values that are all known."""
    if not all(parts):
        return None
    found = [part for part in parts if part is not None]
    value = next((p.value for p in found if bool(p.value) is any_of), found[-1].value)
    return Known(value, any(part.tells for part in found))


def _compared(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Known | None:
    one, container = known(left), ast.unparse(right)
    if isinstance(op, ast.In | ast.NotIn) and one and isinstance(one.value, str):
        found = _member(one.value, container)
        return None if found is None else Known(found is isinstance(op, ast.In))
    for first, second in ((left, right), (right, left)):
        name = isinstance(first, ast.Name) and first.id == "__name__"
        running = GET.fullmatch(ast.unparse(first)) is not None
        match op, second:
            case ast.Eq() | ast.NotEq(), ast.Constant(value=str(value)) if name:
                return Known((value == "__main__") is isinstance(op, ast.Eq))
            case ast.Is() | ast.IsNot() | ast.Eq() | ast.NotEq(), ast.Constant(value=None) if (
                running
            ):
                return Known(isinstance(op, ast.IsNot | ast.NotEq))
    other = known(right)
    if one is None or other is None or not (one.tells or other.tells):
        return None
    match op:
        case ast.Eq() | ast.Is():
            return Known(one.value == other.value)
        case ast.NotEq() | ast.IsNot():
            return Known(one.value != other.value)
    return None


def _member(item: str, container: str) -> bool | None:
    """Whether the text is in what the code looks at, where that tells of the kernel."""
    root = item.partition(".")[0]
    if container in ("sys.modules", "sys.modules.keys()", "list(sys.modules)"):
        return True if item in _LOADED else None
    if _NAMESPACES.fullmatch(container):
        return {"get_ipython": True, "__IPYTHON__": False, "__file__": False}.get(item)
    if _OF_BUILTINS.fullmatch(container):
        return {"get_ipython": True, "__IPYTHON__": True}.get(item)
    if GET.fullmatch(container.removesuffix(".config")) and container.endswith(".config"):
        return item in _FRAMEWORK
    shown = re.fullmatch(r"(?:str|repr)\((.*)\)", container)
    if shown and (GET.fullmatch(shown[1]) or _is_class(shown[1])):
        return item in f"<class '{_SHELL}'>" if root != "google" else False
    return None

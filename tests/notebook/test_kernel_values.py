"""What questions about the running program give in a kernel; what is no such question."""

import ast

import pytest

from nb2prod.notebook.kernel_values import known, truth

ANSWERS = [
    ("'ipykernel' in sys.modules", True),
    ("'IPython' not in sys.modules", False),
    ("hasattr(builtins, '__IPYTHON__')", True),
    ("hasattr(__builtins__, '__IPYTHON__')", True),
    ("getattr(builtins, '__IPYTHON__', False)", True),
    ("'get_ipython' in globals()", True),
    ("'__IPYTHON__' in globals()", False),
    ("'__IPYTHON__' in dir(builtins)", True),
    ("'__file__' in globals()", False),
    ("'__file__' not in locals()", True),
    ("globals().get('__file__')", None),
    ("hasattr(__main__, '__file__')", False),
    ("hasattr(sys.modules['__main__'], '__file__')", False),
    ("hasattr(sys, 'ps1')", True),
    ("__name__ == '__main__'", True),
    ("'__main__' != __name__", False),
    ("__IPYTHON__", True),
    ("get_ipython() is not None", True),
    ("None == get_ipython()", False),
    ("get_ipython().__class__.__name__", "ZMQInteractiveShell"),
    ("type(get_ipython()).__name__ == 'TerminalInteractiveShell'", False),
    ("type(get_ipython()).__module__", "ipykernel.zmqshell"),
    ("'zmqshell' in str(type(get_ipython()))", True),
    ("'google.colab' in str(get_ipython())", False),
    ("'IPKernelApp' in get_ipython().config", True),
    ("not ('ipykernel' in sys.modules)", False),
    ("'ipykernel' in sys.modules and __name__ == '__main__'", True),
    ("bool('IPython' in sys.modules)", True),
]


@pytest.mark.parametrize(("source", "value"), ANSWERS)
def test_answer(source: str, value: object) -> None:
    answer = known(ast.parse(source, mode="eval").body)
    assert answer is not None
    assert (answer.value, answer.tells) == (value, True)


NO_ANSWER = [
    "'torch' in sys.modules",
    "'google.colab' in sys.modules",
    "'__main__' in names",
    "__name__",
    "__name__ == name",
    "hasattr(model, '__file__')",
    "hasattr(sys, 'argv')",
    "get_ipython",
    "get_ipython().user_ns",
    "type(model).__name__",
    "'ipykernel' in modules",
    "'x' in globals()",
    "'ipykernel' in sys.modules and ready",
]


@pytest.mark.parametrize("source", NO_ANSWER)
def test_no_answer(source: str) -> None:
    assert known(ast.parse(source, mode="eval").body) is None


TESTS = [
    ("get_ipython()", True),
    ("not get_ipython()", False),
    ("'ipykernel' in sys.modules or forced", True),
    ("forced and 'ipykernel' not in sys.modules", False),
    ("forced or 'ipykernel' not in sys.modules", None),
    ("True", None),
    ("1 == 1", None),
    ("ready", None),
]


@pytest.mark.parametrize(("source", "holds"), TESTS)
def test_truth(source: str, holds: bool | None) -> None:
    assert truth(ast.parse(source, mode="eval").body) is holds

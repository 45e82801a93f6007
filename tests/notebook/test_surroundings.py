"""Questions about where code runs are answered as a kernel does; each line stays where it is."""

import pytest

from nb2prod.notebook.surroundings import MAGIC, decided

# what is special, source, source with the questions answered
ROWS = [
    ("guard", "if __name__ == '__main__':\n    a = 1\nb = 2", "\na = 1\nb = 2"),
    ("guard in one line", "if __name__ == '__main__': main()", "main()"),
    ("branch in one line that does not run",
     "def f():\n    if 'IPython' not in sys.modules: a = 1\nb = 2", "def f():\n    pass\nb = 2"),
    ("guard in a function", "def f():\n    if __name__ == '__main__':\n        a = 1",
     "def f():\n\n    a = 1"),
    ("branch that does not run", "if 'IPython' not in sys.modules:\n    a = 1\nb = 2", "\n\nb = 2"),
    ("nothing left", "def f():\n    if 'IPython' not in sys.modules:\n        a = 1",
     "def f():\n    pass\n"),
    ("other branch", "if 'IPython' not in sys.modules:\n    a = 1\nelse:\n    # b\n    a = 2",
     "\n\n\n\na = 2"),
    ("third branch", "if 'IPython' not in sys.modules:\n    a = 1\nelif b:\n    a = 2\nelse:\n"
     "    a = 3", "\n\nif b:\n    a = 2\nelse:\n    a = 3"),
    ("second branch", "if b:\n    a = 1\nelif 'IPython' in sys.modules:\n    a = 2",
     "if b:\n    a = 1\nelif True:\n    a = 2"),
    ("text over lines", "if __name__ == '__main__':\n    a = '''\n b'''",
     "if True:\n    a = '''\n b'''"),
    ("either", "a = 1 if 'IPython' in sys.modules else 2", "a = 1"),
    ("value", "a = hasattr(builtins, '__IPYTHON__')", "a = True"),
    ("value over lines", "a = (\n    'IPython'\n    in sys.modules\n)", "a = (\n    True\n\n)"),
    ("file", "try:\n    a = f(__file__)\nexcept NameError:\n    a = 1", "\n\n\na = 1"),
    ("file behind another line", "try:\n    b = 1\n    a = __file__\nexcept Exception:\n    a = 1\n"
     "finally:\n    c = 2", "\nb = 1\n\n\na = 1\n\nc = 2"),
    ("file, any error", "try:\n    a = __file__\nexcept:\n    a = 1", "\n\n\na = 1"),
    ("file, either", "a = __file__ if '__file__' in globals() else b", "a = b"),
    ("shell", "try:\n    get_ipython()\n    a = True\nexcept NameError:\n    a = False",
     "\n\na = True\n\n"),
    ("shell, else", "try:\n    __IPYTHON__\nexcept NameError:\n    a = 1\nelse:\n    a = 2",
     "\n\n\n\n\na = 2"),
    ("put on a class", "if not hasattr(A, 'b'):\n    A.b = f", "\nA.b = f"),
    ("accessor", "if not hasattr(pd.Series, 'b'):\n    @pd.register_series_accessor('b')\n"
     "    class B:\n        c = 1", "\n@pd.register_series_accessor('b')\nclass B:\n    c = 1"),
    ("taken away before", "if hasattr(A, 'b'):\n    del A.b\nA.b = f", "\n\nA.b = f"),
    ("on Colab", f"if 'google.colab' in sys.modules:\n    {MAGIC}\nelse:\n    a = 2",
     "\n\n\na = 2"),
    ("not on Colab", f"if 'google.colab' not in sys.modules:\n    {MAGIC}", f"\n{MAGIC}"),
    ("class of the shell", "s = get_ipython().__class__.__name__", "s = 'ZMQInteractiveShell'"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answered"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_decided(source: str, answered: str) -> None:
    assert decided(source) == answered
    assert answered.count("\n") == source.count("\n")


KEPT = [
    "if ready:\n    a = 1",
    "if True:\n    a = 1",
    "a = __name__",
    "try:\n    a = __file__\nexcept OSError:\n    a = 1",
    "try:\n    a = __file__\nexcept NameError as e:\n    print(e)",
    "__file__ = 'x'\ntry:\n    a = __file__\nexcept NameError:\n    a = 1",
    "try:\n    a = b or __file__\nexcept NameError:\n    a = 1",
    "try:\n    a = f(__name__)\nexcept NameError:\n    a = 1",
    "a = 'google.colab' in sys.modules",
    "if 'google.colab' in sys.modules:\n    a = 1",
]


@pytest.mark.parametrize("source", KEPT)
def test_kept(source: str) -> None:
    assert decided(source) == source

"""Quotes of code that is put into an f-string, where the quotes around it are not allowed."""


def within_quotes(code: str, around: str) -> str:
    """The code with other quotes than those of the f-string around it: before Python 3.12 these
    would end it.

    >>> within_quotes("out_dir / 'a.csv'", "'")
    'out_dir / "a.csv"'
    >>> within_quotes("out_dir / 'a.csv'", '"')
    "out_dir / 'a.csv'"
    """
    other = {"'": '"', '"': "'"}.get(around)
    if other is None or around not in code or other in code:
        return code
    return code.replace(around, other)

"""Which values of parameters a YAML file can hold."""


def is_plain(value: object) -> bool:
    """Whether `value` comes back from YAML as it was, tuples and sets at the top aside."""
    if isinstance(value, tuple | set) and not isinstance(value, str):
        return all(_is_plain_inside(item) for item in value) and _sortable(value)
    return _is_plain_inside(value)


def _is_plain_inside(value: object) -> bool:
    if value is None or type(value) in (bool, int, str):
        return not isinstance(value, str) or value.isprintable() or "\n" in value
    if type(value) is float:
        return value == value and value not in (float("inf"), float("-inf"))
    if type(value) is list:
        return all(_is_plain_inside(item) for item in value)
    if type(value) is dict:
        keys = all(type(key) in (str, int, bool) for key in value)
        return keys and all(_is_plain_inside(item) for item in value.values())
    return False


def _sortable(value: object) -> bool:
    if not isinstance(value, set):
        return True
    kinds = {type(item) for item in value}
    return len(kinds) <= 1

"""Rows that stubs state."""

import subprocess
import sys

import pytest

from nb2prod.knowledge import stub_rows, type_tables
from nb2prod.knowledge.type_tables import attribute_type, method_returned, public_names, returned
from tests.support import known_types, stubs


def test_rows_are_those_of_the_stubs() -> None:
    """``python -m tests.support.stubs`` writes them anew, for a new version of the stubs."""
    files = {path.name: path.read_text("utf-8") for path in stubs.TARGET.iterdir()}
    assert files == stubs.texts()


def test_nothing_is_said_by_hand_that_a_stub_says() -> None:
    twice = [
        f"{owner}.{name}"
        for field, table in (
            ("methods", type_tables.METHOD_RETURNS),
            ("attributes", type_tables.ATTRIBUTE_TYPES),
        )
        for owner, members in table.items()
        for name, said in members.items()
        if stub_rows.members_of(stub_rows.library_of(owner), field).get(owner, {}).get(name) == said
    ]
    assert twice == []


def test_readers_say_no_less_than_the_stubs() -> None:
    """What a row of files gives comes first."""
    stubbed = {name: known_types.RETURNS.get(name) for name in known_types.STUBBED}
    assert {n: t for n, t in stubbed.items() if t != known_types.STUBBED[n]} == {}


SAID = [
    (returned("math.sqrt"), "float"),
    (returned("len"), "int"),
    (returned("os.path.join"), "str"),  # of bytes it is bytes, which nobody means
    (returned("re.sub"), "str"),
    (returned("pandas.melt"), "pandas.DataFrame"),
    (returned("pandas.date_range"), "pandas.DatetimeIndex"),
    (returned("pandas.Timestamp.now"), "pandas.Timestamp"),
    (returned("datetime.datetime"), "datetime.datetime"),
    (returned("json.loads"), None),
    (method_returned("str", "partition"), "tuple[str, str, str]"),
    (method_returned("pandas.DataFrame", "drop"), "self"),  # but in place
    (method_returned("pandas.Series", "add"), "pandas.Series"),
    (method_returned("pandas.Series", "sum"), None),  # as the elements are
    (method_returned("pandas.Series", "mean"), "float"),  # by hand
    (method_returned("pandas.Series", "to_period"), "pandas.Series"),  # the stub has a table
    (method_returned("pandas.core.groupby.SeriesGroupBy", "cumsum"), "pandas.Series"),
    (method_returned("pandas.core.strings.accessor.StringMethods", "lower"), "pandas.Series"),
    (attribute_type("pandas.Timestamp", "year"), "int"),
    (attribute_type("pandas.DataFrame", "Name"), None),  # a column
]


@pytest.mark.parametrize("found, expected", SAID)
def test_lookup(found: str | None, expected: str | None) -> None:
    assert found == expected


def test_public_names_are_those_of_all_versions() -> None:
    names = public_names("pandas.DataFrame")
    assert {"groupby", "append"} <= names  # the first by the stub, the second of pandas 1
    assert "Name" not in names
    assert public_names("datetime.date") == frozenset()


def test_no_file_is_read_at_the_start() -> None:
    code = """if True:
        import nb2prod.commands.app, nb2prod.convert, nb2prod.knowledge.stub_rows as rows
        raise SystemExit(rows.stubbed.cache_info().currsize)"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0

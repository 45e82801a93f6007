"""Names of sizes."""

from nb2prod.trace.seen_shapes import shape_comments
from nb2prod.trace.traced import Trace, TracedStage, TracedValue


def comments(**shapes: tuple[int, ...]) -> dict[str, str]:
    values = {name: TracedValue(None, "float64", shape) for name, shape in shapes.items()}
    order = {name: n for n, name in enumerate(shapes)}
    found = shape_comments(Trace("", {"train": TracedStage({}, values)}), ["train"], order)
    return {name: text for (_, _, name), text in found.items()}


def test_sizes_that_recur_have_names() -> None:
    assert comments(x_train=(614, 8), y_train=(614,), x_test=(154, 8), y_test=(154,)) == {
        "x_train": "(num_rows, num_features) = (614, 8)",
        "y_train": "(num_rows,) = (614,)",
        "x_test": "(num_test_rows, num_features) = (154, 8)",
        "y_test": "(num_test_rows,) = (154,)",
    }


def test_others_stay_numbers() -> None:
    assert comments(a=(5, 3), b=(7,), c=(1, 1), d=(1,)) == {
        "a": "(5, 3)", "b": "(7,)", "c": "(1, 1)", "d": "(1,)",
    }  # fmt: skip


def test_rows_of_one_are_columns_of_another() -> None:
    found = comments(ratings=(220, 130), similar=(130, 130))
    assert found["ratings"] == "(220, num_columns) = (220, 130)"
    assert found["similar"] == "(num_columns, num_columns) = (130, 130)"
    assert comments(a=(220, 5), b=(5, 7)) == {"a": "(220, 5)", "b": "(5, 7)"}


def test_tables_with_other_columns_have_as_many_by_chance() -> None:
    def table(rows: int, *columns: str) -> TracedValue:
        return TracedValue(None, dict.fromkeys(columns, "int64"), (rows, len(columns)))

    values = {"a": table(9, "p", "q"), "b": table(7, "r", "s"), "c": table(5, "p", "q")}
    found = shape_comments(Trace("", {"s": TracedStage({}, values)}), ["s"], {})
    assert found["s", "values", "a"] == "(9, num_columns) = (9, 2)"
    found = shape_comments(
        Trace("", {"s": TracedStage({}, dict(list(values.items())[:2]))}), ["s"], {}
    )
    assert found["s", "values", "a"] == "(9, 2)"

"""Three-way merges: of texts, and of packages."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nb2prod.diagnostics import Severity
from nb2prod.write import BASE as BASE_FILE
from nb2prod.write import MANIFEST, EditedFiles, read_manifest, write_package
from nb2prod.write.merge import merge, unresolved

BASE = "a\nb\nc\nd\ne\n"

CASES = [
    ("only the edit", BASE.replace("b", "B"), BASE, "a\nB\nc\nd\ne\n", 0),
    ("only the notebook", BASE, BASE.replace("d", "D"), "a\nb\nc\nD\ne\n", 0),
    ("both, apart", BASE.replace("a", "A"), BASE.replace("e", "E"), "A\nb\nc\nd\nE\n", 0),
    ("both the same", BASE.replace("c", "C"), BASE.replace("c", "C"), "a\nb\nC\nd\ne\n", 0),
    (
        "both, differently",
        BASE.replace("c", "mine"),
        BASE.replace("c", "new"),
        "a\nb\n<<<<<<< edited\nmine\n=======\nnew\n>>>>>>> generated\nd\ne\n",
        1,
    ),
    (
        "conflict without a last line end",
        "a\nb\nc\nd\nmine",
        "a\nb\nc\nd\nnew\n",
        "a\nb\nc\nd\n<<<<<<< edited\nmine\n=======\nnew\n>>>>>>> generated\n",
        1,
    ),
    ("removed and kept", "a\nc\nd\ne\n", BASE + "f\n", "a\nc\nd\ne\nf\n", 0),
    ("odd line ends", "a\u2028\x0cA\nb\nc\nd\ne\n", BASE, "a\u2028\x0cA\nb\nc\nd\ne\n", 0),
]


KEYS = "A: 1\nB: 2\n"
KEY_CASES = [
    ("neighbours", "A: 5\nB: 2\n", "A: 1\nB: 3\n", "A: 5\nB: 3\n"),
    ("a new one beside an edit", "A: 1\nB: 5\n", "A: 1\nB: 2\nC: 3\n", "A: 1\nB: 5\nC: 3\n"),
    ("new ones on both sides", "A: 1\nB: 2\nX: 1\n", "A: 1\nB: 2\nC: 3\n",
     "A: 1\nB: 2\nC: 3\nX: 1\n"),
    ("one gone beside an edit", "A: 5\nB: 2\n", "A: 1\n", "A: 5\n"),
    ("one gone that was edited", "A: 1\nB: 5\n", "A: 1\n", None),
    ("the same", "A: 5\nB: 2\n", "A: 6\nB: 3\n", None),
    ("not only keys", "A: 5\nB:\n- 2\n", "A: 1\nB: 3\n", None),
    ("one twice", "A: 5\nA: 5\nB: 2\n", "A: 1\nB: 3\n", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edited", "generated", "merged"), [c[1:] for c in KEY_CASES], ids=[c[0] for c in KEY_CASES]
)
def test_keys(edited: str, generated: str, merged: str | None) -> None:
    result = merge(KEYS, edited, generated)
    assert bool(result.conflicts) is (merged is None)
    assert merged in (None, result.text)


@pytest.mark.parametrize(
    ("edited", "generated", "merged", "conflicts"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_texts(edited: str, generated: str, merged: str, conflicts: int) -> None:
    result = merge(BASE, edited, generated)
    assert (result.text, result.conflicts) == (merged, conflicts)
    assert bool(unresolved(result.text)) is bool(conflicts)


TEXTS = st.lists(st.sampled_from("abcd"), max_size=8).map(lambda x: "".join(f"{c}\n" for c in x))


@given(TEXTS, TEXTS)
def test_one_side_alone_never_conflicts(base: str, changed: str) -> None:
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


FILES = {"pyproject.toml": "[project]\n", "pkg/train.py": BASE}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_package(FILES, tmp_path / "out")
    return tmp_path / "out"


def changed(old: str, new: str) -> dict[str, str]:
    return {**FILES, "pkg/train.py": BASE.replace(old, new)}


def test_edits_are_kept_over_several_runs(out: Path) -> None:
    path = out / "pkg" / "train.py"
    path.write_text(BASE.replace("a", "mine"))
    for new in ("D", "DD", "d"):
        written = write_package(changed("d", new), out, merge=True)
        assert path.read_text() == f"mine\nb\nc\n{new}\ne\n"
        assert not written.conflicts and written.notes == ()
    assert write_package(FILES, out, merge=True).written == ()


def test_after_a_merge_the_file_counts_as_edited(out: Path) -> None:
    (out / "pkg" / "train.py").write_text(BASE.replace("a", "mine"))
    write_package(changed("d", "D"), out, merge=True)
    with pytest.raises(EditedFiles) as caught:
        write_package(changed("d", "DD"), out)
    (edit,) = caught.value.edits
    assert (edit.name, edit.generated, edit.now) == (
        "pkg/train.py", BASE.replace("d", "D"), "mine\nb\nc\nD\ne\n"
    )  # fmt: skip


def test_conflicts_are_told_and_have_to_be_resolved(out: Path) -> None:
    path = out / "pkg" / "train.py"
    path.write_text(BASE.replace("c", "mine"))
    written = write_package(changed("c", "new"), out, merge=True)
    (note,) = written.notes
    assert written.conflicts and note.severity is Severity.ERROR and note.code == "NB303"
    assert "pkg/train.py" in note.message and "in one place" in note.message
    with pytest.raises(EditedFiles, match=r"markers of a merge conflict \(line 3\)"):
        write_package(changed("c", "newer"), out, merge=True)
    path.write_text(BASE.replace("c", "both"))
    assert not write_package(changed("c", "new"), out, merge=True).conflicts
    assert path.read_text() == BASE.replace("c", "both")


def test_windows_line_ends_are_no_edit(out: Path) -> None:
    path = out / "pkg" / "train.py"
    path.write_bytes(BASE.replace("\n", "\r\n").encode())
    write_package(changed("d", "D"), out)
    assert path.read_text() == BASE.replace("d", "D")


def test_what_is_not_ours_cannot_be_merged(out: Path) -> None:
    (out / "mine.py").write_text("mine\n")
    with pytest.raises(EditedFiles, match="is not from nb2prod"):
        write_package({**FILES, "mine.py": "new\n"}, out, merge=True)


@pytest.mark.parametrize("base", [{}, {"pkg/train.py": "no base64"}, {"pkg/train.py": "QUJD"}, 7])
def test_without_the_base_nothing_is_merged(out: Path, base: object) -> None:
    (out / BASE_FILE).write_text(json.dumps(base))
    (out / "pkg" / "train.py").write_text("mine\n")
    with pytest.raises(EditedFiles) as caught:
        write_package(changed("c", "C"), out, merge=True)
    assert (out / "pkg" / "train.py").read_text() == "mine\n"
    assert caught.value.diagnostics[0].code == "NB302"


def test_an_edited_stale_file_stays_and_is_told_and_can_come_back(out: Path) -> None:
    path = out / "pkg" / "train.py"
    path.write_text(BASE.replace("a", "mine"))
    rest = {"pyproject.toml": "[project]\n"}
    for _ in range(2):
        (note,) = write_package(rest, out).notes
        assert (note.code, note.severity) == ("NB304", Severity.WARNING)
        assert "pkg/train.py" in note.message
    write_package(changed("e", "E"), out, merge=True)
    assert path.read_text() == "mine\nb\nc\nd\nE\n"


def test_the_folder_of_stale_files_goes(out: Path) -> None:
    assert write_package({"pyproject.toml": ""}, out).removed == ("pkg/train.py",)
    assert not (out / "pkg").exists()


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "", "c:\\x", "a\0"])
def test_the_manifest_names_only_what_is_below(out: Path, name: str) -> None:
    (out / MANIFEST).write_text(json.dumps({"files": {name: "0", "ok": "1"}}))
    assert list(read_manifest(out).files) == ["ok"]

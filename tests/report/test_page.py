"""The page: the same bytes each time, no way out of it for a notebook, and every link leads on."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from nb2prod.commands.app import app
from nb2prod.report import draw
from nb2prod.report.request import report
from nb2prod.report.shown import coloured, visible
from tests.support.samples import SAMPLES

EVIL = "</script></style></title>--><img src=x onerror=alert(1)><script>alert(2)</script>"
VOID = {"meta", "img", "br", "link", "input", "hr"}


class Elements(HTMLParser):
    """All elements with their attributes and the text in each line of code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.unbalanced: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if "script" not in self.open and "style" not in self.open:
            self.text += data

    def with_class(self, name: str) -> list[dict[str, str]]:
        return [a for _, a in self.found if name in a.get("class", "").split()]


@pytest.fixture(scope="module")
def churn() -> str:
    return report([SAMPLES / "churn.ipynb"], {}).html


def notebook(folder: Path, *cells: tuple[str, str], name: str = "nb.ipynb") -> Path:
    """A notebook of (tag, source); the tag ``markdown`` makes a cell of text."""
    made = []
    for n, (tag, source) in enumerate(cells):
        cell = (
            nbformat.v4.new_markdown_cell(source)
            if tag == "markdown"
            else nbformat.v4.new_code_cell(source, metadata={"tags": [tag] if tag else []})
        )
        cell["id"] = f"id{n}"
        made.append(cell)
    path = folder / name
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return path


def test_the_same_bytes_from_another_folder(churn: str, tmp_path: Path) -> None:
    copy = tmp_path / "churn.ipynb"
    shutil.copy(SAMPLES / "churn.ipynb", copy)
    assert report([copy], {}).html == churn
    assert str(tmp_path) not in churn


def test_the_page_is_one_file_that_asks_for_nothing(churn: str) -> None:
    page = Elements(churn)
    assert not page.unbalanced and not page.open
    assert not [tag for tag, _ in page.found if tag in {"link", "img", "iframe", "object"}]
    assert not [a for _, a in page.found if "src" in a or "style" in a]
    assert not [name for _, a in page.found for name in a if name.startswith("on")]
    assert all(a["href"].startswith("#") for _, a in page.found if "href" in a)
    assert "url(http" not in churn and "@import" not in churn
    policy = next(a["content"] for t, a in page.found if "Security" in a.get("http-equiv", ""))
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy


def test_ids_are_unique_and_whatever_points_to_one_finds_it(churn: str) -> None:
    page = Elements(churn)
    ids = [a["id"] for _, a in page.found if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.found:
        for name in ("href", "aria-controls", "aria-labelledby"):
            if name in attributes:
                assert attributes[name].removeprefix("#") in ids
        if "data-stage" in attributes:
            assert f"tab-{attributes['data-stage']}" in ids


def sides(html: str) -> tuple[set[str], set[str]]:
    left, right = html.split('<section id="modules"', 1)
    return keys(left), keys(right)


def keys(html: str) -> set[str]:
    return {key for text in re.findall(r'data-keys="([^"]*)"', html) for key in text.split()}


def test_a_cell_in_parts_has_the_tags_of_all(tmp_path: Path) -> None:
    code = "df = pd.read_csv('a.csv').dropna()\nmodel = Ridge().fit(df[['a']], df['b'])"
    cell = f"import pandas as pd\nfrom sklearn.linear_model import Ridge\n{code}"
    html = report([notebook(tmp_path, ("", cell))], {"auto_tag": True}).html
    assert '<span class="tag">preprocess, train</span>' in html


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.ipynb")), ids=lambda p: p.stem)
def test_each_key_stands_on_both_sides(path: Path) -> None:
    left, right = sides(report([path], {}).html)
    assert left == right
    assert {key[0] for key in left} >= {"s", "i"}


def lines_with(html: str, part: str, side: str) -> list[tuple[str, str]]:
    """Keys and text of the lines on one side that hold a text."""
    half = html.split('<section id="modules"', 1)[side == "modules"]
    found = re.findall(r'<div class="line"(?: data-keys="([^"]*)")?>(.*?)</div>', half)
    plain = [(keys, re.sub(r"<[^>]*>", "", code)) for keys, code in found]
    return [(keys, code) for keys, code in plain if part in code]


def test_lines_parameters_and_imports_are_tied(churn: str) -> None:
    for here, there in [
        ("plt.show()", "show_figures(figures, "),
        ("min_samples_leaf=3", "min_samples_leaf=3"),
        ("N_TREES = 150", "N_TREES: 150"),
        ("N_TREES = 150", "n_estimators=config.N_TREES"),
        ("import pandas as pd", "import pandas as pd"),
    ]:
        left = {k for keys, _ in lines_with(churn, here, "cells") for k in keys.split()}
        right = {k for keys, _ in lines_with(churn, there, "modules") for k in keys.split()}
        assert left & right, (here, there)


def test_what_is_only_ours_is_tied_to_nothing(churn: str) -> None:
    for text in ("out_dir.mkdir", "typer.run", "return TrainResult", "def train_from_path"):
        assert {keys for keys, _ in lines_with(churn, text, "modules")} == {""}


def test_a_notebook_puts_nothing_into_the_page(tmp_path: Path) -> None:
    path = notebook(
        tmp_path,
        ("markdown", f"# {EVIL}\n\n[x](javascript:alert(1)) <svg onload=alert(1)>"),
        ("imports", "import pandas as pd"),
        (
            "preprocess",
            f"x = [{EVIL!r}]\n# {EVIL}\n!echo {EVIL}\ny = pd.read_csv('{EVIL[:40]}.csv')",
        ),
        ("train", f"m = len(x) + len(y)\nprint(m)\nopen({EVIL[9:30]!r}, 'w').write('')"),
        ("", f"unused = {EVIL!r}"),
        name="<b>&amp;'\".ipynb",
    )
    plain = Elements(report([notebook(tmp_path, ("train", "m = [1]\nprint(m)"))], {}).html)
    page = Elements(report([path], {}).html)
    assert not page.unbalanced and not page.open
    scripts = [tag for tag, _ in page.found if tag in ("script", "style", "img", "title")]
    own = [tag for tag, _ in plain.found if tag in ("script", "style", "img", "title")]
    assert scripts.count("script") == own.count("script") == 1
    assert scripts.count("style") == 1 and "img" not in scripts
    assert not [name for _, a in page.found for name in a if name.startswith("on")]
    assert all(a["href"].startswith("#") for _, a in page.found if "href" in a)
    assert page.text.count("<script>alert(2)</script>") >= 3
    assert "<b>&amp;'\"" in page.text


def test_an_error_is_told_at_its_line_and_the_page_stands(tmp_path: Path) -> None:
    path = notebook(tmp_path, ("train", f"a = 1\nprint(missing, a)  # {EVIL}"))
    target = tmp_path / "page.html"
    found = CliRunner().invoke(app, ["report", str(path), "-o", str(target)])
    assert found.exit_code == 1 and "NB201" in found.stderr
    html = target.read_text()
    second = html.index("missing", html.index('id="cells"'))
    assert html.index('class="told error"') > second
    assert Elements(html).found and 'id="modules"' not in html


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    found = CliRunner().invoke(app, ["report", str(tmp_path / "no.ipynb"), "-o", str(target)])
    assert found.exit_code == 2 and "NB404" in found.stderr and not target.exists()


def test_a_place_that_cannot_be_written_to_is_wrong_usage(tmp_path: Path) -> None:
    path = notebook(tmp_path, ("train", "m = [1]\nprint(m)"))
    (tmp_path / "file").write_text("")
    found = CliRunner().invoke(app, ["report", str(path), "-o", str(tmp_path / "file" / "p.html")])
    assert found.exit_code == 2 and "cannot write" in found.stderr


def test_secrets_stay_out_of_the_page(tmp_path: Path) -> None:
    secret = "abcd1234efgh5678"
    path = notebook(
        tmp_path,
        ("train", f"api_key = '{secret}'\nm = [len(api_key)]\nprint(m)"),
        ("skip", f"password = '{secret}'"),
        ("", f"!curl --token {secret} https://example.org/a.csv"),
        ("markdown", f"See https://me:{secret}@example.org"),
    )
    assert secret not in report([path], {}).html


def test_paths_and_notes_are_listed(tmp_path: Path) -> None:
    path = notebook(
        tmp_path,
        ("imports", "import pandas as pd"),
        ("train", "df = pd.read_csv('in/a.csv')\nm = df.mean()\nprint(m)"),
        ("", "print(1)"),
    )
    page = Elements(report([path], {}).html)
    assert "--a-file" in page.text and "in/a.csv" in page.text
    assert "NB223" in page.text and "cell 3, line 1" in page.text
    assert page.with_class("told")


@pytest.mark.parametrize(
    "text, lines",
    [
        ("", 1),
        ("\n\na = 1\n", 4),
        ('s = """a\nb\n\nc"""', 4),
        ("a\x0cb\x1cc\u2028d", 1),
        ("%%bash\necho 'x", 2),
        ("x = 'ab\rc'\n", 2),
    ],
)
def test_coloured_code_keeps_its_lines(text: str, lines: int) -> None:
    assert len(coloured(text)) == lines


def test_what_hides_or_turns_text_is_shown() -> None:
    assert visible("a\u202eb\x00\ud800 日本\u3000語\t") == r"a\u202eb\x00\ud800 日本" + "\u3000語\t"


def test_colours_are_readable() -> None:
    """Text has a contrast of 4.5 to 1 at least, in light and in dark; of 4 where it is marked."""
    blocks = re.findall(r"\{([^{}]*--paper[^{}]*)\}", draw.asset("colours.css"))
    assert len(blocks) == 3
    assert re.findall(r"--.*", blocks[1]) == re.findall(r"--.*", blocks[2])
    for block in blocks:
        of = dict(re.findall(r"--([\w-]+): (#\w{6})", block))
        inks = ["ink", "soft", "k", "s", "n", "c", "f", "b", "d", "e", "error", "warning", "note"]
        low = [
            (ink, ground)
            for ink in [*inks, "focus", "preprocess", "train", "predict", "evaluate"]
            for ground in ("paper", "card")
            if contrast(of[ink], of[ground]) < 4.5
        ]
        assert not low
        assert not [ink for ink in inks if contrast(of[ink], of["hit"]) < 4]


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts: Iterable[float] = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_each_class_and_id_that_the_script_names_is_in_the_page(churn: str) -> None:
    script = draw.asset("page.js")
    page = Elements(churn)
    ids = {a["id"] for _, a in page.found if "id" in a}
    classes = {c for _, a in page.found for c in a.get("class", "").split()}
    assert set(re.findall(r'getElementById\("([\w-]+)"\)', script)) <= ids
    named = set(re.findall(r'"(?:\w+)?\.([a-z]+)', script)) - {"hit"}
    assert named and named <= classes


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js to read the script")
def test_the_script_is_javascript(tmp_path: Path) -> None:
    path = tmp_path / "page.js"
    path.write_text(draw.asset("page.js"))
    run = subprocess.run(["node", "--check", str(path)], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr

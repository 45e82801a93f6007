"""The tools for agents give data, whatever is asked of them."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from nb2prod.agents import tools
from tests.support.samples import SAMPLES

CHURN = str(SAMPLES / "churn.ipynb")
UNTAGGED = """\
# %%
import pandas as pd
df = pd.read_csv("a.csv")

# %%
print(df)
"""


def codes(answer: dict[str, Any]) -> set[str]:
    return {one["code"] for one in answer["findings"]}


def test_converted_as_text() -> None:
    found = tools.convert(CHURN)
    assert found["ok"] and found["stages"] == ["preprocess", "train", "predict", "evaluate"]
    assert "def train_from_data(" in found["files"]["churn/train.py"]
    json.dumps(found)


def test_converted_to_a_folder_with_options(tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = tools.convert(CHURN, str(out), {"targets": ["dvc"], "name": "other"})
    assert found["ok"] and (out / "dvc.yaml").is_file()
    assert found["run"][1].startswith("other-pipeline ")
    (out / "other" / "train.py").write_text("mine = 1\n")
    options = {"targets": ["dvc"], "name": "other", "tables": "parquet"}
    assert codes(tools.convert(CHURN, str(out), options)) == {"NB302"}
    assert tools.convert(CHURN, str(out), options, overwrite=True)["ok"]


@pytest.mark.parametrize("options", [{"unknown": 1}, {"tables": "xml"}, {"auto-tag": "yes"}])
def test_wrong_options_are_told(options: dict[str, Any]) -> None:
    assert codes(tools.convert(CHURN, options=options)) == {"NB402"}
    assert codes(tools.check(CHURN, options)) == {"NB402"}


def test_findings_are_data(tmp_path: Path) -> None:
    path = tmp_path / "odd.py"
    path.write_text(UNTAGGED)
    found = tools.check(str(path))
    assert not found["ok"] and codes(found) == {"NB108"}
    assert {"code", "message", "advice", "cell", "line"} <= found["findings"][0].keys()
    assert codes(tools.check(str(tmp_path / "missing.ipynb"))) == {"NB404"}


def test_tags_are_suggested_and_written(tmp_path: Path) -> None:
    path = tmp_path / "odd.py"
    path.write_text(UNTAGGED)
    found = tools.tag(str(path))
    assert [one["cell"] for one in found["suggestions"]] == [1, 2]
    assert path.read_text() == UNTAGGED
    assert tools.tag(str(path), write=True)["written"]
    assert tools.check(str(path))["ok"]


def test_explained() -> None:
    assert tools.explain("nb203").startswith("# NB203: ")
    assert "there is no diagnostic NB999" in tools.explain("NB999")


def test_page_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert tools.report(CHURN, str(page))["ok"]
    assert page.read_text().startswith("<!")


@pytest.mark.slow
def test_verified(tmp_path: Path) -> None:
    path = tmp_path / "odd.py"
    path.write_text('# %% tags=["train"]\nx = 1\nprint(x)\n')
    found = tools.verify(str(path))
    assert found["ok"] and found["equal"], found


def test_server_has_the_tools() -> None:
    pytest.importorskip("mcp")
    from mcp import Client

    from nb2prod.agents.server import server

    async def asked() -> tuple[set[str], Any]:
        async with Client(server()) as client:
            listed = await client.list_tools()
            given = {"notebook": CHURN}
            return {tool.name for tool in listed.tools}, await client.call_tool("check", given)

    names, answer = asyncio.run(asked())
    assert names == {tool.__name__ for tool in tools.TOOLS}
    assert answer.structured_content["ok"] is True

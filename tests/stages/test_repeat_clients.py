"""A stage makes its own client of a server, and looks up its own secrets."""

from pathlib import Path

from nb2prod.convert import convert

NOTEBOOK = """# %%
from clickhouse_driver import Client
from sklearn.linear_model import LinearRegression
# %% tags=["preprocess"]
import os
password = os.environ["PASSWORD"]
client = Client(host="h", password=password)
rows = client.execute("select a, b from t")
# %% tags=["train"]
model = LinearRegression().fit([[a] for a, _ in rows], [b for _, b in rows])
# %% tags=["evaluate"]
print(client.execute("select count(*) from t"), model.coef_)
"""


def test_client_and_secret_are_not_saved(tmp_path: Path) -> None:
    notebook = tmp_path / "shop.py"
    notebook.write_text(NOTEBOOK)
    files = convert(notebook).files
    for stage in ("preprocess", "evaluate"):
        code = files[f"shop/{stage}.py"]
        assert "Client(host=" in code and 'os.environ["PASSWORD"]' in code
    assert "password" not in files["shop/train.py"]
    assert not any("password.joblib" in text or "client." in name for name, text in files.items())

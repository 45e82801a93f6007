"""Plain values that JSON gives back as they were are told from those that may be numpy's."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

SCALARS = {
    "n = len(os.getcwd())": True,
    "n = 2\nif os.getcwd():\n    n = -1": True,
    "n, k = len(os.getcwd()), int('2')": True,
    "k = os.listdir()\nn = f'{k}'": True,
    "n = len(os.getcwd())\nn += 1": False,
    "n = sum([1.0, 2.0])": False,
    "for n in range(3):\n    pass": False,
}


@pytest.mark.parametrize(("code", "sure"), SCALARS.items(), ids=SCALARS)
def test_scalars(tmp_path: Path, code: str, sure: bool) -> None:
    (tmp_path / "nb.py").write_text(
        f'# %% tags=["preprocess"]\nimport os\n{code}\n# %% tags=["train"]\nprint(n)\n'
    )
    text = convert(tmp_path / "nb.py").files["nb/preprocess.py"]
    assert ("json.dumps(n)" in text) == sure
    assert ("joblib.dump(n," in text) != sure


ARRAYS = {
    "a = np.zeros(os.cpu_count())": ".npy",
    "m = np.ma.masked_array([1, 2])\na = np.concatenate([m, m])": ".pickle",
    "from numpy import ma\nm = ma.masked_array([1, 2])\na = np.concatenate([m, m])": ".pickle",
    "prec, rec, ma = 1, 2, 3\na = np.zeros(rec)": ".npy",
    "rec = {}\nrec['mat'] = [1]\nmatrix(rec)\na = np.zeros(3)": ".npy",
    "m = sparse.eye(3).todense()\na = np.concatenate([m, m])": ".pickle",
    "m = np.matrix([[1, 2]])\na = np.zeros(os.cpu_count())": ".pickle",
}


@pytest.mark.parametrize(("code", "suffix"), ARRAYS.items(), ids=ARRAYS)
def test_subclasses_of_arrays_are_pickled(tmp_path: Path, code: str, suffix: str) -> None:
    (tmp_path / "nb.py").write_text(
        f'# %% tags=["preprocess"]\nimport os\nimport numpy as np\n'
        f"from scipy import sparse\nfrom pandas.plotting import scatter_matrix as matrix\n{code}\n"
        '# %% tags=["train"]\nprint(a)\n'
    )
    text = convert(tmp_path / "nb.py").files["nb/preprocess.py"]
    assert f'out_dir / "a{suffix}"' in text

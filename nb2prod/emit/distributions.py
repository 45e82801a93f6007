"""Import names to the distributions that bring them."""

import sys

_NAMES = {
    "Bio": "biopython",
    "Crypto": "pycryptodome",
    "IPython": "ipython",
    "OpenSSL": "pyOpenSSL",
    "PIL": "pillow",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "faiss": "faiss-cpu",
    "fitz": "PyMuPDF",
    "git": "GitPython",
    "google": "google-cloud-storage",
    "imblearn": "imbalanced-learn",
    "jwt": "PyJWT",
    "kneed": "kneed",
    "lightning": "lightning",
    "mpl_toolkits": "matplotlib",
    "pylab": "matplotlib",
    "MySQLdb": "mysqlclient",
    "pandas_datareader": "pandas-datareader",
    "psycopg2": "psycopg2-binary",
    "pytorch_lightning": "pytorch-lightning",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "skopt": "scikit-optimize",
    "slugify": "python-slugify",
    "surprise": "scikit-surprise",
    "talib": "TA-Lib",
    "umap": "umap-learn",
    "wx": "wxPython",
    "yaml": "PyYAML",
    "zmq": "pyzmq",
}


def distribution_of(module: str, package: str) -> str | None:
    """The distribution of a top-level module; None for the standard library and the package."""
    if module in sys.stdlib_module_names or module == package or module == "__future__":
        return None
    return _NAMES.get(module, module.replace("_", "-"))

"""Import names to the distributions that bring them."""

import sys
from collections.abc import Iterable, Mapping

# A dotted name holds for what is below it.
_NAMES = {
    "Bio": "biopython",
    "Crypto": "pycryptodome",
    "IPython": "ipython",
    "Levenshtein": "python-Levenshtein",
    "MySQLdb": "mysqlclient",
    "OpenSSL": "pyOpenSSL",
    "PIL": "pillow",
    "absl": "absl-py",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "community": "python-louvain",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "faiss": "faiss-cpu",
    "fitz": "PyMuPDF",
    "git": "GitPython",
    "google.cloud.aiplatform": "google-cloud-aiplatform",
    "google.cloud.bigquery": "google-cloud-bigquery",
    "google.cloud.storage": "google-cloud-storage",
    "google.generativeai": "google-generativeai",
    "google.oauth2": "google-auth",
    "google.protobuf": "protobuf",
    "google": "google-cloud-storage",
    "hdbscan": "hdbscan",
    "imblearn": "imbalanced-learn",
    "jwt": "PyJWT",
    "kneed": "kneed",
    "lightning": "lightning",
    "magic": "python-magic",
    "mpl_toolkits": "matplotlib",
    "pandas_datareader": "pandas-datareader",
    "pkg_resources": "setuptools",
    "pptx": "python-pptx",
    "psycopg2": "psycopg2-binary",
    "pylab": "matplotlib",
    "pytorch_lightning": "pytorch-lightning",
    "sentence_transformers": "sentence-transformers",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "skopt": "scikit-optimize",
    "slugify": "python-slugify",
    "surprise": "scikit-surprise",
    "talib": "TA-Lib",
    "tensorflow_datasets": "tensorflow-datasets",
    "umap": "umap-learn",
    "wx": "wxPython",
    "yaml": "PyYAML",
    "zmq": "pyzmq",
}


def distribution_of(
    module: str, package: str, providers: Mapping[str, str] | None = None
) -> str | None:
    """The distribution of a module; None for the standard library and the package.

    Args:
        module: its name, dotted or not.
        package: the name of the package that imports it.
        providers: what is known of other top-level names; the table goes before it.
    """
    parts = module.split(".")
    top = parts[0]
    if top in sys.stdlib_module_names or top in (package, "__future__"):
        return None
    for length in range(len(parts), 0, -1):
        found = _NAMES.get(".".join(parts[:length]))
        if found:
            return found
    return (providers or {}).get(top, top.replace("_", "-"))


def installed(modules: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is installed in the environment that nb2prod runs in.

    Returns the versions of all distributions by canonical name, and the distribution of each
    of the top-level `modules` that exactly one brings.
    """
    from importlib import metadata

    from nb2prod.notebook.requirements import canonical

    versions = {
        canonical(name): one.version
        for one in metadata.distributions()
        if (name := one.metadata["Name"])
    }
    brought = metadata.packages_distributions()
    providers = {
        name: found.pop() for name in sorted(modules) if len(found := {*brought.get(name, ())}) == 1
    }
    return versions, providers

"""The gallery of the site: notebooks, their packages and report pages.

``python -m tests.support.gallery`` writes the page anew, which is committed, and the packages and
report pages, which are not: the site takes them from ``docs/gallery/made``.
"""

import re
import shutil
import zipfile
from functools import cache
from pathlib import Path

from nb2prod.convert import convert
from nb2prod.report.request import report
from nb2prod.settings import Settings
from tests.support.golden import stored
from tests.support.samples import SAMPLES

GALLERY = Path(__file__).parents[2] / "docs/gallery"
OWN = sorted((GALLERY / "notebooks").glob("*.py"))
TAGGED = sorted(SAMPLES.glob("*.ipynb"))
_HEAD = """# Gallery

Eleven notebooks in different styles, with the packages that nb2prod makes of them. Six are the
samples, with tags. Five have no tags and are in the public domain; they are converted with
`nb2prod convert --auto-tag`.

The report page shows a notebook and its package side by side. `make gallery` makes the packages
and the report pages. They are part of the site, and not of the repository."""


@cache
def package(path: Path) -> dict[str, str]:
    """The files of the package: those of samples are stored, and tested elsewhere."""
    return stored(path.stem) if path in TAGGED else convert(path, Settings(auto_tag=True)).files


def page() -> str:
    """The page in Markdown: of each notebook what the README of its package says."""
    parts = [_HEAD, "## With tags", *map(_section, TAGGED), "## Without tags", *map(_section, OWN)]
    return "\n\n".join(parts) + "\n"


def links(path: Path) -> dict[str, str]:
    """The text of each link of a notebook, and the file below the gallery that it leads to."""
    name = path.stem
    return {
        "notebook": f"made/{name}/{path.name}",
        "package": f"made/{name}/{name}.zip",
        "report page": f"made/{name}/report.html",
    }


def _section(path: Path) -> str:
    readme = package(path)["README.md"]
    title, text = re.findall(r"\A# ([^\n]*)\n\n(.*?)\n+## ", readme, re.DOTALL)[0]
    stages = readme[readme.index("| stage |") :].split("\n\n")[0]
    # No Markdown links: the site's check would ask for files that are made later.
    made = " · ".join(f'<a href="{to}">{name}</a>' for name, to in links(path).items())
    return f"### {title}\n\n{text}\n\n{stages}\n\n{made}"


def build(path: Path, folder: Path) -> None:
    """Write the notebook, its package and its report page below the gallery in `folder`."""
    places = [folder / to for to in links(path).values()]
    notebook, archive, html = places
    notebook.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, notebook)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in package(path).items():
            written.writestr(f"{path.stem}/{name}", text)
    given = {} if path in TAGGED else {"auto_tag": True}
    html.write_text(report([path], given).html, encoding="utf-8")


if __name__ == "__main__":
    (GALLERY / "index.md").write_text(page(), encoding="utf-8")
    for each in (*TAGGED, *OWN):
        build(each, GALLERY)

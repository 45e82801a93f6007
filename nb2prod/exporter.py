"""``jupyter nbconvert --to nb2prod``, and an entry of JupyterLab's "Save and Export Notebook As".

An exporter gives one file, and others beside it. nbconvert writes them all, so that it gets the
package's README with the other files; the server of JupyterLab sends one, so that it gets a zip.
"""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError, render
from nb2prod.notebook.tags import SuggestedError
from nb2prod.notebooks import Job, job_of, record
from nb2prod.write import BASE, MANIFEST, EditedFiles, write_package


class PackageExporter(Exporter):  # type: ignore[misc]  # nbconvert has no types
    """A notebook as a Python package; untagged cells are taken as they would be tagged."""

    export_from_notebook = "Python package (nb2prod)"
    output_mimetype = "application/zip"

    def _file_extension_default(self) -> str:
        return ".zip"

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """The README with the files of the package as ``outputs`` of the resources, or a zip.

        Raises:
            ConversionException: the notebook cannot be converted, or its package was edited.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        told = resources["metadata"]
        name = told.get("name") or "notebook"
        written = "unique_key" in resources  # nbconvert writes files, the server sends them
        folder = Path(told.get("path") or ".")
        path = folder / f"{name}.ipynb"
        if path.is_file():
            files = _files(path, compared=written)
        else:
            with tempfile.TemporaryDirectory() as place:
                path = Path(place) / f"{name}.ipynb"
                nbformat.write(nb, path)
                files = _files(path, compared=False)
        outputs = {f"{name}/{file}": data for file, data in files.items()}
        if not written:
            return _zipped(outputs), resources
        resources["outputs"] = {**(resources.get("outputs") or {}), **outputs}
        resources |= {"unique_key": f"{name}/README", "output_extension": ".md"}
        return files["README.md"].decode(), resources


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes, whenever that is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _files(path: Path, *, compared: bool) -> dict[str, bytes]:
    """All files of the notebook's package, with what `check` and `--merge` want to know."""
    try:
        try:
            return _made(job_of([path], {}), compared=compared)
        except SuggestedError:
            return _made(job_of([path], {"auto_tag": True}), compared=compared)
    except EditedFiles as error:
        names = ", ".join(edit.name for edit in error.edits)
        advice = f"Keep edits by `nb2prod convert --merge {path.name}`, or undo them."
        message = f"nothing was written: {names} edited since generated. {advice}"
        raise ConversionException(message) from error
    except ConversionError as error:
        told = "\n".join(render(one, path.name) for one in error.diagnostics)
        raise ConversionException(told) from error


def _made(job: Job, *, compared: bool) -> dict[str, bytes]:
    settings = job.choices.settings
    made = convert(job.path, settings, target=job.target)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "package"
        if compared and job.target.is_dir():
            shutil.copytree(job.target, root)
        write_package(made.files, root, record(job.path, settings, job.target))
        ours = [*map(root.joinpath, [*made.files, MANIFEST]), *(root / BASE).parent.iterdir()]
        files = sorted(path for path in ours if path.is_file())
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}

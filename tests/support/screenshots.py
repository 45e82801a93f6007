"""Screenshots of the report page, light and dark; ``python -m tests.support.screenshots``.

It needs Chromium. The pictures are committed, as few machines have it.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from nb2prod.report.request import report
from tests.support.samples import SAMPLES

ASSETS = Path(__file__).parents[2] / "docs/assets"
LOOKS = ("light", "dark")


def taken(chromium: str, page: Path) -> bytes:
    """A PNG of the top of the page, with few colours, as its text needs no more."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "shot.png")
        options = ["--headless=new", "--hide-scrollbars", "--window-size=1280,900"]
        options += [f"--user-data-dir={folder}/profile", f"--screenshot={place}", "--disable-gpu"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium as root starts in no other way
        subprocess.run([chromium, *options, page.as_uri()], check=True, capture_output=True)
        picture = Image.open(place).convert("RGB").crop((0, 0, 1280, 750))
        written = io.BytesIO()
        picture.quantize(128, Image.Quantize.MAXCOVERAGE).save(written, "PNG", optimize=True)
        return written.getvalue()


def main(chromium: str) -> None:
    """Write the pictures anew."""
    html = report([SAMPLES / "churn.ipynb"], {}).html
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "churn.html")
        for look in LOOKS:
            themed = html.replace("<html ", f'<html data-theme="{look}" ', 1)
            page.write_text(themed, encoding="utf-8")
            (ASSETS / f"report-{look}.png").write_bytes(taken(chromium, page))


if __name__ == "__main__":
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    if found is None:
        sys.exit("Chromium is not installed")
    main(found)

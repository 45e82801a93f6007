"""Names of figures, as far as the code of a stage tells them."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.emit.figure_files import figure_files, image_files

HEAD = "import matplotlib.pyplot as plt\nnames = ['a', 'b']\nfor name in names:\n    print(name)\n"
SHOW = "plt.plot([1])\nplt.show()\n"
INDENTED = SHOW.replace("\n", "\n    ")

# what is special, the statements, the files of figures
CASES = [
    ("shown", SHOW, ["train_1.png"]),
    ("titled", "plt.plot([1])\nplt.title('Loss')\nplt.show()\n", ["loss.png"]),
    ("left open", "plt.plot([1])\n", ["train_1.png"]),
    ("saved and shown: one", "plt.plot([1])\nplt.savefig('loss.svg')\nplt.show()\n", ["loss.svg"]),
    ("a page for print", "plt.plot([1])\nplt.savefig('loss.pdf')\n", ["loss.pdf"]),
    ("shown in a loop", "for n in names:\n    plt.plot([1])\n    plt.show()\n",
     ["train_1.png", "train_1_*.png"]),
    ("saved in a loop", "for n in names:\n    plt.plot([1])\n    plt.savefig(f'figs/{n}_x.png')\n",
     ["*_x.png"]),
    ("by adding", "for n in names:\n    plt.plot([1])\n    plt.savefig('hist_' + n + '.png')\n",
     ["hist_*.png"]),
    ("by %", "for n in names:\n    plt.plot([1])\n    plt.savefig('hist_%s_%03d.png' % (n, 1))\n",
     ["hist_*_*.png"]),
    ("by format", "for n in names:\n    plt.plot([1])\n    plt.savefig('h{}.png'.format(n))\n",
     ["h*.png"]),
    ("saved and shown in a loop",
     "for n in names:\n    plt.plot([1])\n    plt.savefig(f'{n}.png')\n    plt.show()\n",
     ["*.png"]),
    ("a function that shows, called once", f"def draw():\n    {INDENTED}\ndraw()\n",
     ["draw.png"]),
    ("a function that shows, called in a loop",
     f"def draw(x):\n    {INDENTED}\nfor n in range(len(names)):\n"
     "    draw(n)\n", ["draw.png", "draw_*.png"]),
    ("a function that shows, called twice",
     f"def draw(x):\n    {INDENTED}return x\ndraw(1)\ndraw(2)\n",
     ["draw.png", "draw_*.png"]),
    ("a function that leaves its figure open",
     "def draw(x):\n    plt.plot(x)\ndraw([1])\n", ["train_1.png"]),
    ("a function that shows, and then draws",
     f"def draw(x):\n    {INDENTED}plt.plot(x)\ndraw([1])\n",
     ["draw.png", "train_1.png"]),
    ("a function that shows, and what is drawn behind it",
     f"def draw(x):\n    {INDENTED}\ndraw([1])\nplt.plot([2])\n",
     ["draw.png", "train_1.png"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_names(code: str, wanted: list[str], tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(f'# %% tags=["train"]\n{HEAD}{code}')
    made = convert(tmp_path / "n.py")
    (stage,) = made.pipeline.stages
    module = made.files["n/train.py"]
    assert list(figure_files(stage, module)) == wanted
    images = [one for one in wanted if "*" not in one and not one.endswith(".pdf")]
    assert list(image_files(stage, module)) == images

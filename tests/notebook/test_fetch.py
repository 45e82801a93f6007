"""What shell commands make, read off their words."""

import pytest

from nb2prod.notebook.fetch import without_secrets
from nb2prod.notebook.shell import Effect, read_script, read_shell

FILES = [
    ("wget https://e.org/d/a.csv", "a.csv"),
    ("wget https://e.org/a.csv?raw=1", "a.csv"),
    ("wget -q https://e.org/a -O data/a.csv", "data/a.csv"),
    ("wget -qO data/a.csv https://e.org/a", "data/a.csv"),
    ("wget --output-document=a.csv https://e.org/b", "a.csv"),
    ("wget -O ./data//a.csv https://e.org/a", "data/a.csv"),
    ("wget -O /content/a.csv https://e.org/a", "a.csv"),
    ("wget -nc -P data https://e.org/a.csv", "data/a.csv"),
    ("wget --header 'A: b' https://e.org/a.csv", "a.csv"),
    ("sudo wget https://e.org/a.csv", "a.csv"),
    ("wget https://e.org/a.csv https://e.org/b.csv", "a.csv b.csv"),
    ("curl -O https://e.org/a.csv", "a.csv"),
    ("curl -LO https://e.org/a.csv", "a.csv"),
    ("curl -L -o a.csv https://e.org/b", "a.csv"),
    ("curl -sSLo a.csv https://e.org/b", "a.csv"),
    ("curl https://e.org/b > data/a.csv", "data/a.csv"),
    ("curl --output-dir data -O https://e.org/a.csv", "data/a.csv"),
    ("gdown --id 1AbC -O a.zip", "a.zip"),
    ("python -m gdown 1AbC -O a.zip", "a.zip"),
    ("kaggle competitions download -c titanic", "titanic.zip"),
    ("kaggle competitions download titanic -p data", "data/titanic.zip"),
    ("kaggle datasets download -d owner/zecon -p data", "data/zecon.zip"),
    ("kaggle datasets download owner/zecon -f a.csv", "a.csv a.csv.zip"),
    ("gsutil cp gs://b/a.csv data/", "data/a.csv"),
    ("gsutil -m cp gs://b/a.csv .", "a.csv"),
    ("aria2c -d data -o a.csv https://e.org/b", "data/a.csv"),
    ("gunzip -k data/a.csv.gz", "data/a.csv"),
    ("gzip -d a.csv.gz", "a.csv"),
    ("gunzip -c a.csv.gz > b.csv", "b.csv"),
    ("cd data && wget https://e.org/a.csv", "data/a.csv"),
    ("cd data; cd raw; wget https://e.org/a.csv", "data/raw/a.csv"),
]


@pytest.mark.parametrize(("line", "files"), FILES)
def test_files(line: str, files: str) -> None:
    read = read_shell(line)
    assert read.effect is Effect.GETS
    assert read.data is not None
    assert read.data.makes == tuple(files.split())
    assert read.data.text == line


FOLDERS = [
    ("unzip a.zip", "."),
    ("unzip -qq a.zip -d data", "data"),
    ("unzip -o data/a.zip -d data/raw/", "data/raw"),
    ("tar xzf a.tgz", "."),
    ("tar -xzvf a.tgz -C data", "data"),
    ("tar --extract --file a.tar --directory=data", "data"),
    ("wget -qO- https://e.org/a.tgz | tar xz -C data", "data"),
    ("7z x a.7z -odata", "data"),
    ("unrar x a.rar data", "data"),
    ("kaggle datasets download -d o/d --unzip -p data", "data"),
    ("kaggle kernels output o/k -p data", "data"),
    ("gdown --folder https://drive.google.com/x -O data", "data"),
    ("gdown https://drive.google.com/uc?id=1", "."),
    ("git clone https://github.com/o/repo.git", "repo"),
    ("git clone --depth 1 https://github.com/o/repo data", "data"),
    ("git lfs pull", "."),
    ("aws s3 sync s3://b/d data", "data"),
    ("gcloud storage cp -r gs://b/d data", "data"),
    ("scp -r host:d data", "data"),
    ("huggingface-cli download o/d --local-dir data", "data"),
    ("wget -r -P data https://e.org/d/", "data"),
    ("python -m zipfile -e a.zip data", "data"),
    ("dvc pull", "."),
]


@pytest.mark.parametrize(("line", "folder"), FOLDERS)
def test_folders(line: str, folder: str) -> None:
    read = read_shell(line)
    assert read.effect is Effect.GETS
    assert read.data is not None and read.data.fills == (folder,)


NO_DATA = [
    "tar czf out.tgz data",
    "gzip a.csv",
    "gsutil cp a.csv gs://b/",
    "aws s3 cp a.csv s3://b/a.csv",
    "scp a.csv host:",
    "curl -X POST -d x=1 https://e.org",
    "curl -T a.csv https://e.org",
    "kaggle competitions submit -c titanic -f a.csv -m x",
    "git push",
    "git commit -m x",
    "zip a.zip a",
    "python train.py",
]


@pytest.mark.parametrize("line", NO_DATA)
def test_no_data(line: str) -> None:
    read = read_shell(line)
    assert (read.effect, read.data) == (Effect.CHANGES, None)


@pytest.mark.parametrize(
    ("line", "makes"), [("cp a b.csv", "b.csv"), ("mv a.csv d/", "d/a.csv"), ("cat a b > c", "c")]
)
def test_copies_are_data_perhaps(line: str, makes: str) -> None:
    read = read_shell(line)
    assert read.effect is Effect.CHANGES
    assert read.data is not None and read.data.perhaps and makes in read.data.makes


def test_mkdir() -> None:
    read = read_shell("mkdir -p models data/raw")
    assert read.effect is Effect.MAKES_FOLDER
    assert read.data is not None and read.data.folders == ("models", "data/raw")


def test_line_of_several_commands_is_kept_whole() -> None:
    line = "mkdir -p d && wget -P d https://e.org/a.zip && unzip d/a.zip -d d && rm d/a.zip"
    read = read_shell(line)
    assert read.effect is Effect.CHANGES
    assert read.data is not None
    assert (read.data.makes, read.data.fills) == (("d/a.zip",), ("d",))
    assert read.data.text == line


def test_script_goes_on_in_the_folder_of_its_cd() -> None:
    lines = read_script("# data\ncd data\n\nwget https://e.org/a.csv\ncd ..\ntar xf \\\n  b.tar\n")
    data = [line.data for line in lines if line.data]
    assert [(one.makes, one.fills) for one in data] == [(("data/a.csv",), ()), ((), (".",))]
    assert [one.text for one in data] == [
        "cd data && wget https://e.org/a.csv",
        "tar xf b.tar",
    ]


SECRETS = [
    "wget https://me:hidden@e.org/a.csv",
    "wget --user=me --password=hidden https://e.org/a.csv",
    "wget --http-password hidden https://e.org/a.csv",
    "curl -u me:hidden https://e.org/a.csv -O",
    "curl -H 'Authorization: Bearer hidden' -O https://e.org/a.csv",
    "curl -O 'https://e.org/a.csv?token=hidden&x=1'",
    "wget 'https://e.org/a.csv?X-Amz-Signature=hidden'",
    "huggingface-cli download o/d --token hidden",
    "KAGGLE_KEY=hidden kaggle datasets download o/d",
    "git clone https://hiddenhiddenhidden@github.com/o/repo",
]


@pytest.mark.parametrize("line", SECRETS)
def test_secrets(line: str) -> None:
    shown = without_secrets(line)
    assert "hidden" not in shown
    assert "***" in shown


@pytest.mark.parametrize(
    "line", ["wget https://e.org/a.csv?key_of=3", "curl -O https://e.org/a.csv?page=2", "ls -u a"]
)
def test_no_secrets(line: str) -> None:
    assert without_secrets(line) == line

"""Files of the standard library (rows have full names)."""

from nb2prod.knowledge.schema import ITSELF, RECEIVER, Access, Else, Library, Mode, Path

LIBRARIES = (
    Library(
        name="",
        public={"_io.TextIOWrapper": "typing.TextIO"},
        reads=(
            Path("zipfile.is_zipfile", 0, "filename", "bool"),
            Path("tarfile.is_tarfile", 0, "name", "bool"),
            Path("fileinput.input", 0, "files", other=Else.DATA),
            Path("linecache.getline", 0, "filename", "str"),
            Path(".write", 0, "filename", needs="zipfile"),
            Path(".add", 0, "name", needs="tarfile"),
            Path(
                """os.rename os.replace os.link os.symlink shutil.copy shutil.copy2 shutil.copyfile
                    shutil.move shutil.copystat""",
                0,
                "src",
            ),
            Path("os.renames", 0, "old"),
            Path("shutil.unpack_archive", 0, "filename", unpacks=True),
            Path(".read_text", RECEIVER, "", "str"),
            Path(".read_bytes", RECEIVER, "", "bytes"),
            Path(".rename .replace .copy", RECEIVER, "", needs="pathlib.Path"),
            Path(
                "subprocess.run subprocess.check_output subprocess.call subprocess.check_call",
                0,
                "",
                other=Else.COMMAND,
            ),
            Path("filecmp.cmp", 0, "f1", "bool"),
            Path("filecmp.cmp", 1, "f2", "bool"),
            Path(".read", 0, "filenames", "list", needs="configparser"),
            Path("xml.etree.ElementTree.parse", 0, "source", "xml.etree.ElementTree.ElementTree"),
        ),
        writes=(
            Path("os.remove os.unlink os.truncate os.utime os.chmod", 0, "path"),
            Path(
                """os.rename os.replace os.link os.symlink shutil.copy shutil.copy2 shutil.copyfile
                    shutil.move shutil.copystat""",
                1,
                "dst",
            ),
            Path("os.renames", 1, "new"),
            Path("shutil.make_archive", 0, "base_name", "str"),
            Path(".write_text .write_bytes", RECEIVER, "", "int"),
            Path(".unlink .symlink_to .hardlink_to", RECEIVER, ""),
            Path(".chmod .touch", RECEIVER, "", needs="pathlib.Path"),
            Path(".rename .replace .copy", 0, "target", needs="pathlib.Path"),
            Path("urllib.request.urlretrieve", 1, "filename", "tuple"),
        ),
        reads_folders=(
            Path("os.listdir", 0, "path", "list[str]"),
            Path("os.scandir", 0, "path"),
            Path("os.walk", 0, "top"),
            Path("shutil.copytree distutils.dir_util.copy_tree", 0, "src", unpacks=True),
            Path("shutil.make_archive", 2, "root_dir", "str"),
            Path(".iterdir", RECEIVER, ""),
            Path(".walk", RECEIVER, "", needs="pathlib.Path"),
        ),
        writes_folders=(
            Path(".extractall", 0, "path", needs="zipfile", unpacks=True),
            Path(".extractall", 0, "path", needs="tarfile", unpacks=True),
            Path(".extract", 1, "path", needs="zipfile", unpacks=True),
            Path(".extract", 1, "path", needs="tarfile", unpacks=True),
            Path("os.mkdir os.rmdir shutil.rmtree", 0, "path"),
            Path("os.makedirs os.removedirs", 0, "name"),
            Path("shutil.copytree distutils.dir_util.copy_tree", 1, "dst", unpacks=True),
            Path("shutil.unpack_archive", 1, "extract_dir", unpacks=True),
            Path(".mkdir .rmdir", RECEIVER, "", needs="pathlib.Path"),
            Path("tempfile.mkstemp", 2, "dir", "tuple[int, str]"),
            Path("tempfile.mkdtemp", 2, "dir", "str"),
        ),
        globs=(
            Path("glob.glob", 0, "pathname", "list[str]"),
            Path("glob.iglob", 0, "pathname"),
            Path(".rglob", RECEIVER, ""),
            Path(".glob", RECEIVER, "", needs="pathlib.Path"),
        ),
        looks_for=(
            Path("os.stat", 0, "path", "os.stat_result"),
            Path(
                "os.access os.path.exists os.path.lexists os.path.isfile os.path.islink",
                0,
                "path",
                "bool",
            ),
            Path("os.path.isdir", 0, "", "bool"),
            Path("os.path.samefile", 0, "f1", "bool"),
            Path("os.path.samefile", 1, "f2", "bool"),
            Path("os.path.getsize", 0, "filename", "int"),
            Path("os.path.getmtime os.path.getctime", 0, "filename", "float"),
            Path("shutil.disk_usage", 0, "path"),
            Path(".is_file .is_dir .is_symlink .samefile", RECEIVER, "", "bool"),
            Path(".exists", RECEIVER, "", "bool", needs="pathlib.Path"),
            Path(".stat .lstat", RECEIVER, "", needs="pathlib.Path"),
        ),
        opens=(
            Path("io.open", 0, "file", mode=Mode()),
            Path("codecs.open gzip.open bz2.open lzma.open", 0, "filename", mode=Mode()),
            Path("os.open", 0, "path", "int"),
            Path("os.fdopen", 0, "fd"),
            Path("gzip.GzipFile bz2.BZ2File lzma.LZMAFile", 0, "filename", ITSELF, mode=Mode()),
            Path("zipfile.ZipFile", 0, "file", ITSELF, mode=Mode(append=Access.OPEN)),
            Path("tarfile.open", 0, "name", "tarfile.TarFile", mode=Mode(append=Access.OPEN)),
            Path("tarfile.TarFile", 0, "name", ITSELF, mode=Mode(append=Access.OPEN)),
            Path("shelve.open", 0, "filename", "shelve.DbfilenameShelf"),
            Path("dbm.open", 0, "file"),
            Path(".open", RECEIVER, "", needs="pathlib.Path", mode=Mode(position=0)),
            Path("sqlite3.connect", 0, "database", "sqlite3.Connection"),
            Path("wave.open", 0, "f", mode=Mode()),
        ),
        text_paths="glob sqlite3 wave",
        returns={
            "generator[str]": "glob.iglob",
            "self": """configparser.ConfigParser csv.DictReader csv.DictWriter csv.reader
                csv.writer io.BytesIO io.StringIO""",
            "str": "os.path.basename os.path.commonprefix os.path.dirname os.path.normpath",
            "tuple[str, str]": "os.path.split os.path.splitext",
        },
        methods={"pathlib.Path": {"generator[pathlib.Path]": "glob iterdir rglob"}},
        constants={"str": "os.sep"},
        immutable="pathlib.Path pathlib.PurePath",
        pure="glob gzip json os pathlib pickle shutil sqlite3 tarfile tempfile urllib zipfile",
        changes={
            (0, 1): "shutil.copyfileobj",
            (0,): """csv.DictReader csv.DictWriter csv.reader csv.writer json.load pickle.load
                tomllib.load""",
            (1,): "json.dump marshal.dump pickle.dump",
        },
        fresh="""glob.glob json.dumps os.getcwd os.listdir os.path.abspath os.path.basename
            os.path.dirname os.path.exists os.path.getsize os.path.isdir os.path.isfile os.path.join
            os.path.splitext pickle.dumps""",
        copies="pathlib",
        calls_nothing="json pickle",
        enters_itself="""_io.BufferedReader _io.BufferedWriter _io.TextIOWrapper sqlite3.Connection
            zipfile.ZipFile""",
        settings="""csv.field_size_limit csv.register_dialect os.chdir os.environ.clear
            os.environ.pop os.environ.setdefault os.environ.update os.nice os.putenv os.umask
            os.unsetenv""",
        setting_objects="os.environ",
        saved={"joblib": "pathlib"},
        unsavable={
            "an open file": "_io.BufferedReader _io.BufferedWriter _io.TextIOWrapper",
            "a database connection": "sqlite3.Connection",
            "a database cursor": "sqlite3.Cursor",
            "a folder that is deleted with it": "tempfile.TemporaryDirectory",
            "a reader of an open file": "csv.DictReader csv.reader",
            "a writer of an open file": "csv.DictWriter csv.writer",
        },
        only_computes="os.environ.get os.getenv os.path",
        cheap="pathlib.Path",
        loads="""csv.DictReader csv.reader glob gzip.open json.load json.loads
                os.listdir os.walk sqlite3.connect tarfile tarfile.open urllib.request
                zipfile.ZipFile""",
        restores="pickle.load pickle.loads",
        saves="csv.writer json.dump pickle.dump shutil.make_archive",
        sets_up="os.chdir os.environ os.makedirs os.mkdir pathlib.Path.mkdir",
        unpickles="pickle.load pickle.loads",
    ),
)

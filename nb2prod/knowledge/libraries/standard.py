"""Standard library, without files (rows have full names)."""

from nb2prod.knowledge.schema import ITSELF, KEYWORD_ONLY, Library, Path

LIBRARIES = (
    Library(
        name="",
        unwritten="types.FunctionType",
        writes=(
            Path("logging.FileHandler logging.handlers.RotatingFileHandler", 0, "filename", ITSELF),
            Path("logging.basicConfig", KEYWORD_ONLY, "filename"),
        ),
        returns={
            "self": """argparse.ArgumentParser concurrent.futures.ProcessPoolExecutor
                concurrent.futures.ThreadPoolExecutor functools.partial itertools.chain
                itertools.combinations itertools.cycle itertools.groupby itertools.islice
                itertools.permutations itertools.product itertools.repeat multiprocessing.Pool
                queue.LifoQueue queue.PriorityQueue queue.Queue socket.socket subprocess.Popen
                tempfile.TemporaryDirectory threading.Barrier threading.BoundedSemaphore
                threading.Condition threading.Event threading.RLock threading.Semaphore
                threading.Thread types.SimpleNamespace""",
            "_thread.lock": "threading.Lock",
            "float": """random.betavariate random.expovariate random.gauss random.lognormvariate
                random.normalvariate random.random random.triangular random.uniform
                statistics.pstdev statistics.stdev""",
            "int": """math.ceil math.floor math.trunc multiprocessing.cpu_count
                random.getrandbits random.randint random.randrange""",
            "itertools.chain": "itertools.chain.from_iterable",
            "types.ModuleType": "importlib.import_module importlib.reload",
            "list": "random.choices random.sample",
            "logging.Logger": "logging.getLogger",
            "str": "string.capwords",
            "type": "collections.namedtuple",
        },
        methods={
            "collections.Counter": {"itertools.chain": "elements"},
            "re.Pattern": {"list": "findall"},
        },
        constants={
            "float": "math.e math.inf math.nan math.pi math.tau",
            "list[str]": "sys.argv",
            "str": """string.ascii_letters string.ascii_lowercase string.ascii_uppercase
                string.digits string.punctuation""",
        },
        immutable="""datetime.date datetime.datetime datetime.time datetime.timedelta
            decimal.Decimal fractions.Fraction re.Match re.Pattern uuid.UUID""",
        pure="""argparse.Namespace base64 bisect calendar cmath collections contextlib copy
            dataclasses datetime decimal difflib enum fractions functools hashlib heapq html
            itertools math numbers operator platform pprint random re statistics string textwrap
            time typing unicodedata uuid warnings zoneinfo""",
        pure_functions="""copy.copy copy.deepcopy dataclasses.asdict dataclasses.astuple
            dataclasses.fields dataclasses.replace gc.collect inspect.signature pprint.pformat
            pprint.pprint sys.exit sys.getsizeof textwrap.dedent textwrap.fill textwrap.indent
            textwrap.wrap time.sleep time.time typing.cast""",
        changes={
            (0,): """bisect.insort bisect.insort_left bisect.insort_right
                collections.abc.MutableMapping.update functools.update_wrapper heapq.heapify
                heapq.heappop heapq.heappush heapq.heappushpop heapq.heapreplace operator.delitem
                operator.iadd operator.iand operator.iconcat operator.ifloordiv operator.imod
                operator.imul operator.ior operator.ipow operator.isub operator.itruediv
                operator.ixor operator.setitem random.shuffle"""
        },
        fresh="""copy.deepcopy math.ceil math.comb math.cos math.degrees math.dist math.exp
            math.fabs math.factorial math.floor math.fsum math.gcd math.hypot math.isclose
            math.isinf math.isnan math.log math.log10 math.log1p math.log2 math.pow math.prod
            math.radians math.sin math.sqrt math.tan re.escape re.findall re.split re.sub re.subn
            statistics.mean statistics.median statistics.pstdev statistics.pvariance
            statistics.stdev statistics.variance time.perf_counter time.time""",
        holds="""collections.defaultdict collections.deque copy.copy functools.cache
            argparse.Namespace functools.lru_cache functools.partial functools.wraps
            types.SimpleNamespace""",
        holds_elements="copy.copy",
        gives_arguments="""copy.replace functools.reduce operator.itemgetter random.choice
            random.choices random.sample typing.cast""",
        enters="contextlib.closing contextlib.nullcontext",
        copies="collections.Counter datetime decimal fractions",
        consumes="collections.Counter collections.deque",
        calls_nothing="copy",
        enters_itself="""concurrent.futures.ProcessPoolExecutor
            concurrent.futures.ThreadPoolExecutor multiprocessing.Pool socket.socket""",
        seeds={"python": "random.seed random.setstate"},
        draws={
            "python": """random.betavariate random.choice random.choices random.expovariate
                random.gammavariate random.gauss random.getrandbits random.getstate
                random.lognormvariate random.normalvariate random.paretovariate random.randbytes
                random.randint random.random random.randrange random.sample random.shuffle
                random.triangular random.uniform random.vonmisesvariate random.weibullvariate"""
        },
        settings="""atexit.register decimal.setcontext faulthandler.enable gc.disable gc.enable
            gc.freeze gc.set_threshold importlib.reload locale.setlocale logging.basicConfig
            logging.captureWarnings logging.config.dictConfig logging.config.fileConfig
            logging.disable multiprocessing.set_start_method signal.alarm signal.signal
            site.addsitedir socket.setdefaulttimeout sys.modules.pop sys.modules.update
            sys.path.append sys.path.extend sys.path.insert sys.path.remove sys.setrecursionlimit
            sys.setswitchinterval sys.settrace threading.setprofile time.tzset
            warnings.filterwarnings warnings.resetwarnings warnings.simplefilter""",
        setting_objects="""builtins logging.root ssl._create_default_https_context sys.argv
            sys.displayhook sys.excepthook sys.modules sys.path sys.stderr sys.stdout
            warnings.filters warnings.showwarning""",
        setting_getters="decimal.getcontext logging.getLogger",
        saved={"joblib": "datetime decimal re"},
        unsavable={
            "a lock": """_thread.lock threading.Barrier threading.BoundedSemaphore
                threading.Condition threading.Event threading.Lock threading.RLock
                threading.Semaphore""",
            "a queue of threads": "queue.LifoQueue queue.PriorityQueue queue.Queue",
            "a module": "types.ModuleType",
            "a thread": "threading.Thread",
            "a pool of threads": "concurrent.futures.ThreadPoolExecutor",
            "a pool of processes": "concurrent.futures.ProcessPoolExecutor multiprocessing.Pool",
            "a running process": "subprocess.Popen",
            "a socket": "socket.socket",
        },
        prints="""logging.critical logging.debug logging.error logging.info logging.warning
            pprint.pp pprint.pprint sys.stderr.write sys.stdout.write warnings.warn""",
        only_computes="""collections datetime itertools math operator platform re statistics string
            sys.getsizeof textwrap""",
        acts="gc.collect pprint.pprint sys.exit time.sleep",
        cheap="""argparse.Namespace datetime.date datetime.datetime datetime.timedelta
            logging.getLogger re.compile types.SimpleNamespace""",
        shows="collections.Counter pprint",
        prepares_data="html re string unicodedata",
        sets_up="getpass logging random.seed sys.path warnings",
    ),
)

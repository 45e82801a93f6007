"""NumPy."""

from nb2prod.knowledge.schema import ITSELF, Library, Mode, Path, Result

LIBRARIES = (
    Library(
        name="numpy",
        until={
            "1.24": "complex float int object str",
            "2": """Inf NaN alltrue complex_ cumproduct float_ infty product round_ sometrue string_
                unicode_""",
        },
        alias="np",
        reads=(
            Path("load", 0, "file"),
            Path("loadtxt genfromtxt", 0, "fname", "numpy.ndarray"),
            Path("fromfile fromregex", 0, "file", "numpy.ndarray"),
        ),
        writes=(
            Path("save savez savez_compressed", 0, "file"),
            Path("savetxt", 0, "fname"),
            Path(".tofile", 0, "fid"),
            Path(".dump", 0, "file", needs="numpy.ndarray"),
        ),
        opens=(
            Path("memmap", 0, "filename", ITSELF, mode=Mode(position=2, default="r+")),
            Path("lib.format.open_memmap", 0, "filename", "numpy.memmap", mode=Mode(default="r+")),
        ),
        returns={
            "self": "dtype matrix poly1d vectorize",
            "None": """copyto fill_diagonal place put putmask save savetxt savez savez_compressed
                set_printoptions""",
            "bool": """allclose array_equal array_equiv iscomplexobj isscalar issubdtype
                may_share_memory shares_memory""",
            "int": "ndim",
            "list[numpy.ndarray]": "array_split dsplit hsplit split vsplit",
            "numpy.ndarray": """append apply_along_axis arange argpartition argsort argwhere
                array asarray ascontiguousarray atleast_2d bincount broadcast_to char.lower
                char.strip char.upper choose column_stack compress concatenate convolve copy
                corrcoef correlate cov cumprod cumsum delete diag diagflat diff digitize dstack
                empty empty_like expand_dims eye fft.fft fft.fft2 fft.fftfreq fft.fftshift
                fft.ifft fft.ifft2 fft.irfft fft.rfft fft.rfftfreq flatnonzero flip fliplr flipud
                frombuffer fromfunction fromiter fromstring full full_like geomspace
                histogram_bin_edges hstack identity indices insert isin kron lexsort
                lib.stride_tricks.sliding_window_view linalg.cholesky linalg.eigvals
                linalg.eigvalsh linalg.inv linalg.matrix_power linalg.pinv linalg.solve logspace
                moveaxis ones ones_like outer pad partition polyfit ravel repeat reshape resize
                roll rot90 select setdiff1d setxor1d sort squeeze stack swapaxes tile transpose
                tri tril triu union1d vander vstack zeros zeros_like""",
            "float": "linalg.det",
            "numpy.ndarray | numpy.generic": "trapezoid trapz",
            "tuple": "histogramdd ix_ linalg.lstsq linalg.slogdet nonzero shape unravel_index",
            "tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]": "histogram2d linalg.svd",
            "tuple[numpy.ndarray, numpy.ndarray]": "histogram linalg.eig linalg.eigh linalg.qr",
        },
        methods={
            "numpy.ndarray": {
                "None": "dump fill partition put resize setflags sort tofile",
                "bytes": "tobytes",
                "list": "tolist",
                "numpy.ndarray": """argpartition argsort astype byteswap clip cumprod cumsum
                    diagonal flatten ravel reshape round squeeze swapaxes transpose""",
                "numpy.ndarray | numpy.generic": "dot",
                "self": "copy",
                "tuple": "nonzero",
            },
            "numpy.generic": {"numpy.ndarray": "flatten ravel reshape"},
        },
        attributes={
            "numpy.ndarray": {
                "int": "itemsize nbytes ndim size",
                "numpy.dtype": "dtype",
                "numpy.flatiter": "flat",
                "numpy.ndarray": "T imag real",
                "tuple": "shape strides",
            },
            "numpy.generic": {"int": "ndim size", "numpy.generic": "T"},
        },
        members={
            "numpy.ndarray": """T all any argmax argmin argpartition argsort astype base byteswap
                choose clip compress conj conjugate copy ctypes cumprod cumsum data device
                diagonal dot dtype dump dumps fill flags flat flatten getfield imag item itemsize
                mT max mean min nbytes ndim nonzero partition prod put ravel real repeat reshape
                resize round searchsorted setfield setflags shape size sort squeeze std strides
                sum swapaxes take to_device tobytes tofile tolist trace transpose var view"""
        },
        constants={"float": "NaN e inf nan pi"},
        default_only={"cov full": "polyfit", "unpack": "genfromtxt loadtxt"},
        switches={
            "linalg.qr": {"mode": {"r": "numpy.ndarray"}},
            "linalg.svd": {"compute_uv": {False: "numpy.ndarray"}},
        },
        results={
            Result.BOOLS: "isfinite isinf isnan logical_not",
            Result.BROADCAST: "add fmax fmin maximum minimum multiply power subtract",
            Result.FLOATS: """arccos arcsin arctan cbrt ceil cos cosh deg2rad degrees exp exp2 expm1
                floor log log10 log1p log2 rad2deg radians rint sin sinh sqrt tan tanh""",
            Result.KEPT: "abs absolute around clip nan_to_num negative round sign square",
        },
        immutable="bool_ datetime64 dtype float32 float64 int32 int64",
        arrays="matrix memmap ndarray recarray",
        samples="ndarray",
        enters_itself="lib.npyio.NpzFile",
        pure=".",
        changes={
            (0,): """add.at bitwise_or.at copyto divide.at fill_diagonal logical_and.at
                logical_or.at maximum.at minimum.at multiply.at place put put_along_axis putmask
                subtract.at"""
        },
        fresh="""abs absolute add all allclose amax amin any append arange arccos arcsin arctan
            arctan2 argmax argmin argsort argwhere array array_equal average bincount ceil clip
            column_stack concatenate convolve copy corrcoef correlate cos cosh count_nonzero cov
            cross cumprod cumsum deg2rad delete diff digitize divide dot dstack empty empty_like exp
            expm1 eye flatnonzero floor full full_like genfromtxt geomspace gradient histogram
            histogram2d hstack identity inner insert interp isclose isfinite isin isinf isnan kron
            lexsort linalg.cholesky linalg.det linalg.eig linalg.eigh linalg.inv linalg.lstsq
            linalg.matrix_rank linalg.norm linalg.pinv linalg.qr linalg.solve linalg.svd linspace
            loadtxt log log10 log1p log2 logical_and logical_not logical_or logical_xor logspace
            matmul max maximum mean median min minimum mod multiply nanargmax nanargmin nanmax
            nanmean nanmedian nanmin nanpercentile nanstd nansum nanvar nonzero ones ones_like outer
            pad percentile polyfit polyval power prod ptp quantile rad2deg repeat rint roll round
            searchsorted select sign sin sinh sort sqrt square stack std subtract sum take tan tanh
            tensordot tile tri tril triu unique var vstack where zeros zeros_like""",
        views="""array_split asanyarray asarray ascontiguousarray asfortranarray atleast_1d
            atleast_2d atleast_3d broadcast_arrays broadcast_to diag diagonal dsplit expand_dims
            flip fliplr flipud frombuffer hsplit imag matrix_transpose moveaxis nan_to_num ravel
            real require reshape rollaxis rot90 split squeeze swapaxes transpose triu vsplit""",
        holds="vectorize",
        consumes="fromiter",
        calls_nothing=".",
        settings="set_printoptions setbufsize seterr seterrcall",
        saved={"array": "ndarray", "joblib": "."},
        only_computes=".",
        fits="linalg.lstsq polyfit polynomial.Polynomial.fit",
        shows="shape",
        loads="fromfile genfromtxt load loadtxt",
        predicts="polyval",
        prepares_data=".",
        saves="save savetxt savez savez_compressed",
        sets_up="set_printoptions seterr",
        neutral="""abs arange argmax argsort clip corrcoef empty exp expm1 linalg.norm
                linspace logspace max mean median meshgrid min ones ones_like rint round sort sqrt
                std sum triu unique where zeros zeros_like""",
        general=".",
    ),
    Library(
        name="numpy.random",
        returns={
            "self": "RandomState",
            "None": "seed shuffle",
            "numpy.random.Generator": "default_rng",
        },
        changes={(0,): "shuffle"},
        fresh="choice normal permutation rand randint randn random uniform",
        seeds={"numpy": "seed set_state"},
        draws={
            "numpy": """beta binomial bytes chisquare choice dirichlet exponential f gamma geometric
                get_state gumbel hypergeometric laplace logistic lognormal logseries multinomial
                multivariate_normal negative_binomial noncentral_chisquare noncentral_f normal
                pareto permutation poisson power rand randint randn random random_integers
                random_sample ranf rayleigh sample shuffle standard_cauchy standard_exponential
                standard_gamma standard_normal standard_t triangular uniform vonmises wald weibull
                zipf"""
        },
        saved={"joblib": "Generator RandomState"},
        sets_up="seed",
        neutral="RandomState choice default_rng normal rand randint randn uniform",
    ),
)

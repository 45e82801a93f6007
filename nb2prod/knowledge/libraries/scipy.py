"""SciPy."""

from nb2prod.knowledge.schema import ITSELF, Access, Library, Mode, Path

LIBRARIES = (
    Library(
        name="scipy",
        until={"1.14": "integrate.cumtrapz integrate.simps integrate.trapz"},
        reads=(
            Path("io.loadmat io.readsav", 0, "file_name", "dict"),
            Path("io.whosmat", 0, "file_name", "list"),
            Path("io.mmread", 0, "source"),
            Path("io.mminfo", 0, "source", "tuple"),
            Path("io.hb_read", 0, "path_or_open_file"),
            Path("io.arff.loadarff", 0, "f", "tuple"),
            Path("io.wavfile.read", 0, "filename", "tuple"),
            Path("sparse.load_npz", 0, "file"),
        ),
        writes=(
            Path("io.savemat", 0, "file_name"),
            Path("io.mmwrite", 0, "target"),
            Path("io.hb_write", 0, "path_or_open_file"),
            Path("io.wavfile.write", 0, "filename"),
            Path("sparse.save_npz", 0, "file"),
        ),
        opens=(Path("io.netcdf_file", 0, "filename", ITSELF, mode=Mode(append=Access.OPEN)),),
        classes=True,
        returns={
            "self": """sparse.coo_matrix sparse.csc_matrix sparse.csr_array sparse.csr_matrix
                sparse.dok_matrix sparse.lil_matrix""",
            "dict": "cluster.hierarchy.dendrogram",
            "numpy.ndarray": """cluster.hierarchy.fcluster cluster.hierarchy.linkage fft.fft
                fft.fftfreq fft.ifft linalg.expm linalg.inv linalg.solve ndimage.gaussian_filter
                ndimage.rotate ndimage.zoom signal.convolve signal.detrend signal.medfilt
                signal.savgol_filter spatial.distance.cdist spatial.distance.pdist
                spatial.distance.squareform""",
            "scipy.optimize.OptimizeResult": """optimize.differential_evolution
                optimize.least_squares optimize.linprog optimize.minimize optimize.root""",
            "scipy.stats._fit.FitResult": "stats.fit",
            "scipy.stats._morestats.AndersonResult": "stats.anderson",
            "tuple": "linalg.lu_factor",
            "tuple[float, float]": "stats.expon.fit stats.norm.fit stats.uniform.fit",
        },
        methods={
            "scipy.sparse.coo_matrix": {
                "numpy.ndarray": "toarray",
                "scipy.sparse.csc_matrix": "tocsc",
                "scipy.sparse.csr_matrix": "tocsr",
            },
            "scipy.sparse.csr_matrix": {
                "None": "eliminate_zeros resize setdiag sort_indices sum_duplicates",
                "numpy.matrix": "todense",
                "numpy.ndarray": "diagonal toarray",
                "scipy.sparse.coo_matrix": "tocoo",
                "scipy.sparse.csc_matrix": "tocsc transpose",
                "scipy.sparse.csr_matrix": "getcol getrow power tocsr",
                "scipy.sparse.dok_matrix": "todok",
                "scipy.sparse.lil_matrix": "tolil",
                "self": "astype conj conjugate copy sorted_indices",
                "tuple": "get_shape nonzero",
            },
        },
        attributes={
            "scipy.sparse.csr_matrix": {
                "int": "ndim nnz size",
                "numpy.dtype": "dtype",
                "numpy.ndarray": "data indices indptr",
                "scipy.sparse.csc_matrix": "T",
                "str": "format",
                "tuple[int, int]": "shape",
            }
        },
        members={
            "scipy.sparse.csr_matrix": """T arcsin arcsinh arctan arctanh argmax argmin asformat
                asfptype astype ceil check_format conj conjugate copy count_nonzero deg2rad
                diagonal dot dtype eliminate_zeros expm1 floor format getH get_shape getcol
                getformat getmaxprint getnnz getrow has_canonical_format has_sorted_indices imag
                log1p max maximum mean min minimum multiply nanmax nanmin ndim nnz nonzero power
                prune rad2deg real reshape resize rint set_shape setdiag shape sign sin sinh size
                sort_indices sorted_indices sqrt sum sum_duplicates tan tanh toarray tobsr tocoo
                tocsc tocsr todense todia todok tolil trace transpose trunc"""
        },
        samples="sparse",
        pure=".",
        fresh="""stats.chi2_contingency stats.chisquare stats.entropy stats.f_oneway stats.iqr
            stats.kendalltau stats.kruskal stats.kstest stats.kurtosis stats.mannwhitneyu stats.mode
            stats.normaltest stats.pearsonr stats.sem stats.shapiro stats.skew stats.spearmanr
            stats.ttest_1samp stats.ttest_ind stats.ttest_rel stats.wilcoxon stats.zscore""",
        random_state=".rvs sparse.random",
        saved={
            "sparse": """sparse.bsr_array sparse.bsr_matrix sparse.coo_array sparse.coo_matrix
                sparse.csc_array sparse.csc_matrix sparse.csr_array sparse.csr_matrix
                sparse.dia_array sparse.dia_matrix""",
            "joblib": ".",
        },
        unsavable={
            "a result of scipy.stats": """stats._fit.FitResult
                stats._morestats.AndersonResult stats._stats_py.TtestResult"""
        },
        remade="stats.anderson stats.ttest_1samp stats.ttest_ind stats.ttest_rel",
        only_computes=".",
        fits="cluster optimize stats.linregress",
        shows="stats",
        loads="io.loadmat",
        measures="cluster.hierarchy.cophenet cluster.hierarchy.dendrogram",
        predicts="cluster.hierarchy.fcluster",
        prepares_data="""sparse special.boxcox1p stats.boxcox stats.mode
                stats.zscore""",
        saves="io.savemat sparse.save_npz",
    ),
)

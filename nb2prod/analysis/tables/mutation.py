"""What calls mutate, and which results are independent of what went in.

Methods are named without their receiver's type, so a name is listed as pure or fresh only
when that holds on every usual type.  "Fresh" ignores the Python objects inside arrays of
dtype object, and a call with ``copy=False`` or ``out=`` is never fresh.  A constructor may
keep its arguments (``Pipeline(steps)``) although it does not mutate them."""

from nb2prod.analysis.tables.freshness import FRESH_FUNCTIONS

__all__ = [
    "ARGUMENT_MUTATORS",
    "FRESH_FUNCTIONS",
    "FRESH_METHODS",
    "INPLACE_KEYWORD",
    "KEYWORD_MUTATORS",
    "LOSS_MODULES",
    "MEAN_METRICS",
    "METHOD_ARGUMENT_MUTATORS",
    "MUTATING_METHODS",
    "PURE_BY_TYPE",
    "PURE_FUNCTIONS",
    "PURE_METHODS",
    "PURE_MODULES",
    "SHALLOW_COPY",
]

# fmt: off

MUTATING_METHODS: frozenset[str] = frozenset({
    "__delattr__", "__delitem__", "__iadd__", "__next__", "__setattr__", "__setitem__", "acquire",
    "adapt", "add", "addFilter", "addHandler", "add_annotation", "add_argument", "add_artist",
    "add_axes", "add_bar", "add_child", "add_collection", "add_documents", "add_edge",
    "add_edges_from", "add_graph", "add_gridspec", "add_handler", "add_histogram", "add_hline",
    "add_hrect", "add_image", "add_layer", "add_layout_image", "add_line", "add_loss",
    "add_module", "add_mutually_exclusive_group", "add_node", "add_nodes_from", "add_param_group",
    "add_patch", "add_pipe", "add_scalar", "add_scalars", "add_scatter", "add_shape",
    "add_special_tokens", "add_subparsers", "add_subplot", "add_to", "add_tokens", "add_trace",
    "add_traces", "add_vline", "add_vrect", "add_weight", "add_weighted_edges_from", "annotate",
    "append", "appendleft", "apply_gradients", "ask", "assign_add", "assign_sub", "autofmt_xdate",
    "autoscale", "axhline", "axhspan", "axline", "axvline", "axvspan", "backward", "bar",
    "bar_label", "barh", "begin_training", "betavariate", "binomial", "boxplot", "build",
    "build_vocab", "cancel", "choice", "choices", "cla", "clear", "clf", "close", "colorbar",
    "commit", "compile", "contour", "contourf", "cuda", "cursor", "delaxes", "difference_update",
    "dirichlet", "disable_pipes", "discard", "double", "eliminate_zeros", "enable_pipe",
    "errorbar", "eval", "execute", "executemany", "executescript", "exponential", "expovariate",
    "extend", "extendleft", "fetchall", "fetchmany", "fetchone", "fill", "fill_between",
    "fill_betweenx", "fit", "fit_generator", "fit_predict", "fit_resample", "fit_transform",
    "flush", "for_each_trace", "freeze", "gammavariate", "gauss", "get_nowait", "getrandbits",
    "gradient_checkpointing_enable", "half", "hexbin", "hlines", "imshow", "init_sims",
    "initialize", "insert", "integers", "intersection_update", "invert_xaxis", "invert_yaxis",
    "isetitem", "itemset", "laplace", "legend", "load_model", "load_state_dict", "load_weights",
    "lognormal", "map_dataframe", "map_diag", "map_lower", "map_offdiag", "map_upper", "margins",
    "matshow", "minimize", "minorticks_off", "minorticks_on", "move_to_end", "multinomial",
    "multivariate_normal", "normal", "normalvariate", "notify", "notify_all", "optimize",
    "partial_fit", "partition", "pcolormesh", "permutation", "permuted", "pie", "poisson", "pop",
    "popitem", "popleft", "prune", "put", "put_nowait", "putmask", "quiver", "rand", "randint",
    "randn", "random", "random_integers", "random_sample", "randrange", "read", "readinto",
    "readline", "readlines", "refline", "refresh", "register", "register_backward_hook",
    "register_buffer", "register_forward_hook", "register_forward_pre_hook",
    "register_full_backward_hook", "register_parameter", "release", "relim", "remove",
    "removeHandler", "remove_edge", "remove_node", "remove_pipe", "requires_grad_", "reseed",
    "reset", "reset_metrics", "reset_states", "resize", "resize_token_embeddings", "reverse",
    "rollback", "rotate", "save_checkpoint", "scatter", "seed", "seek", "select_pipes", "send",
    "send_bytes", "set", "setLevel", "set_alpha", "set_aspect", "set_axis_labels", "set_axis_off",
    "set_axis_on", "set_bad", "set_color", "set_description", "set_facecolor", "set_figheight",
    "set_figwidth", "set_fit_request", "set_label", "set_major_formatter", "set_major_locator",
    "set_minor_formatter", "set_minor_locator", "set_output", "set_over", "set_params",
    "set_position", "set_postfix", "set_postfix_str", "set_predict_request", "set_score_request",
    "set_shape", "set_size_inches", "set_state", "set_title", "set_titles",
    "set_transform_request", "set_under", "set_user_attr", "set_visible", "set_weights",
    "set_xbound", "set_xlabel", "set_xlim", "set_xscale", "set_xticklabels", "set_xticks",
    "set_ybound", "set_ylabel", "set_ylim", "set_yscale", "set_yticklabels", "set_yticks",
    "set_zlabel", "set_zlim", "setdefault", "setdiag", "setfield", "setflags", "setstate",
    "shuffle", "sort", "sort_indices", "spawn", "standard_normal", "standard_t", "start", "stem",
    "step", "streamplot", "subplots", "subplots_adjust", "subtract", "suggest_categorical",
    "suggest_float", "suggest_int", "suggest_loguniform", "suggest_uniform", "sum_duplicates",
    "suptitle", "supxlabel", "supylabel", "symmetric_difference_update", "tell", "terminate",
    "text", "throw", "tick_params", "ticklabel_format", "tight_layout", "to_empty", "train",
    "train_on_batch", "train_step", "triangular", "truncate", "twinx", "twiny", "unfreeze",
    "uniform", "unwatch", "update", "update_annotations", "update_layout", "update_shapes",
    "update_traces", "update_xaxes", "update_yaxes", "violinplot", "vlines", "watch", "write",
    "writeheader", "writelines", "writerow", "writerows", "writestr", "zero_grad",
})
"""Methods that mutate their receiver, or may do so on a common type."""

PURE_METHODS: frozenset[str] = frozenset({
    "__bool__", "__contains__", "__eq__", "__hash__", "__iter__", "__len__", "__repr__",
    "__str__", "abs", "absolute", "add_categories", "add_prefix", "add_suffix", "agg",
    "aggregate", "aic", "alias", "align", "all", "allclose", "any", "applymap", "arcsin",
    "arcsinh", "arctan", "arctanh", "argmax", "argmin", "argpartition", "argsort", "argwhere",
    "as_integer_ratio", "as_ordered", "as_posix", "as_unit", "as_unordered", "as_uri", "asformat",
    "asfptype", "asfreq", "asof", "asof_locs", "astimezone", "astype", "at_time", "autocorr",
    "backfill", "between", "between_time", "bfill", "bic", "bit_count", "bit_length", "bmm",
    "bool", "build_analyzer", "build_preprocessor", "build_tokenizer", "byteswap", "capitalize",
    "case_when", "casefold", "cast", "cat", "cdf", "ceil", "center", "check_format", "children",
    "choose", "chunk", "clip", "collect", "combine", "combine_first", "compare", "compress",
    "compute_output_shape", "conf_int", "conj", "conjugate", "contains", "contiguous",
    "convert_dtypes", "copy", "corr", "corrwith", "cos", "cosh", "cost_complexity_pruning_path",
    "count", "count_nonzero", "count_params", "cov", "cov_params", "ctime", "cumcount", "cummax",
    "cummin", "cumprod", "cumsum", "current_iteration", "date", "day_name", "decision_function",
    "decision_path", "decode", "deg2rad", "delete", "describe", "det", "detach", "diagonal",
    "diff", "difference", "div", "divide", "divmod", "doc2bow", "doesnt_match", "dot", "drop",
    "drop_duplicates", "drop_nans", "drop_nulls", "droplevel", "dropna", "dst", "duplicated",
    "elements", "encode", "end", "endswith", "entropy", "eq", "equals", "error_norm", "ewm",
    "exists", "exp", "expand", "expand_as", "expanding", "expandtabs", "expanduser", "explode",
    "expm1", "extract", "extractall", "f_test", "factorize", "feature_importance", "ffill",
    "fileno", "fill_null", "fillna", "filter", "find", "find_all", "find_next", "find_parent",
    "findall", "finditer", "first_valid_index", "flatten", "flip", "floor", "floordiv",
    "forecast", "format", "format_map", "from_bytes", "from_dict", "from_records", "fromhex",
    "fromisocalendar", "fromisoformat", "fromkeys", "fromordinal", "fromtimestamp", "fullmatch",
    "gather", "ge", "get", "getH", "get_axes", "get_best_iteration", "get_best_score",
    "get_booster", "get_children", "get_config", "get_covariance", "get_depth", "get_dummies",
    "get_dump", "get_facecolor", "get_feature_importance", "get_feature_names",
    "get_feature_names_out", "get_figure", "get_forecast", "get_fscore", "get_group",
    "get_height", "get_indexer", "get_indexer_for", "get_indexer_non_unique", "get_layer",
    "get_legend", "get_legend_handles_labels", "get_level_values", "get_lines", "get_loc",
    "get_metadata_routing", "get_n_leaves", "get_n_splits", "get_offset", "get_params",
    "get_precision", "get_prediction", "get_score", "get_shape", "get_size_inches",
    "get_slice_bound", "get_stop_words", "get_support", "get_text", "get_title", "get_vector",
    "get_weights", "get_width", "get_x", "get_xlabel", "get_xlim", "get_xticklabels",
    "get_xticks", "get_y", "get_ylabel", "get_ylim", "get_yticklabels", "get_yticks",
    "getboolean", "getcol", "getfield", "getfloat", "getformat", "getinfo", "getint",
    "getmaxprint", "getnames", "getnnz", "getrow", "glob", "group", "group_by", "groupby",
    "groupdict", "groups", "gt", "has_option", "has_section", "head", "hex", "identical",
    "idxmax", "idxmin", "index", "index_select", "infer_objects", "info", "infolist", "int",
    "interpolate", "intersection", "interval", "inverse", "inverse_transform", "is_",
    "is_absolute", "is_contiguous", "is_dir", "is_duplicated", "is_file", "is_in", "is_integer",
    "is_nan", "is_not_null", "is_null", "is_relative_to", "is_symlink", "isalnum", "isalpha",
    "isascii", "isatty", "isdecimal", "isdigit", "isdisjoint", "isf", "isfinite", "isidentifier",
    "isin", "isinf", "isleap", "islower", "isna", "isnan", "isnull", "isnumeric", "isocalendar",
    "isoformat", "isoweekday", "isprintable", "isspace", "issubset", "issuperset", "istitle",
    "isupper", "item", "items", "iterdir", "iterrows", "itertuples", "joinpath", "keys",
    "kneighbors", "kneighbors_graph", "kthvalue", "kurt", "kurtosis", "last_valid_index", "lazy",
    "le", "lemmatize", "len", "limit_denominator", "ljust", "log", "log10", "log1p", "log2",
    "log_softmax", "logcdf", "logpdf", "logpmf", "logsf", "logsumexp", "long", "lower", "lstrip",
    "lt", "mahalanobis", "maketrans", "map", "mask", "masked_fill", "masked_select", "match",
    "matmul", "max", "maximum", "mean", "median", "melt", "memory_usage", "merge", "min",
    "minimum", "mm", "mod", "mode", "modules", "moment", "month_name", "most_common",
    "most_similar", "mul", "multiply", "n_similarity", "n_unique", "named_children",
    "named_modules", "named_parameters", "namelist", "nanmax", "nanmin", "ne", "new_child",
    "newbyteorder", "ngroup", "nlargest", "nonzero", "norm", "normalize", "notna", "notnull",
    "now", "nsmallest", "nth", "null_count", "num_boosted_rounds", "num_trees", "numel", "numpy",
    "nunique", "ohlc", "over", "overlaps", "pad", "parameters", "pct_change", "pdf", "permute",
    "perplexity", "pinverse", "pivot", "pivot_table", "pmf", "pow", "power", "ppf", "predict",
    "predict_classes", "predict_generator", "predict_joint_log_proba", "predict_log_proba",
    "predict_on_batch", "predict_proba", "prod", "product", "ptp", "quantile", "quantize",
    "query", "rad2deg", "radd", "radius_neighbors", "radius_neighbors_graph", "rank", "ravel",
    "rdiv", "rdivmod", "read_bytes", "read_text", "readable", "reconstruction_error", "reindex",
    "reindex_like", "relative_to", "remove_categories", "remove_unused_categories",
    "remove_unused_levels", "removeprefix", "removesuffix", "rename", "rename_axis",
    "rename_categories", "reorder_categories", "reorder_levels", "repeat", "replace", "resample",
    "reset_index", "reshape", "resolve", "rfind", "rfloordiv", "rglob", "rindex", "rint", "rjust",
    "rmod", "rmul", "roll", "rolling", "round", "rpartition", "rpow", "rsplit", "rstrip", "rsub",
    "rtruediv", "samefile", "sample", "save", "save_model", "save_pretrained", "save_weights",
    "score", "score_samples", "search", "searchsorted", "sections", "seekable", "select",
    "select_dtypes", "select_one", "select_seq", "sem", "set_axis", "set_categories", "set_codes",
    "set_flags", "set_index", "set_levels", "set_names", "sf", "shift", "sigmoid", "sign",
    "similar_by_vector", "similar_by_word", "similarity", "sin", "sinh", "skew", "slice",
    "slice_indexer", "slice_locs", "slice_replace", "softmax", "sort_index", "sort_values",
    "sorted_indices", "sortlevel", "span", "split", "splitlines", "sqrt", "squeeze", "stack",
    "staged_decision_function", "staged_predict", "staged_predict_proba", "startswith", "stat",
    "state_dict", "stats", "std", "strftime", "strip", "strptime", "sub", "subn", "sum",
    "summary", "swapaxes", "swapcase", "swaplevel", "symmetric_difference", "t_test", "tail",
    "take", "tan", "tanh", "timestamp", "timetuple", "timetz", "title", "to_arrow", "to_bytes",
    "to_clipboard", "to_csv", "to_datetime64", "to_device", "to_dict", "to_dicts", "to_feather",
    "to_flat_index", "to_frame", "to_html", "to_image", "to_json", "to_julian_date", "to_latex",
    "to_list", "to_markdown", "to_numpy", "to_orc", "to_pandas", "to_parquet", "to_period",
    "to_pickle", "to_plotly_json", "to_pydatetime", "to_pytimedelta", "to_records", "to_series",
    "to_stata", "to_string", "to_timedelta64", "to_timestamp", "to_xarray", "to_xml", "to_yaml",
    "toarray", "tobsr", "tobytes", "tocoo", "tocsc", "tocsr", "today", "todense", "todia",
    "todok", "tofile", "tokenize", "tolil", "tolist", "toordinal", "topk", "tostring", "total",
    "total_seconds", "trace", "transform", "translate", "transpose", "trees_to_dataframe",
    "truediv", "trunc", "tz_convert", "tz_localize", "tzname", "unbind", "union", "unique",
    "unnest", "unsqueeze", "unstack", "upper", "utcfromtimestamp", "utcnow", "utcoffset",
    "utctimetuple", "value_counts", "values", "var", "view", "wald_test", "weekday", "where",
    "with_columns", "with_name", "with_row_index", "with_stem", "with_suffix", "wmdistance",
    "wrap", "writable", "write_csv", "write_html", "write_image", "write_parquet", "xs", "zfill",
})
"""Methods that mutate neither receiver nor arguments (without ``inplace`` or ``out``)."""

PURE_BY_TYPE: dict[str, frozenset[str]] = {
    "str": frozenset({
        "partition",
    }),
    "pandas.DataFrame": frozenset({
        "add", "subtract", "eval", "hist", "boxplot", "plot", "truncate", "apply", "to_excel",
        "to_sql", "to_hdf",
    }),
    "pandas.Series": frozenset({
        "add", "subtract", "hist", "plot", "truncate", "apply", "to_excel", "to_sql", "to_hdf",
    }),
    "pandas.Index": frozenset({
        "insert", "append", "putmask",
    }),
    "pandas.core.groupby": frozenset({
        "hist", "boxplot", "plot", "apply",
    }),
    "pandas.plotting": frozenset({
        "bar", "barh", "pie", "scatter", "hexbin", "hist", "box", "boxplot", "line", "area", "kde",
        "density",
    }),
    "polars": frozenset({
        "add", "subtract", "sort", "extend_constant", "hist",
    }),
    "PIL.Image": frozenset({
        "resize",
    }),
    "torch.Tensor": frozenset({
        "half", "double", "cuda", "cpu", "float", "add",
    }),
    "tensorflow.data": frozenset({
        "shuffle",
    }),
    "datasets": frozenset({
        "shuffle", "sort",
    }),
}
"""Methods that are pure on receivers whose known type has this prefix, but not on all others."""

LOSS_MODULES: frozenset[str] = frozenset({
    "keras.losses", "keras.metrics", "tensorflow.keras.losses", "tensorflow.keras.metrics",
})
"""Modules whose functions compute a new tensor from two, and are handed on as values."""

MEAN_METRICS: tuple[str, ...] = tuple(
    f"{root}keras.metrics.{name}"
    for root in ("", "tensorflow.")
    for name in (
        "AUC", "Accuracy", "Binary", "Categorical", "Mean", "Precision", "Recall", "RootMean",
        "SparseCategorical", "SparseTopK", "TopK",
    )
)
"""How the classes of metrics begin whose ``result()`` is computed anew each time."""

INPLACE_KEYWORD: frozenset[str] = frozenset({
    "add_categories", "as_ordered", "as_unordered", "backfill", "bfill", "clip", "drop",
    "drop_duplicates", "dropna", "eval", "ffill", "fillna", "interpolate", "mask", "pad", "query",
    "remove_categories", "remove_unused_categories", "rename", "rename_axis", "rename_categories",
    "reorder_categories", "replace", "reset_index", "set_axis", "set_categories", "set_index",
    "set_names", "sort_index", "sort_values", "where",
})
"""pandas methods that mutate their receiver when called with ``inplace=True``."""

SHALLOW_COPY: frozenset[str] = frozenset({"copy", "__copy__"})
"""Copies: deep on pandas and numpy objects, shallow on list, dict and set."""

FRESH_METHODS: frozenset[str] = frozenset({
    "__contains__", "__eq__", "__len__", "__repr__", "__str__", "all", "any", "argmax", "argmin",
    "argsort", "as_integer_ratio", "autocorr", "between", "bfill", "bit_length", "capitalize",
    "casefold", "center", "contains", "convert_dtypes", "corr", "corrwith", "count",
    "count_nonzero", "cov", "cumcount", "cummax", "cummin", "cumprod", "cumsum", "day_name",
    "decision_function", "deepcopy", "describe", "div", "drop_duplicates", "dropna", "duplicated",
    "encode", "endswith", "eq", "equals", "expandtabs", "explode", "ffill", "fillna", "floordiv",
    "format", "format_map", "ge", "get_depth", "get_dummies", "get_n_leaves", "get_n_splits",
    "gt", "idxmax", "idxmin", "interpolate", "is_integer", "isalnum", "isalpha", "isascii",
    "isdecimal", "isdigit", "isdisjoint", "isidentifier", "isin", "islower", "isna", "isnull",
    "isnumeric", "isoformat", "isoweekday", "isprintable", "isspace", "issubset", "issuperset",
    "istitle", "isupper", "kneighbors", "kurt", "kurtosis", "le", "ljust", "lower", "lstrip",
    "lt", "maketrans", "max", "mean", "median", "melt", "memory_usage", "merge", "min", "mod",
    "month_name", "most_similar", "mul", "ne", "ngroup", "nlargest", "nonzero", "notna",
    "notnull", "nsmallest", "numel", "nunique", "pct_change", "pivot", "pivot_table", "pow",
    "predict", "predict_classes", "predict_log_proba", "predict_on_batch", "predict_proba",
    "prod", "ptp", "quantile", "query", "radd", "rank", "rdiv", "removeprefix", "removesuffix",
    "rfind", "rfloordiv", "rindex", "rjust", "rmod", "rmul", "rpartition", "rpow", "rsplit",
    "rstrip", "rsub", "rtruediv", "sample", "score", "score_samples", "searchsorted", "sem",
    "skew", "sort_index", "sort_values", "splitlines", "staged_predict", "startswith", "std",
    "strftime", "strip", "sub", "sum", "swapcase", "timestamp", "title", "to_csv", "to_html",
    "to_json", "to_latex", "to_list", "to_markdown", "to_records", "to_string", "toarray",
    "tobytes", "todense", "tolist", "total_seconds", "trace", "translate", "truediv", "upper",
    "value_counts", "var", "weekday", "zfill",
})
"""Methods whose result neither shares memory with nor contains receiver or arguments."""

ARGUMENT_MUTATORS: dict[str, tuple[int, ...]] = {
    "next": (0,), "setattr": (0,), "delattr": (0,), "anext": (0,), "random.shuffle": (0,),
    "numpy.random.shuffle": (0,), "heapq.heappush": (0,), "heapq.heappop": (0,),
    "heapq.heapify": (0,), "heapq.heapreplace": (0,), "heapq.heappushpop": (0,),
    "bisect.insort": (0,), "bisect.insort_left": (0,), "bisect.insort_right": (0,),
    "functools.update_wrapper": (0,), "shutil.copyfileobj": (0, 1), "object.__setattr__": (0,),
    "collections.abc.MutableMapping.update": (0,), "list.append": (0,), "list.extend": (0,),
    "list.insert": (0,), "list.sort": (0,), "list.reverse": (0,), "list.clear": (0,),
    "list.pop": (0,), "list.remove": (0,), "dict.update": (0,), "dict.setdefault": (0,),
    "dict.pop": (0,), "dict.popitem": (0,), "dict.clear": (0,), "set.add": (0,),
    "set.update": (0,), "set.discard": (0,), "set.remove": (0,), "set.pop": (0,),
    "pickle.dump": (1,), "pickle.load": (0,), "json.dump": (1,), "json.load": (0,),
    "yaml.dump": (1,), "yaml.safe_dump": (1,), "yaml.load": (0,), "yaml.safe_load": (0,),
    "csv.reader": (0,), "csv.writer": (0,), "csv.DictReader": (0,), "csv.DictWriter": (0,),
    "marshal.dump": (1,), "tomllib.load": (0,), "dill.dump": (1,), "dill.load": (0,),
    "cloudpickle.dump": (1,), "cloudpickle.load": (0,), "operator.setitem": (0,),
    "operator.delitem": (0,), "operator.iadd": (0,), "operator.isub": (0,), "operator.imul": (0,),
    "operator.itruediv": (0,), "operator.ifloordiv": (0,), "operator.imod": (0,),
    "operator.ipow": (0,), "operator.iand": (0,), "operator.ior": (0,), "operator.ixor": (0,),
    "operator.iconcat": (0,), "numpy.fill_diagonal": (0,), "numpy.put": (0,), "numpy.place": (0,),
    "numpy.copyto": (0,), "numpy.putmask": (0,), "numpy.put_along_axis": (0,),
    "numpy.add.at": (0,), "numpy.subtract.at": (0,), "numpy.multiply.at": (0,),
    "numpy.divide.at": (0,), "numpy.maximum.at": (0,), "numpy.minimum.at": (0,),
    "numpy.logical_or.at": (0,), "numpy.logical_and.at": (0,), "numpy.bitwise_or.at": (0,),
    "torch.nn.init.uniform_": (0,), "torch.nn.init.normal_": (0,),
    "torch.nn.init.trunc_normal_": (0,), "torch.nn.init.constant_": (0,),
    "torch.nn.init.ones_": (0,), "torch.nn.init.zeros_": (0,), "torch.nn.init.eye_": (0,),
    "torch.nn.init.dirac_": (0,), "torch.nn.init.xavier_uniform_": (0,),
    "torch.nn.init.xavier_normal_": (0,), "torch.nn.init.kaiming_uniform_": (0,),
    "torch.nn.init.kaiming_normal_": (0,), "torch.nn.init.orthogonal_": (0,),
    "torch.nn.init.sparse_": (0,), "torch.nn.utils.clip_grad_norm_": (0,),
    "torch.nn.utils.clip_grad_value_": (0,), "torch.nn.utils.weight_norm": (0,),
    "torch.nn.utils.spectral_norm": (0,), "torch.nn.utils.remove_weight_norm": (0,),
    "torch.nn.utils.prune.l1_unstructured": (0,),
    "torch.nn.utils.prune.random_unstructured": (0,), "torch.nn.utils.prune.ln_structured": (0,),
    "torch.nn.utils.prune.global_unstructured": (0,), "torch.nn.utils.prune.remove": (0,),
    "torch.nn.utils.parametrize.register_parametrization": (0,), "transformers.Trainer": (0,),
    "torch.nn.utils.vector_to_parameters": (1,), "torch.autograd.backward": (0,),
    "torch.optim.swa_utils.update_bn": (0, 1), "matplotlib.pyplot.setp": (0,),
    "matplotlib.artist.setp": (0,), "seaborn.move_legend": (0,), "lightgbm.train": (1, 3),
    "lightgbm.cv": (1,), "sklearn.utils.estimator_checks.check_estimator": (0,),
    "cv2.normalize": (1,), "cv2.accumulate": (1,), "cv2.accumulateWeighted": (1,),
    "networkx.set_node_attributes": (0,), "networkx.set_edge_attributes": (0,),
    "networkx.add_path": (0,), "networkx.add_cycle": (0,), "networkx.add_star": (0,),
    "cv2.rectangle": (0,), "cv2.putText": (0,), "cv2.line": (0,), "cv2.circle": (0,),
    "cv2.ellipse": (0,), "cv2.polylines": (0,), "cv2.fillPoly": (0,), "cv2.fillConvexPoly": (0,),
    "cv2.drawContours": (0,), "cv2.arrowedLine": (0,), "cv2.drawMarker": (0,),
    "cv2.floodFill": (0, 1), "cv2.grabCut": (0, 1),
}
"""Functions that mutate positional arguments: the indexes of these."""

METHOD_ARGUMENT_MUTATORS: dict[str, tuple[int, ...]] = {
    "shuffle": (0,), "readinto": (0,), "to_excel": (0,), "to_hdf": (0,), "to_sql": (1,),
}
"""Methods that mutate positional arguments besides what they do to their receiver."""

KEYWORD_MUTATORS: frozenset[str] = frozenset({
    "ax", "axes", "buf", "cax", "evals_result", "fig", "file", "fp", "generator", "out",
    "random_state", "rng", "stream",
})
"""Keywords whose object is mutated even by functions of PURE_MODULES; integers are not."""

PURE_FUNCTIONS: frozenset[str] = frozenset({
    "IPython.display.clear_output", "IPython.display.display", "abs", "all", "any", "ascii",
    "bin", "bool", "bytearray", "bytes", "callable", "chr", "complex", "copy.copy",
    "copy.deepcopy", "dataclasses.asdict", "dataclasses.astuple", "dataclasses.fields",
    "dataclasses.replace", "dict", "dir", "display", "divmod", "enumerate", "filter", "float",
    "format", "frozenset", "gc.collect", "getattr", "hasattr", "hash", "help", "hex", "id",
    "input", "inspect.signature", "int", "isinstance", "issubclass", "iter", "len", "list", "map",
    "max", "memoryview", "min", "object", "oct", "open", "ord", "pow", "pprint.pformat",
    "pprint.pprint", "print", "property", "range", "repr", "reversed", "round", "set", "slice",
    "sorted", "str", "sum", "super", "sys.exit", "sys.getsizeof", "tabulate.tabulate",
    "textwrap.dedent", "textwrap.fill", "textwrap.indent", "textwrap.wrap", "time.sleep",
    "time.time", "tqdm.auto.tqdm", "tqdm.auto.trange", "tqdm.notebook.tqdm",
    "tqdm.notebook.trange", "tqdm.tqdm", "tqdm.tqdm_notebook", "tqdm.trange", "tuple", "type",
    "typing.cast", "vars", "zip",
})
"""Functions that mutate none of their arguments; consuming an iterator is not counted."""

PURE_MODULES: tuple[str, ...] = (
    "numpy", "pandas", "polars", "scipy", "sklearn", "statsmodels", "imblearn",
    "category_encoders", "xgboost", "lightgbm", "catboost", "shap", "math", "cmath", "statistics",
    "decimal", "fractions", "numbers", "random", "re", "string", "textwrap", "unicodedata",
    "difflib", "json", "pickle", "yaml", "datetime", "calendar", "time", "zoneinfo", "dateutil",
    "pytz", "collections", "itertools", "functools", "operator", "copy", "heapq", "bisect",
    "pprint", "enum", "dataclasses", "typing", "uuid", "hashlib", "base64", "html", "urllib",
    "os", "pathlib", "glob", "shutil", "tempfile", "zipfile", "tarfile", "gzip", "platform",
    "warnings", "matplotlib", "mpl_toolkits", "seaborn", "plotly", "altair", "bokeh", "wordcloud",
    "joblib", "tqdm", "nltk", "spacy", "gensim", "textblob", "networkx", "PIL", "cv2", "skimage",
    "imageio", "librosa", "torch", "torchvision", "torchaudio", "tensorflow", "keras",
    "transformers", "datasets", "requests", "bs4", "IPython.display", "sqlite3", "optuna",
    "missingno", "contextlib", "pandas_profiling", "ydata_profiling", "prettytable", "tabulate",
)
"""Prefixes whose functions and constructors mutate only what ARGUMENT_MUTATORS lists."""

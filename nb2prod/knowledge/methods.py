"""What methods do by their names alone, whatever the library and the receiver.

A name is listed as pure or fresh only when that holds on every usual type; what holds on some
types is in the file of their library. "Fresh" ignores the Python objects inside arrays of dtype
object, and a call with ``copy=False`` or ``out=`` is never fresh. A constructor may keep its
arguments (``Pipeline(steps)``) although it does not mutate them.
"""

from nb2prod.knowledge.schema import words

CONTAINER_METHODS = words("""add append appendleft clear compile discard extend extendleft insert
    move_to_end pop popitem popleft remove reverse rotate setdefault sort update""")
"""Methods that change a container, or a model, but not what it holds."""

HOLDING_METHODS = words("""add add_layer add_module append appendleft extend extendleft insert put
    register register_buffer set_params setdefault update""")
"""Methods after which the receiver holds the arguments."""

LENDING_METHODS = words("""add_prefix add_suffix assign astype bfill clip combine_first concat
    convert_dtypes drop drop_duplicates droplevel dropna eval explode ffill fillna filter get
    get_dummies head infer_objects interpolate join mask merge pipe query reindex rename rename_axis
    replace reset_index sample select_dtypes set_axis set_index shift sort_index sort_values squeeze
    tail to_frame transpose truncate where xs""")
"""Methods of tables, and functions of pandas, whose result may have the table's memory, until one
of the two is written."""

DRAWING_METHODS = words("""betavariate binomial dirichlet exponential expovariate gammavariate gauss
    getrandbits integers laplace lognormal multinomial multivariate_normal normal normalvariate
    permutation permuted poisson rand randint randn random random_integers random_sample randrange
    standard_normal standard_t triangular uniform""")
"""Methods of random generators; what they return is new."""

FITTING_METHODS = words("""backward fit fit_generator fit_predict fit_resample fit_transform
    partial_fit train_on_batch""")
"""Methods that change the estimators that the receiver holds, but no data that it holds."""

MUTATING_METHODS = CONTAINER_METHODS | HOLDING_METHODS | DRAWING_METHODS | FITTING_METHODS
MUTATING_METHODS |= words("""__delattr__ __delitem__ __iadd__ __next__ __setattr__ __setitem__
    acquire adapt addFilter addHandler add_annotation add_argument add_artist add_axes add_bar
    add_child add_collection add_documents add_edge add_edges_from add_graph add_gridspec
    add_handler add_histogram add_hline add_hrect add_image add_layout_image add_line add_loss
    add_mutually_exclusive_group add_node add_nodes_from add_param_group add_patch add_pipe
    add_scalar add_scalars add_scatter add_shape add_special_tokens add_subparsers add_subplot
    add_to add_tokens add_trace add_traces add_vline add_vrect add_weight add_weighted_edges_from
    annotate apply_gradients ask assign_add assign_sub autofmt_xdate autoscale axhline axhspan
    axline axvline axvspan bar bar_label barh begin_training boxplot build build_vocab cancel choice
    choices cla clf close colorbar commit contour contourf cuda cursor delaxes difference_update
    disable_pipes double eliminate_zeros enable_pipe errorbar eval execute executemany executescript
    fetchall fetchmany fetchone fill fill_between fill_betweenx flush for_each_trace freeze
    get_nowait gradient_checkpointing_enable half hexbin hlines imshow init_sims initialize
    intersection_update invert_xaxis invert_yaxis isetitem itemset legend load_model load_state_dict
    load_weights map_dataframe map_diag map_lower map_offdiag map_upper margins matshow minimize
    minorticks_off minorticks_on notify notify_all optimize partition pcolormesh pie prune
    put_nowait putmask quiver read readinto readline readlines refline refresh
    register_backward_hook register_forward_hook register_forward_pre_hook
    register_full_backward_hook register_parameter release relim removeHandler remove_edge
    remove_node remove_pipe requires_grad_ reseed reset reset_metrics reset_states resize
    resize_token_embeddings rollback save_checkpoint scatter seed seek select_pipes send send_bytes
    set setLevel set_alpha set_aspect set_axis_labels set_axis_off set_axis_on set_bad set_color
    set_description set_facecolor set_figheight set_figwidth set_fit_request set_label
    set_major_formatter set_major_locator set_minor_formatter set_minor_locator set_output set_over
    set_position set_postfix set_postfix_str set_predict_request set_score_request set_shape
    set_size_inches set_state set_title set_titles set_transform_request set_under set_user_attr
    set_visible set_weights set_xbound set_xlabel set_xlim set_xscale set_xticklabels set_xticks
    set_ybound set_ylabel set_ylim set_yscale set_yticklabels set_yticks set_zlabel set_zlim setdiag
    setfield setflags setstate shuffle sort_indices spawn start stem step streamplot subplots
    subplots_adjust subtract suggest_categorical suggest_float suggest_int suggest_loguniform
    suggest_uniform sum_duplicates suptitle supxlabel supylabel symmetric_difference_update tell
    terminate text throw tick_params ticklabel_format tight_layout to_empty train train_step
    truncate twinx twiny unfreeze unwatch update_annotations update_layout update_shapes
    update_traces update_xaxes update_yaxes violinplot vlines watch write writeheader writelines
    writerow writerows writestr zero_grad""")
"""Methods that mutate their receiver, or may do so on a common type."""

FRESH_METHODS = words("""__contains__ __eq__ __len__ __repr__ __str__ all any argmax argmin argsort
    as_integer_ratio autocorr between bfill bit_length capitalize casefold center contains
    convert_dtypes corr corrwith count count_nonzero cov cumcount cummax cummin cumprod cumsum
    day_name decision_function deepcopy describe div drop_duplicates dropna duplicated encode
    endswith eq equals expandtabs explode ffill fillna floordiv format format_map ge get_depth
    get_dummies get_n_leaves get_n_splits gt idxmax idxmin interpolate is_integer isalnum isalpha
    isascii isdecimal isdigit isdisjoint isidentifier isin islower isna isnull isnumeric isoformat
    isoweekday isprintable isspace issubset issuperset istitle isupper kneighbors kurt kurtosis le
    ljust lower lstrip lt maketrans max mean median melt memory_usage merge min mod month_name
    most_similar mul ne ngroup nlargest nonzero notna notnull nsmallest numel nunique pct_change
    pivot pivot_table pow predict predict_classes predict_log_proba predict_on_batch predict_proba
    prod ptp quantile query radd rank rdiv removeprefix removesuffix rfind rfloordiv rindex rjust
    rmod rmul rpartition rpow rsplit rstrip rsub rtruediv sample score score_samples searchsorted
    sem skew sort_index sort_values splitlines staged_predict startswith std strftime strip sub sum
    swapcase timestamp title to_csv to_html to_json to_latex to_list to_markdown to_records
    to_string toarray tobytes todense tolist total_seconds trace translate truediv upper
    value_counts var weekday zfill""")
"""Methods whose result neither shares memory with nor contains receiver or arguments."""

PURE_METHODS = FRESH_METHODS | words("""__bool__ __hash__ __iter__ abs absolute add_categories
    add_prefix add_suffix agg aggregate aic alias align allclose applymap arcsin arcsinh arctan
    arctanh argpartition argwhere as_ordered as_posix as_unit as_unordered as_uri asformat asfptype
    asfreq asof asof_locs astimezone astype at_time backfill between_time bic bit_count bmm bool
    build_analyzer build_preprocessor build_tokenizer byteswap case_when cast cat cdf ceil
    check_format children choose chunk clip collect combine combine_first compare compress
    compute_output_shape conf_int conj conjugate contiguous copy cos cosh
    cost_complexity_pruning_path count_params cov_params ctime current_iteration date decision_path
    decode deg2rad delete det detach diagonal diff difference divide divmod doc2bow doesnt_match dot
    drop drop_nans drop_nulls droplevel dst elements end entropy error_norm ewm exists exp expand
    expand_as expanding expanduser expm1 extract extractall f_test factorize feature_importance
    fileno fill_null filter find find_all find_next find_parent findall finditer first_valid_index
    flatten flip floor forecast from_bytes from_dict from_records fromhex fromisocalendar
    fromisoformat fromkeys fromordinal fromtimestamp fullmatch gather get getH get_axes
    get_best_iteration get_best_score get_booster get_children get_config get_covariance get_dump
    get_facecolor get_feature_importance get_feature_names get_feature_names_out get_figure
    get_forecast get_fscore get_group get_height get_indexer get_indexer_for get_indexer_non_unique
    get_layer get_legend get_legend_handles_labels get_level_values get_lines get_loc
    get_metadata_routing get_offset get_params get_precision get_prediction get_score get_shape
    get_size_inches get_slice_bound get_stop_words get_support get_text get_title get_vector
    get_weights get_width get_x get_xlabel get_xlim get_xticklabels get_xticks get_y get_ylabel
    get_ylim get_yticklabels get_yticks getboolean getcol getfield getfloat getformat getinfo getint
    getmaxprint getnames getnnz getrow glob group group_by groupby groupdict groups has_option
    has_section head hex identical index index_select infer_objects info infolist int intersection
    interval inverse inverse_transform is_ is_absolute is_contiguous is_dir is_duplicated is_file
    is_in is_nan is_not_null is_null is_relative_to is_symlink isatty isf isfinite isinf isleap
    isnan isocalendar item items iterdir iterrows itertuples joinpath keys kneighbors_graph kthvalue
    last_valid_index lazy lemmatize len limit_denominator log log10 log1p log2 log_softmax logcdf
    logpdf logpmf logsf logsumexp long mahalanobis map mask masked_fill masked_select match matmul
    maximum minimum mm mode modules moment most_common multiply n_similarity n_unique named_children
    named_modules named_parameters namelist nanmax nanmin new_child newbyteorder norm normalize now
    nth null_count num_boosted_rounds num_trees numpy ohlc over overlaps pad parameters pdf permute
    perplexity pinverse pmf power ppf predict_generator predict_joint_log_proba product quantize
    rad2deg radius_neighbors radius_neighbors_graph ravel rdivmod read_bytes read_text readable
    reconstruction_error reindex reindex_like relative_to remove_categories remove_unused_categories
    remove_unused_levels rename rename_axis rename_categories reorder_categories reorder_levels
    repeat replace resample reset_index reshape resolve rglob rint roll rolling round samefile save
    save_model save_pretrained save_weights search sections seekable select select_dtypes select_one
    select_seq set_axis set_categories set_codes set_flags set_index set_levels set_names sf shift
    sigmoid sign similar_by_vector similar_by_word similarity sin sinh slice slice_indexer
    slice_locs slice_replace softmax sorted_indices sortlevel span split sqrt squeeze stack
    staged_decision_function staged_predict_proba stat state_dict stats strptime subn summary
    swapaxes swaplevel symmetric_difference t_test tail take tan tanh timetuple timetz to_arrow
    to_bytes to_clipboard to_datetime64 to_device to_dict to_dicts to_feather to_flat_index to_frame
    to_image to_julian_date to_numpy to_orc to_pandas to_parquet to_period to_pickle to_plotly_json
    to_pydatetime to_pytimedelta to_series to_stata to_timedelta64 to_timestamp to_xarray to_xml
    to_yaml tobsr tocoo tocsc tocsr today todia todok tofile tokenize tolil toordinal topk tostring
    total transform transpose trees_to_dataframe trunc tz_convert tz_localize tzname unbind union
    unique unnest unsqueeze unstack utcfromtimestamp utcnow utcoffset utctimetuple values view
    wald_test where with_columns with_name with_row_index with_stem with_suffix wmdistance wrap
    writable write_csv write_html write_image write_parquet xs""")
"""Methods that mutate neither receiver nor arguments (without ``inplace`` or ``out``)."""

SHALLOW_COPY = frozenset({"copy", "__copy__"})
"""Copies: deep on pandas and numpy objects, shallow on list, dict and set."""

METHOD_ARGUMENT_MUTATORS: dict[str, tuple[int, ...]] = {
    "shuffle": (0,),
    "readinto": (0,),
    "to_excel": (0,),
    "to_hdf": (0,),
    "to_sql": (1,),
}
"""Methods that mutate positional arguments besides what they do to their receiver."""

KEYWORD_MUTATORS = words("""ax axes buf cax evals_result fig file fp generator out random_state rng
    stream""")
"""Keywords whose object is mutated even by functions of PURE_MODULES; integers are not."""

VIEW_NAMES = words("""array_split as_array as_float_array as_tensor asanyarray asarray
    ascontiguousarray atleast_1d atleast_2d atleast_3d broadcast_to check_X_y check_array
    column_or_1d diag diagonal expand_dims flatten flip from_dlpack from_numpy indexable moveaxis
    ravel reshape rollaxis split squeeze swapaxes transpose unsqueeze view""")
"""Names of functions that give what they are given, or memory of it, in any library."""

CHANGING_NAMES = (
    "add",
    "append",
    "apply",
    "clear",
    "extend",
    "fill",
    "fit",
    "freeze",
    "init",
    "insert",
    "load_state",
    "minimize",
    "modify",
    "mutate",
    "patch",
    "prepare",
    "put",
    "register",
    "remove",
    "reset",
    "run",
    "set",
    "shuffle",
    "sort",
    "train",
    "update",
    "write",
)
"""How names of functions begin that may change their arguments, in a library not looked through."""

MAKING_NAMES = ("build", "create", "from", "load", "make", "wrap")
"""How names of functions begin whose result may hold the arguments, in such a library."""

SETTING_NAMES = words("""allow authenticate configure disable enable init initialize login patch
    prefer set setup use""")
"""The first words of names of functions that set something for the whole process, in a library of
which no such function is known."""

READING_NAMES = ("as_", "describe_", "explain", "export_", "has_", "is_", "predict_", "to_")
"""How names of methods begin that change nothing, in all libraries."""

SEPARATE_METHODS = words("""abs agg aggregate applymap clip decode diff dot drop filter findall
    get_feature_names_out group groups head inverse_transform join json most_common read read_text
    readline readlines reindex rename rename_axis replace reset_index round select select_dtypes
    set_index shift stack strptime tail to_frame unique unstack with_columns""")
"""Methods whose result a change in place does not reach: tables copy on write, text is fixed."""

FIXED_ATTRIBUTES = words("""columns dtype dtypes feature_importances_ index input_shape itemsize
    nbytes ndim output_shape shape size""")
"""Attributes whose value cannot change, or is made again each time, in all libraries."""

SELF_METHODS = words("""__enter__ __iter__ compile cpu cuda double eval fit float half partial_fit
    pipe requires_grad_ set_output set_params to train""")
"""Methods that may return their receiver."""

VIEW_METHODS = words("""chunk contiguous detach diagonal expand flat flatten narrow numpy permute
    ravel reshape split squeeze swapaxes t to_numpy transpose unfold unsqueeze view""")
"""Methods of arrays and tensors whose result may be over the same memory."""

VIEW_ATTRIBUTES = frozenset({"T", "array", "base", "data", "flat", "imag", "mT", "real", "values"})

"""pandas, and what is called as in pandas."""

from nb2prod.knowledge.schema import ITSELF, Access, Act, Else, Library, Mode, Path, Result, Value

LIBRARIES = (
    Library(
        name="pandas",
        also=("cudf", "dask.dataframe", "modin.pandas", "polars"),
        stages={
            (Act.LOAD, Value.DATA): """HDFStore read_clipboard read_csv read_excel read_feather
                read_fwf read_gbq read_hdf read_html read_json read_orc read_parquet read_pickle
                read_sas read_sql read_sql_query read_sql_table read_stata read_table read_xml
                scan_csv scan_parquet""",
            (Act.PREPARE, Value.DATA): ".",
        },
        general=".",
    ),
    Library(
        name="pandas",
        alias="pd",
        public={
            "pandas.core.groupby.DataFrameGroupBy": "pandas.api.typing.DataFrameGroupBy",
            "pandas.core.groupby.SeriesGroupBy": "pandas.api.typing.SeriesGroupBy",
        },
        unwritten="""pandas.core.indexes.accessors.DatetimeProperties
            pandas.core.strings.accessor.StringMethods""",
        reads=(
            Path(
                "read_csv read_table read_fwf read_sas read_stata",
                0,
                "filepath_or_buffer",
                "pandas.DataFrame",
            ),
            Path("read_excel", 0, "io", "pandas.DataFrame"),
            Path("read_json", 0, "path_or_buf", "pandas.DataFrame", other=Else.TEXT),
            Path("read_html", 0, "io", "list", other=Else.TEXT),
            Path("read_xml", 0, "path_or_buffer", "pandas.DataFrame", other=Else.TEXT),
            Path("read_parquet read_feather read_orc read_spss", 0, "path", "pandas.DataFrame"),
            Path("read_pickle", 0, "filepath_or_buffer"),
            Path("read_hdf", 0, "path_or_buf"),
            Path(
                "read_sql read_sql_query read_sql_table",
                1,
                "con",
                "pandas.DataFrame",
                other=Else.DATA,
            ),
            Path("ExcelFile", 0, "path_or_buffer", ITSELF),
        ),
        writes=(
            Path("ExcelWriter", 0, "path", ITSELF),
            Path("to_pickle", 1, "filepath_or_buffer"),
            Path(".to_csv .to_json .to_hdf", 0, "path_or_buf"),
            Path(".to_excel", 0, "excel_writer"),
            Path(".to_html .to_latex .to_markdown", 0, "buf"),
            Path(".to_xml", 0, "path_or_buffer"),
            Path(".to_string", 0, "buf", needs="pandas"),
            Path(".to_parquet .to_feather .to_orc .to_pickle .to_stata", 0, "path"),
            Path(".to_sql", 1, "con", other=Else.DATA),
        ),
        opens=(Path("HDFStore", 0, "path", ITSELF, mode=Mode(default="a", append=Access.OPEN)),),
        returns={
            "self": """Categorical CategoricalDtype CategoricalIndex DataFrame DateOffset
                DatetimeIndex Index Interval IntervalIndex MultiIndex Period PeriodIndex RangeIndex
                Series Timedelta TimedeltaIndex Timestamp""",
            "None": "reset_option set_option",
            "bool": """api.types.is_bool_dtype api.types.is_datetime64_any_dtype
                api.types.is_float_dtype api.types.is_integer_dtype api.types.is_list_like
                api.types.is_numeric_dtype api.types.is_object_dtype api.types.is_string_dtype""",
            "list[pandas.DataFrame]": "read_html",
            "numpy.ndarray": "plotting.scatter_matrix",
            "pandas.DataFrame": """DataFrame.from_dict DataFrame.from_records crosstab from_dummies
                get_dummies json_normalize lreshape melt merge merge_asof merge_ordered pivot
                pivot_table wide_to_long""",
            "pandas.DatetimeIndex": "bdate_range date_range",
            "pandas.IntervalIndex": "interval_range",
            "pandas.MultiIndex": """MultiIndex.from_arrays MultiIndex.from_frame
                MultiIndex.from_product MultiIndex.from_tuples""",
            "pandas.PeriodIndex": "period_range",
            "pandas.TimedeltaIndex": "timedelta_range",
            "pandas.Timestamp": "Timestamp.now Timestamp.today",
            "tuple[numpy.ndarray, ?]": "factorize",
        },
        methods={
            "pandas.DataFrame": {
                "None": "info insert isetitem to_excel to_feather to_pickle to_stata update",
                "bool": "equals",
                "generator[tuple[?, pandas.Series]]": "items iterrows",
                "numpy.ndarray": "to_numpy",
                "numpy.recarray": "to_records",
                "pandas.DataFrame | pandas.Series": "stack unstack xs",
                "pandas.DataFrame": """abs add add_prefix add_suffix applymap asfreq assign astype
                    at_time between_time bfill clip combine combine_first convert_dtypes corr cov
                    cummax cummin cumprod cumsum describe diff div divide drop drop_duplicates
                    droplevel dropna eq explode ffill fillna filter floordiv ge gt head
                    infer_objects interpolate isin isna isnull join le lt map mask melt merge mod
                    mode mul multiply ne nlargest notna notnull nsmallest pct_change pivot
                    pivot_table pow query radd rank rdiv reindex reindex_like rename rename_axis
                    reorder_levels replace reset_index rfloordiv rmod rmul round rpow rsub rtruediv
                    sample select_dtypes set_axis set_index shift sort_index sort_values sub
                    subtract swaplevel tail take to_period to_timestamp transpose truediv truncate
                    tz_convert tz_localize where""",
                "pandas.Index": "keys",
                "pandas.Series": """all any corrwith count duplicated idxmax idxmin kurt kurtosis
                    max mean median memory_usage min nunique pop prod product sem skew std sum
                    value_counts var""",
                "pandas.api.typing.Expanding": "expanding",
                "pandas.api.typing.ExponentialMovingWindow": "ewm",
                "pandas.api.typing.Resampler": "resample",
                "pandas.core.groupby.DataFrameGroupBy": "groupby",
                "self": "copy",
            },
            "pandas.Index": {
                "bool": "equals identical",
                "int": "argmax argmin nunique",
                "list": "to_list tolist",
                "numpy.ndarray": """argsort duplicated get_indexer isin isna isnull notna notnull
                    to_numpy""",
                "pandas.DataFrame": "to_frame",
                "pandas.Index": """append astype delete difference drop drop_duplicates droplevel
                    dropna fillna get_level_values insert intersection rename repeat set_names shift
                    symmetric_difference take union unique where""",
                "pandas.Series": "to_series value_counts",
                "self": "copy",
                "tuple": "factorize",
            },
            "pandas.Series": {
                "None": "info to_excel to_pickle update",
                "bool": "all any equals",
                "float": "autocorr corr cov kurt kurtosis mean median sem skew std var",
                "int": "argmax argmin count nunique",
                "list": "to_list tolist",
                "numpy.ndarray": "to_numpy",
                "numpy.ndarray | pandas.api.extensions.ExtensionArray": "unique",
                "pandas.DataFrame": "to_frame unstack",
                "pandas.Index": "keys",
                "pandas.Series": """abs add add_prefix add_suffix argsort asfreq astype at_time
                    between between_time bfill case_when clip combine combine_first convert_dtypes
                    cummax cummin cumprod cumsum describe diff div divide drop drop_duplicates
                    droplevel dropna duplicated eq explode ffill fillna filter floordiv ge gt head
                    infer_objects interpolate isin isna isnull le lt map mask mod mode mul multiply
                    ne nlargest notna notnull nsmallest pct_change pow radd rank rdiv reindex
                    reindex_like rename_axis reorder_levels repeat replace rfloordiv rmod rmul round
                    rpow rsub rtruediv sample shift sort_index sort_values sub subtract swaplevel
                    tail take to_period to_timestamp truediv truncate tz_convert tz_localize
                    value_counts where""",
                "pandas.api.typing.Expanding": "expanding",
                "pandas.api.typing.ExponentialMovingWindow": "ewm",
                "pandas.api.typing.Resampler": "resample",
                "pandas.core.groupby.SeriesGroupBy": "groupby",
                "self": "copy",
                "tuple": "divmod",
                "tuple[numpy.ndarray, ?]": "factorize",
            },
            "pandas.Timedelta": {"datetime.timedelta": "to_pytimedelta", "float": "total_seconds"},
            "pandas.Timestamp": {
                "datetime.date": "date",
                "datetime.datetime": "to_pydatetime",
                "float": "timestamp",
                "int": "isoweekday weekday",
                "self": "ceil floor normalize round tz_convert tz_localize",
                "str": "ctime day_name isoformat month_name strftime",
            },
            "pandas.api.extensions.ExtensionArray": {
                "list": "tolist",
                "numpy.ndarray": "argsort duplicated to_numpy",
                "numpy.ndarray | pandas.api.extensions.ExtensionArray": "astype isna",
                "pandas.api.extensions.ExtensionArray": """delete dropna fillna insert ravel repeat
                    shift take transpose unique""",
                "self": "copy",
            },
            "pandas.core.groupby.DataFrameGroupBy": {
                "pandas.DataFrame": """bfill corr cov cummax cummin cumprod cumsum describe diff
                    ffill fillna filter get_group head ohlc pct_change rank sample shift tail
                    transform""",
                "pandas.DataFrame | pandas.Series": "apply",
                "pandas.Series": "cumcount ngroup",
            },
            "pandas.core.groupby.SeriesGroupBy": {
                "pandas.DataFrame": "describe ohlc",
                "pandas.DataFrame | pandas.Series": "apply",
                "pandas.Series": """bfill count cumcount cummax cummin cumprod cumsum diff ffill
                    filter first get_group head idxmax idxmin last max mean median min ngroup
                    nunique pct_change prod rank sample sem shift size skew std sum tail transform
                    value_counts var""",
            },
            "pandas.core.indexes.accessors.DatetimeProperties": {
                "pandas.DataFrame": "isocalendar",
                "pandas.Series": """as_unit ceil day_name floor month_name normalize round strftime
                    to_period total_seconds tz_convert tz_localize""",
            },
            "pandas.core.strings.accessor.StringMethods": {
                "pandas.DataFrame": "extractall get_dummies",
                "pandas.Series": """capitalize casefold center contains count decode encode endswith
                    find findall fullmatch get isalnum isalpha isdecimal isdigit islower isnumeric
                    isspace istitle isupper join len ljust lower lstrip match normalize pad
                    removeprefix removesuffix repeat replace rfind rjust rstrip slice slice_replace
                    startswith strip swapcase title translate upper wrap zfill""",
            },
        },
        attributes={
            "pandas.DataFrame": {
                "bool": "empty",
                "dict": "attrs",
                "int": "ndim size",
                "list": "axes",
                "numpy.ndarray": "values",
                "pandas.DataFrame": "T",
                "pandas.Index": "columns index",
                "pandas.Series": "dtypes",
                "pandas.core.indexing._AtIndexer": "at",
                "pandas.core.indexing._LocIndexer": "loc",
                "pandas.core.indexing._iAtIndexer": "iat",
                "pandas.core.indexing._iLocIndexer": "iloc",
                "pandas.io.formats.style.Styler": "style",
                "pandas.plotting.PlotAccessor": "plot",
                "tuple[int, int]": "shape",
            },
            "pandas.Index": {
                "bool": """empty has_duplicates hasnans is_monotonic_decreasing
                    is_monotonic_increasing is_unique""",
                "int": "nbytes ndim nlevels size",
                "pandas.Index": "T",
                "pandas.core.strings.accessor.StringMethods": "str",
                "tuple[int]": "shape",
            },
            "pandas.Series": {
                "bool": "empty hasnans is_monotonic_decreasing is_monotonic_increasing is_unique",
                "dict": "attrs",
                "int": "nbytes ndim size",
                "numpy.ndarray | pandas.api.extensions.ExtensionArray": "values",
                "pandas.Index": "index",
                "pandas.Series": "T",
                "pandas.api.extensions.ExtensionArray": "array",
                "pandas.core.indexes.accessors.DatetimeProperties": "dt",
                "pandas.core.indexing._AtIndexer": "at",
                "pandas.core.indexing._LocIndexer": "loc",
                "pandas.core.indexing._iAtIndexer": "iat",
                "pandas.core.indexing._iLocIndexer": "iloc",
                "pandas.core.strings.accessor.StringMethods": "str",
                "pandas.plotting.PlotAccessor": "plot",
                "tuple[int]": "shape",
            },
            "pandas.Timedelta": {"int": "days microseconds nanoseconds seconds"},
            "pandas.Timestamp": {
                "bool": "is_leap_year is_month_end is_month_start",
                "int": """day day_of_week day_of_year dayofweek dayofyear days_in_month hour
                    microsecond minute month nanosecond quarter second week year""",
            },
            "pandas.core.groupby.DataFrameGroupBy": {"int": "ndim ngroups"},
            "pandas.core.groupby.SeriesGroupBy": {"int": "ndim ngroups"},
            "pandas.core.indexes.accessors.DatetimeProperties": {
                "pandas.Series": """date day day_of_week day_of_year dayofweek dayofyear days
                    days_in_month hour is_leap_year is_month_end is_month_start is_quarter_end
                    is_quarter_start is_year_end is_year_start microsecond microseconds minute month
                    nanoseconds quarter second seconds time weekday year""",
            },
        },
        members={
            "pandas.DataFrame": """T abs add add_prefix add_suffix agg aggregate align all any
                append apply applymap as_matrix asfreq asof assign astype at at_time attrs axes
                backfill between_time bfill blocks bool boxplot clip clip_lower clip_upper
                columns combine combine_first compare consolidate convert_dtypes convert_objects
                copy corr corrwith count cov cudf cummax cummin cumprod cumsum describe diff div
                divide dot drop drop_duplicates droplevel dropna dtypes duplicated empty eq
                equals eval ewm expanding explode ffill fillna filter first first_valid_index
                flags floordiv from_arrow from_csv from_dict from_items from_records ftypes ge
                geo get get_dtype_counts get_ftype_counts get_value get_values groupby gt head
                hist iat idxmax idxmin iloc index infer_objects info insert interpolate iplot
                is_copy isetitem isin isna isnull items iteritems iterrows itertuples ix janitor
                join keys kurt kurtosis last last_valid_index le loc lookup lt mad map mask max
                mean median melt memory_usage merge min mod mode ms mul multiply ndim ne nlargest
                notna notnull nsmallest nunique pad parallel_apply pct_change pipe pivot
                pivot_table plot pop pow prod product profile_report progress_apply progress_map
                quantile query radd rank rdd rdiv reindex reindex_like rename rename_axis
                rename_categories reorder_levels replace resample reset_index rfloordiv rmod rmul
                rolling round rpow rsub rtruediv sample select select_dtypes sem set_axis
                set_flags set_index set_value shape shift size skew slice_shift sort sort_index
                sort_values sortlevel sparse squeeze stack std style sub subtract sum swapaxes
                swaplevel swifter ta tail take to_clipboard to_csv to_dense to_dict to_excel
                to_feather to_gbq to_hdf to_html to_iceberg to_json to_latex to_markdown
                to_msgpack to_numpy to_orc to_panel to_parquet to_period to_pickle to_records
                to_sparse to_sql to_stata to_string to_timestamp to_xarray to_xml transform
                transpose truediv truncate tshift tz_convert tz_localize unstack update
                value_counts values var vbt where ww xs""",
            "pandas.Series": """T abs add add_prefix add_suffix agg aggregate align all any
                append apply argmax argmin argsort array asfreq asobject asof astype at at_time
                attrs autocorr axes backfill base between between_time bfill bool case_when cat
                clip clip_lower clip_upper combine combineAdd combine_first compare compress
                convert_dtypes copy corr count cov cummax cummin cumprod cumsum data describe
                diff div divide divmod dot drop drop_duplicates droplevel dropna dt dtype dtypes
                duplicated empty eq equals ewm expanding explode factorize ffill fillna filter
                first first_valid_index flags floordiv from_array from_arrow from_csv ftype ge
                get get_value get_values groupby gt hasnans head hist iat idxmax idxmin iloc imag
                index infer_objects info interpolate is_monotonic is_monotonic_decreasing
                is_monotonic_increasing is_unique isin isna isnull item items itemsize iteritems
                ix keys kurt kurtosis last last_valid_index le list loc lt mad map mask max mean
                median memory_usage min mod mode mul multiply name nbytes ndim ne nlargest
                nonzero notna notnull nsmallest nunique order pad pct_change pipe plot pop pow
                prod product ptp put quantile radd rank ravel rdiv rdivmod real reindex
                reindex_like rename rename_axis reorder_levels repeat replace resample
                reset_index reshape rfloordiv rmod rmul rolling round rpow rsub rtruediv sample
                searchsorted sem set_axis set_flags shape shift size skew slice_shift sort
                sort_index sort_values sparse squeeze std str strides struct sub subtract sum
                swapaxes swaplevel tail take to_clipboard to_csv to_dict to_excel to_frame to_hdf
                to_json to_latex to_list to_markdown to_numpy to_period to_pickle to_sql
                to_string to_timestamp to_xarray tolist transform transpose truediv truncate
                tshift tz_convert tz_localize unique unstack update valid value_counts values var
                view where xs""",
            "pandas.api.extensions.ExtensionArray": """T add_categories all any argmax argmin
                argsort as_ordered as_unit as_unordered asfreq asi8 astype can_hold_na categories
                ceil check_for_ordered closed closed_left closed_right codes contains copy count
                date day day_name day_of_week day_of_year dayofweek dayofyear days_in_month
                daysinmonth delete describe dropna dtype duplicated end_time equals factorize
                fillna floor freq freqstr from_arrays from_breaks from_codes from_tuples hour
                inferred_freq insert interpolate is_empty is_leap_year is_month_end
                is_month_start is_non_overlapping_monotonic is_normalized is_quarter_end
                is_quarter_start is_year_end is_year_start isin isna isnull isocalendar item kurt
                left length map max mean median memory_usage microsecond mid min minute month
                month_name nanosecond nbytes ndim normalize notna notnull open_left open_right
                ordered overlaps prod quarter qyear ravel remove_categories
                remove_unused_categories rename_categories reorder_categories repeat reshape
                right round searchsorted second sem set_categories set_closed set_ordered shape
                shift size skew sort sort_values start_time std strftime sum swapaxes take time
                timetz to_julian_date to_numpy to_period to_pydatetime to_timestamp to_tuples
                tolist transpose tz tz_convert tz_localize tzinfo unique unit value_counts var
                view week weekday weekofyear year""",
        },
        default_only={
            "chunksize": "read_sql read_sql_query read_sql_table",
            "chunksize iterator": "read_fwf read_sas read_stata",
            "chunksize iterator squeeze": "read_csv read_table",
            "chunksize typ": "read_json",
        },
        switches={
            "read_excel": {"sheet_name": {None: "dict[?, pandas.DataFrame]"}},
        },
        results={Result.BOOLS: "isna isnull notna notnull"},
        immutable="DatetimeIndex Index Interval MultiIndex RangeIndex Timedelta Timestamp",
        samples="DataFrame DatetimeIndex Index MultiIndex Series",
        pure=".",
        pure_methods={
            "pandas.DataFrame": """add apply boxplot eval hist plot subtract to_excel to_hdf to_sql
                truncate""",
            "pandas.Index": "append insert putmask",
            "pandas.Series": "add apply hist plot subtract to_excel to_hdf to_sql truncate",
            "pandas.core.groupby": "apply boxplot hist plot",
            "pandas.plotting": "area bar barh box boxplot density hexbin hist kde line pie scatter",
        },
        fresh="""bdate_range concat crosstab cut date_range factorize from_dummies get_dummies
            interval_range isna isnull melt merge merge_asof merge_ordered notna notnull
            period_range pivot_table qcut read_csv read_excel read_feather read_fwf read_hdf
            read_html read_json read_orc read_parquet read_sas read_spss read_sql read_sql_query
            read_sql_table read_stata read_table read_xml timedelta_range wide_to_long""",
        copies=".",
        consumes="DataFrame",
        calls_nothing=".",
        enters_itself="ExcelWriter HDFStore",
        inplace="""add_categories as_ordered as_unordered backfill bfill clip drop drop_duplicates
            dropna eval ffill fillna interpolate mask pad query remove_categories
            remove_unused_categories rename rename_axis rename_categories reorder_categories replace
            reset_index set_axis set_categories set_index set_names sort_index sort_values where""",
        draws={"python": "plotting.bootstrap_plot"},
        random_state=".sample",
        settings="""api.extensions.register_dataframe_accessor
            api.extensions.register_index_accessor api.extensions.register_series_accessor
            plotting.deregister_matplotlib_converters plotting.register_matplotlib_converters
            reset_option set_eng_float_format set_option""",
        setting_objects="core.common options plotting.plot_params",
        figures="plotting",
        saved={"joblib": ".", "table": "DataFrame Series"},
        only_computes=".",
        stages={
            (Act.INSPECT, None): "crosstab",
            (Act.PLOT, None): "plotting",
            (Act.PREPARE, Value.DATA): """cut factorize get_dummies merge qcut to_datetime
                to_numeric""",
            (Act.RESTORE, None): "read_pickle",
            (Act.SETTING, None): """options options.display plotting.register_matplotlib_converters
                set_option""",
        },
        unpickles="read_pickle",
    ),
)

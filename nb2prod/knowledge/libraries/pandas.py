"""pandas, and libraries that are called like it."""

from nb2prod.knowledge.schema import ITSELF, Access, Else, Library, Mode, Path, Result

LIBRARIES = (
    Library(
        name="pandas",
        also=("cudf", "dask.dataframe", "modin.pandas", "polars"),
        loads="""HDFStore read_clipboard read_csv read_excel read_feather
                read_fwf read_gbq read_hdf read_html read_json read_orc read_parquet read_pickle
                read_sas read_sql read_sql_query read_sql_table read_stata read_table read_xml
                scan_csv scan_parquet""",
        prepares_data=".",
        general=".",
        prepares={
            "clean": "DataFrame.drop_duplicates DataFrame.dropna DataFrame.fillna",
            "encode": "factorize get_dummies",
            "join": "merge",
        },
    ),
    Library(
        name="pandas",
        changed={"3": "3.11"},  # texts are no objects, `df["a"].fillna(0, inplace=True)` no change
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
            Path("read_html", 0, "io", "list[pandas.DataFrame]", other=Else.TEXT),
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
            "self": """Categorical CategoricalDtype CategoricalIndex DateOffset DatetimeIndex
                IntervalIndex MultiIndex PeriodIndex RangeIndex TimedeltaIndex""",
            "bool": "api.types.is_list_like",
            "pandas.Series": "value_counts",
            "pandas.MultiIndex": """MultiIndex.from_arrays MultiIndex.from_frame
                MultiIndex.from_product MultiIndex.from_tuples""",
            "tuple[numpy.ndarray, ?]": "factorize",
        },
        methods={
            "pandas.DataFrame": {
                "generator[tuple[?, pandas.Series]]": "items iterrows",
                "numpy.recarray": "to_records",
                "pandas.DataFrame | pandas.Series": "stack unstack xs",
                "numpy.ndarray": "as_matrix",
                "pandas.DataFrame": "applymap div divide multiply rdiv subtract",
                "pandas.Series": "all any max mean median min product",
            },
            "pandas.Index": {
                "int": "argmax argmin",
                "numpy.ndarray": "isna isnull notna notnull",
                "pandas.Index": "shift",
            },
            "pandas.Series": {
                "bool": "all any",
                "float": "kurt kurtosis mean median sem skew std var",
                "int": "argmax argmin",
                "numpy.ndarray": "as_matrix",
                "numpy.ndarray | pandas.api.extensions.ExtensionArray": "unique",
                "pandas.Series": "div divide multiply rdiv subtract to_period",
                "tuple": "divmod",
            },
            "pandas.Timestamp": {"self": "tz_localize"},
            "pandas.api.extensions.ExtensionArray": {
                "list": "tolist",
                "numpy.ndarray": "argsort duplicated to_numpy",
                "numpy.ndarray | pandas.api.extensions.ExtensionArray": "astype isna",
                "pandas.api.extensions.ExtensionArray": """delete dropna fillna insert ravel repeat
                    shift take transpose unique""",
                "self": "copy",
            },
            "pandas.core.groupby.DataFrameGroupBy": {
                "pandas.DataFrame": "fillna",
                "pandas.DataFrame | pandas.Series": "apply",
            },
            "pandas.core.groupby.SeriesGroupBy": {
                "pandas.DataFrame | pandas.Series": "apply",
                "pandas.Series": "count sem std var",
            },
        },
        attributes={
            "pandas.DataFrame": {
                "pandas.core.indexing._AtIndexer": "at",
                "pandas.core.indexing._LocIndexer": "loc",
                "pandas.core.indexing._iAtIndexer": "iat",
                "pandas.core.indexing._iLocIndexer": "iloc",
                "pandas.io.formats.style.Styler": "style",
                "pandas.plotting.PlotAccessor": "plot",
            },
            "pandas.Index": {
                "pandas.core.strings.accessor.StringMethods": "str",
                "tuple[int]": "shape",
            },
            "pandas.Series": {
                "numpy.ndarray | pandas.api.extensions.ExtensionArray": "values",
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
            "pandas.core.groupby.DataFrameGroupBy": {"int": "ndim"},
            "pandas.core.groupby.SeriesGroupBy": {"int": "ndim"},
        },
        members={
            "pandas.DataFrame": """append applymap as_matrix backfill blocks bool clip_lower
                clip_upper consolidate convert_objects cudf first flags from_arrow from_csv
                from_items ftypes geo get_dtype_counts get_ftype_counts get_value get_values iplot
                is_copy iteritems ix janitor last lookup mad ms pad parallel_apply profile_report
                progress_apply progress_map rdd rename_categories select set_value slice_shift sort
                sortlevel swapaxes swifter ta to_dense to_gbq to_msgpack to_panel to_sparse tshift
                vbt ww""",
            "pandas.Series": """append asobject axes backfill base bool clip_lower clip_upper
                combineAdd compress data divide first flags from_array from_arrow from_csv ftype
                get_value get_values imag is_monotonic itemsize iteritems ix last list mad multiply
                nonzero order pad ptp put ravel real reshape slice_shift sort strides struct
                subtract swapaxes transpose tshift valid view""",
            "pandas.api.extensions.ExtensionArray": """T add_categories all any argmax argmin
                argsort as_ordered as_unit as_unordered asfreq asi8 astype can_hold_na categories
                ceil check_for_ordered closed closed_left closed_right codes contains copy count
                date day day_name day_of_week day_of_year dayofweek dayofyear days_in_month
                daysinmonth delete describe dropna dtype duplicated end_time equals factorize fillna
                floor freq freqstr from_arrays from_breaks from_codes from_tuples hour inferred_freq
                insert interpolate is_empty is_leap_year is_month_end is_month_start
                is_non_overlapping_monotonic is_normalized is_quarter_end is_quarter_start
                is_year_end is_year_start isin isna isnull isocalendar item kurt left length map max
                mean median memory_usage microsecond mid min minute month month_name nanosecond
                nbytes ndim normalize notna notnull open_left open_right ordered overlaps prod
                quarter qyear ravel remove_categories remove_unused_categories rename_categories
                reorder_categories repeat reshape right round searchsorted second sem set_categories
                set_closed set_ordered shape shift size skew sort sort_values start_time std
                strftime sum swapaxes take time timetz to_julian_date to_numpy to_period
                to_pydatetime to_timestamp to_tuples tolist transpose tz tz_convert tz_localize
                tzinfo unique unit value_counts var view week weekday weekofyear year""",
        },
        default_only={
            "chunksize": "read_sql read_sql_query read_sql_table",
            "chunksize iterator": "read_fwf read_sas read_stata",
            "chunksize iterator squeeze": "read_csv read_table",
            "chunksize typ": "read_json",
        },
        switches={"read_excel": {"sheet_name": {None: "dict[?, pandas.DataFrame]"}}},
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
        score_tables="crosstab",
        shows="crosstab",
        plots="plotting",
        prepares_data="""cut factorize get_dummies merge qcut to_datetime
                to_numeric""",
        restores="read_pickle",
        sets_up="""options options.display plotting.register_matplotlib_converters
                set_option""",
        unpickles="read_pickle",
    ),
)

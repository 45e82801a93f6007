"""seaborn."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(
        name="seaborn",
        conda="seaborn-base",
        alias="sns",
        writes=(Path(".save", 0, "loc", needs="seaborn.objects"),),
        writes_folders=(Path("load_dataset", 2, "data_home", "pandas.DataFrame"),),
        returns={
            "self": "FacetGrid JointGrid PairGrid",
            "matplotlib.axes.Axes": """barplot boxenplot boxplot countplot ecdfplot heatmap histplot
                kdeplot lineplot pointplot regplot residplot rugplot scatterplot stripplot swarmplot
                violinplot""",
            "seaborn.FacetGrid": "catplot displot lmplot relplot",
            "seaborn.JointGrid": "jointplot",
            "seaborn.PairGrid": "pairplot",
            "seaborn.matrix.ClusterGrid": "clustermap",
        },
        switches={
            """blend_palette color_palette cubehelix_palette dark_palette diverging_palette
                light_palette""": {"as_cmap": {True: "matplotlib.colors.Colormap"}}
        },
        pure=".",
        changes={(0,): "move_legend"},
        calls_nothing=".",
        draws={"numpy": "catplot stripplot"},
        settings="""reset_defaults reset_orig set set_color_codes set_context set_palette set_style
            set_theme""",
        figures=".",
        loads="load_dataset",
        plots=".",
        sets_up="color_palette set set_context set_palette set_style set_theme",
    ),
)

"""Matplotlib."""

from nb2prod.knowledge.schema import ITSELF, Library, Path

LIBRARIES = (
    Library(
        name="matplotlib",
        conda="matplotlib-base",
        public={
            "matplotlib.pyplot.Figure": "matplotlib.figure.Figure",
            "matplotlib.pyplot.Axes": "matplotlib.axes.Axes",
        },
        reads=(Path("image.imread pyplot.imread", 0, "fname", "numpy.ndarray"),),
        writes=(
            Path("image.imsave pyplot.savefig pyplot.imsave .savefig", 0, "fname"),
            Path("backends.backend_pdf.PdfPages", 0, "filename", ITSELF),
            Path(".save", 0, "filename", needs="matplotlib.animation"),
        ),
        returns={
            "self": "colors.ListedColormap figure.Figure",
            "None": "pyplot.close pyplot.savefig pyplot.show pyplot.tight_layout",
            "list": "pyplot.plot",
            "matplotlib.axes.Axes": """pyplot.axes pyplot.gca pyplot.subplot pyplot.subplot2grid
                pyplot.twinx pyplot.twiny""",
            "matplotlib.collections.PathCollection": "pyplot.scatter",
            "matplotlib.colorbar.Colorbar": "pyplot.colorbar",
            "matplotlib.container.BarContainer": "pyplot.bar pyplot.barh",
            "matplotlib.figure.Figure": "pyplot.figure pyplot.gcf",
            "matplotlib.image.AxesImage": "pyplot.imshow",
            "matplotlib.legend.Legend": "pyplot.legend",
            "matplotlib.text.Text": """pyplot.suptitle pyplot.text pyplot.title pyplot.xlabel
                pyplot.ylabel""",
            "tuple": "pyplot.hist pyplot.subplots",
        },
        methods={
            "matplotlib.axes.Axes": {
                "None": "grid set_axis_off tick_params",
                "list": "plot",
                "matplotlib.axes.Axes": "twinx twiny",
                "matplotlib.collections.PathCollection": "scatter",
                "matplotlib.container.BarContainer": "bar barh",
                "matplotlib.image.AxesImage": "imshow",
                "matplotlib.legend.Legend": "legend",
                "matplotlib.lines.Line2D": "axhline axvline",
                "matplotlib.text.Text": "set_title set_xlabel set_ylabel text",
                "str": "get_title get_xlabel get_ylabel",
            },
            "matplotlib.figure.Figure": {
                "None": "savefig show subplots_adjust tight_layout",
                "matplotlib.axes.Axes": "add_axes add_subplot gca",
                "matplotlib.colorbar.Colorbar": "colorbar",
                "matplotlib.legend.Legend": "legend",
                "matplotlib.text.Text": "suptitle",
            },
        },
        pure=".",
        changes={(0,): "artist.setp pyplot.setp"},
        connected="pyplot.subplot_mosaic pyplot.subplots",
        calls_nothing=".",
        settings="""font_manager.fontManager.addfont interactive pyplot.ioff pyplot.ion pyplot.rc
            pyplot.rcParams.update pyplot.rcdefaults pyplot.set_cmap pyplot.set_loglevel
            pyplot.style.use pyplot.switch_backend pyplot.xkcd rc rcParams.update rc_file rcdefaults
            set_loglevel style.use use""",
        setting_objects="pylab.rcParams pyplot.rcParams pyplot.style rcParams",
        figures="pyplot",
        loads="image.imread pyplot.imread",
        plots=".",
        sets_up="""pyplot.ioff pyplot.ion pyplot.rc pyplot.rcParams pyplot.style rc
                rcParams style use""",
    ),
)

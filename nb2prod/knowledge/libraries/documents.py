"""Documents and data as text."""

from nb2prod.knowledge.schema import ITSELF, Library, Mode, Path

LIBRARIES = (
    Library(name="PyPDF2", reads=(Path("PdfReader", 0, "stream", ITSELF),)),
    Library(
        name="bs4",
        distribution="beautifulsoup4",
        pure=".",
        copies="BeautifulSoup",
        prepares_data=".",
    ),
    Library(
        name="docx",
        distribution="python-docx",
        reads=(Path("Document", 0, "docx", "docx.document.Document"),),
        writes=(Path(".save", 0, "path_or_stream", needs="docx"),),
    ),
    Library(name="jsonlines", opens=(Path("open", 0, "file", mode=Mode()),)),
    Library(name="lxml", reads=(Path("etree.parse", 0, "source"),)),
    Library(
        name="openpyxl",
        reads=(Path("load_workbook", 0, "filename", "openpyxl.workbook.workbook.Workbook"),),
        writes=(Path(".save", 0, "filename", needs="openpyxl"),),
        classes=True,
    ),
    Library(name="pdfplumber", reads=(Path("open", 0, "path_or_fp", "pdfplumber.pdf.PDF"),)),
    Library(name="pypdf", reads=(Path("PdfReader", 0, "stream", ITSELF),)),
    Library(name="toml", reads=(Path("load", 0, "f", "dict"),)),
    Library(
        name="yaml",
        distribution="PyYAML",
        returns={"str": "dump"},
        default_only={"stream": "dump"},
        pure=".",
        changes={(0,): "load safe_load", (1,): "dump safe_dump"},
        saves="dump safe_dump",
    ),
)

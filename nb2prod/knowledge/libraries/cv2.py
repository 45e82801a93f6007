"""OpenCV."""

from nb2prod.knowledge.schema import ITSELF, Library, Path

LIBRARIES = (
    Library(
        name="cv2",
        distribution="opencv-python",
        conda="opencv py-opencv",
        reads=(
            Path("imread", 0, "filename", "numpy.ndarray"),
            Path("imreadmulti", 0, "filename", "tuple"),
            Path("VideoCapture CascadeClassifier", 0, "filename", ITSELF),
            Path("dnn.readNet dnn.readNetFromTensorflow", 0, "model", "cv2.dnn.Net"),
            Path("dnn.readNetFromONNX", 0, "onnxFile", "cv2.dnn.Net"),
            Path("dnn.readNetFromCaffe", 0, "prototxt", "cv2.dnn.Net"),
            Path("dnn.readNetFromCaffe", 1, "caffeModel", "cv2.dnn.Net"),
            Path("dnn.readNetFromDarknet", 0, "cfgFile", "cv2.dnn.Net"),
            Path("dnn.readNetFromDarknet", 1, "darknetModel", "cv2.dnn.Net"),
        ),
        writes=(Path("imwrite", 0, "filename", "bool"), Path("VideoWriter", 0, "filename", ITSELF)),
        opens=(Path("FileStorage", 0, "filename", ITSELF),),
        text_paths=".",
        returns={
            "self": """BFMatcher CascadeClassifier FlannBasedMatcher VideoCapture VideoWriter""",
            "numpy.ndarray": """Canny GaussianBlur Laplacian Sobel cvtColor dilate drawMatches erode
                flip medianBlur resize warpAffine warpPerspective""",
        },
        pure=".",
        changes={
            (0, 1): "floodFill grabCut",
            (0,): """arrowedLine circle drawContours drawMarker ellipse fillConvexPoly fillPoly line
                polylines putText rectangle""",
            (1,): "accumulate accumulateWeighted normalize",
        },
        seeds={"cv2": "setRNGSeed"},
        draws={"cv2": "kmeans randn randu"},
        settings="setNumThreads setUseOptimized",
        own_canvas=True,
        loads="imread",
        prepares_data=".",
        saves="imwrite",
    ),
)

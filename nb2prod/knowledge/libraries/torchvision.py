"""torchvision."""

from nb2prod.knowledge.schema import ITSELF, Act, Library, Path, Value

LIBRARIES = (
    Library(
        name="torchvision",
        reads=(
            Path("io.read_image io.read_file", 0, "path", "torch.Tensor"),
            Path("io.read_video", 0, "filename", "tuple"),
        ),
        writes=(
            Path("io.write_png io.write_jpeg", 1, "filename"),
            Path("io.write_video", 0, "filename"),
            Path("utils.save_image", 1, "fp"),
        ),
        classes=True,
        pure=".",
        draws={
            "torch": """transforms.AugMix transforms.AutoAugment transforms.ColorJitter
                transforms.GaussianBlur transforms.RandAugment transforms.RandomAffine
                transforms.RandomApply transforms.RandomChoice transforms.RandomCrop
                transforms.RandomErasing transforms.RandomGrayscale transforms.RandomHorizontalFlip
                transforms.RandomOrder transforms.RandomPerspective transforms.RandomResizedCrop
                transforms.RandomRotation transforms.RandomVerticalFlip
                transforms.TrivialAugmentWide""",
        },
        cheap_classes="transforms",
        stages={
            (Act.BUILD, Value.MODEL): "models",
            (Act.LOAD, Value.DATA): "datasets io",
            (Act.PLOT, None): "utils.make_grid",
            (Act.PREPARE, Value.DATA): "transforms",
        },
    ),
    Library(
        name="torchvision.datasets",
        reads=(
            Path("CocoDetection CocoCaptions", 1, "annFile", ITSELF),
            Path("folder.default_loader", 0, "path"),
        ),
        reads_folders=(
            Path(
                "ImageFolder DatasetFolder ImageNet CocoDetection CocoCaptions",
                0,
                "root",
                ITSELF,
            ),
        ),
        writes_folders=(
            Path(
                """MNIST FashionMNIST KMNIST QMNIST EMNIST CIFAR10 CIFAR100 SVHN STL10 CelebA
                    Caltech101 Caltech256 Food101 Flowers102 OxfordIIITPet StanfordCars USPS
                    VOCDetection VOCSegmentation""",
                0,
                "root",
                ITSELF,
            ),
        ),
    ),
)

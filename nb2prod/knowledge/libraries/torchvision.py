"""torchvision."""

from nb2prod.knowledge.schema import ITSELF, Library, Path

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
        returns={
            "torchvision.models.AlexNet": "models.alexnet",
            "torchvision.models.ConvNeXt": """models.convnext_base models.convnext_large
                models.convnext_small models.convnext_tiny""",
            "torchvision.models.DenseNet": """models.densenet121 models.densenet161
                models.densenet169 models.densenet201""",
            "torchvision.models.EfficientNet": """models.efficientnet_b0 models.efficientnet_b1
                models.efficientnet_b2 models.efficientnet_b3 models.efficientnet_b4
                models.efficientnet_b5 models.efficientnet_b6 models.efficientnet_b7
                models.efficientnet_v2_l models.efficientnet_v2_m models.efficientnet_v2_s""",
            "torchvision.models.GoogLeNet": "models.googlenet",
            "torchvision.models.Inception3": "models.inception_v3",
            "torchvision.models.MobileNetV2": "models.mobilenet_v2",
            "torchvision.models.MobileNetV3": "models.mobilenet_v3_large models.mobilenet_v3_small",
            "torchvision.models.ResNet": """models.resnet101 models.resnet152 models.resnet18
                models.resnet34 models.resnet50 models.resnext101_32x8d models.resnext50_32x4d
                models.wide_resnet101_2 models.wide_resnet50_2""",
            "torchvision.models.SqueezeNet": "models.squeezenet1_0 models.squeezenet1_1",
            "torchvision.models.VGG": """models.vgg11 models.vgg11_bn models.vgg13 models.vgg13_bn
                models.vgg16 models.vgg16_bn models.vgg19 models.vgg19_bn""",
            "torchvision.models.VisionTransformer": """models.vit_b_16 models.vit_b_32
                models.vit_l_16 models.vit_l_32""",
        },
        methods={
            "torchvision.models": {
                "None": "zero_grad",
                "collections.OrderedDict": "state_dict",
                "self": "cpu cuda double eval float half requires_grad_ to train",
            }
        },
        attributes={
            f"torchvision.datasets.{name}": {
                "dict[str, int]": "class_to_idx",
                "list[str]": "classes",
            }
            for name in ("CIFAR10", "CIFAR100", "DatasetFolder", "FashionMNIST", "ImageFolder")
        },
        pure=".",
        draws={
            "torch": """transforms.AugMix transforms.AutoAugment transforms.ColorJitter
                transforms.GaussianBlur transforms.RandAugment transforms.RandomAffine
                transforms.RandomApply transforms.RandomChoice transforms.RandomCrop
                transforms.RandomErasing transforms.RandomGrayscale transforms.RandomHorizontalFlip
                transforms.RandomOrder transforms.RandomPerspective transforms.RandomResizedCrop
                transforms.RandomRotation transforms.RandomVerticalFlip
                transforms.TrivialAugmentWide"""
        },
        cheap_classes="transforms",
        builds="models",
        loads="datasets io",
        plots="utils.make_grid",
        prepares_data="transforms",
    ),
    Library(
        name="torchvision.datasets",
        reads=(
            Path("CocoDetection CocoCaptions", 1, "annFile", ITSELF),
            Path("folder.default_loader", 0, "path"),
        ),
        reads_folders=(
            Path(
                "ImageFolder DatasetFolder ImageNet CocoDetection CocoCaptions", 0, "root", ITSELF
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

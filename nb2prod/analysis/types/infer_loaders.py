"""Types of data sets and loaders of PyTorch: what their batches contain."""

from collections.abc import Callable

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import LIKELY, LOADER, TENSOR, made
from nb2prod.analysis.types.infer_arguments import Arguments

_IMAGES = tuple(
    f"torchvision.datasets.{name}"
    for name in ("CIFAR10", "CIFAR100", "EMNIST", "FashionMNIST", "ImageFolder", "KMNIST", "MNIST",
                 "QMNIST", "STL10", "SVHN")
)  # fmt: skip
_TENSORS = "torch.utils.data.TensorDataset"


def _images(arguments: Arguments) -> Type | None:
    """A data set of `torchvision`, whose images and labels come as tensors."""
    transform = arguments.type_of(-1, "transform")
    tensors = transform is not None and transform.name.startswith("torchvision.transforms.")
    name = arguments.scope.env.qualified(arguments.node.func)
    return made(name, Type(LIKELY, (TENSOR,)) if tensors else None) if name else None


def _batches(arguments: Arguments) -> Type:
    """``torch.utils.data.DataLoader``: the columns of its data set."""
    given = arguments.type_of(0, "dataset")
    parts = given.parts if given and given.name in (*_IMAGES, _TENSORS) else ()
    if arguments.given("collate_fn") or arguments.value("batch_size", 1, 1) is None:
        parts = ()
    return made(LOADER, made("list", *parts) if any(parts) else None)


LOADERS: dict[str, Callable[[Arguments], Type | None]] = {
    **dict.fromkeys(_IMAGES, _images),
    _TENSORS: lambda _: Type(_TENSORS, (TENSOR,)),
    LOADER: _batches,
}
"""Functions whose type follows their arguments in a way of their own."""

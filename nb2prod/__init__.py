"""Turn a tagged machine-learning notebook into a package of stage scripts."""

__version__ = "0.1.0"

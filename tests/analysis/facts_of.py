"""Facts of small notebooks, for the tests."""

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.model import Analysed, Analysis, Facts
from nb2prod.notebook.model import Cell, Notebook, Role

HEADER = """\
import copy, json, os, random, pickle
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
import torch
from torch import nn
from pathlib import Path
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score, train_test_split
df = pd.read_csv("a.csv")
s = df["a"]
arr = np.zeros((3, 4))
n = 3
"""


def analysed(*cells: str, roles: dict[int, Role] | None = None) -> Analysis:
    """The analysis of a notebook of these cells."""
    roles = roles or {}
    return analyse(
        Notebook(
            "test",
            tuple(
                Cell(i, f"c{i}", roles.get(i, Role.TRAIN), source)
                for i, source in enumerate(cells, 1)
            ),
        )
    )


def last(source: str, header: str = HEADER) -> Facts:
    """The facts of the last statement of a cell that follows the usual imports."""
    return last_analysed(source, header).facts


def last_analysed(source: str, header: str = HEADER) -> Analysed:
    """The last statement of a cell that follows the usual imports."""
    return analysed(header, source).statements[-1]


def ties(facts: Facts) -> set[str]:
    """The shares, as ``a~b`` with the names in order."""
    return {"~".join(sorted((s.name, s.source))) for s in facts.shares}

# %% tags=["imports"]
import numpy as np
from sklearn.metrics import accuracy_score, f1_score

# %% tags=["predict"]
guesses = {"one": np.array([0, 1, 1]), "two": np.array([1, 1, 0])}

# %% tags=["evaluate"]
y = np.array([0, 1, 0])
for name, guess in guesses.items():
    # how good it is
    print(f"{name!r:>8}: {accuracy_score(y, guess):.3f}")
    print("again %s %.2f" % (name, f1_score(y, guess)), end="; ")
for score in [accuracy_score, f1_score]:
    value = score(y, guesses["two"])
    print(score.__name__, value)
for number, guess in enumerate(guesses.values()):
    value = accuracy_score(y, guess)
    print(number, value, sep=": ")
print("right", (y == guesses["one"]).sum(), "mean %.2f" % (y == guesses["one"]).mean())

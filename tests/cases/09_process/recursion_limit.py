# %% tags=["preprocess"]
import sys

sys.setrecursionlimit(5000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

# %% tags=["evaluate"]
print(depth(2000), sys.getrecursionlimit())

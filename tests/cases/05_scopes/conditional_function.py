# %% tags=["preprocess"]
import sys

if sys.version_info >= (3, 0):

    def half(x):
        return x / 2

else:

    def half(x):
        return x // 2


print(half(3))

# %% tags=["evaluate"]
print(half(5))

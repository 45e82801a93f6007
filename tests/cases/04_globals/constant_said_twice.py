# %% tags=["preprocess"]
ROOT = "http://example.org/"
URL = ROOT + "a.csv"


def shown(url=URL):
    return url


print(shown())

# %% tags=["train"]
ROOT = "http://example.org/"
print(ROOT + "b.csv", shown())

# %% tags=["predict"]
with open("note.txt", "w") as handle:
    handle.write("one")
names = {}

# %% tags=["preprocess"]
import contextlib

with contextlib.suppress(KeyError):
    names["zz"]
    with open("note.txt", "w") as handle:
        handle.write("two")
with open("note.txt") as handle:
    print(handle.read())

# %% tags=["preprocess"]
command = ["move", sum(1 for c in "ab"), sum(1 for c in "abc")]
match command:
    case ["move", dx, dy]:
        kind = "move"
    case [kind, *rest]:
        dx = dy = 0
    case {"kind": kind, **others}:
        pass

# %% tags=["evaluate"]
print(kind, dx, dy)

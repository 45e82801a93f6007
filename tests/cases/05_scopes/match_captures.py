# %% tags=["preprocess"]
command = ["move", len("ab"), len("abc")]
match command:
    case ["move", dx, dy]:
        kind = "move"
    case [kind, *rest]:
        dx = dy = 0
    case {"kind": kind, **others}:
        pass

# %% tags=["evaluate"]
print(kind, dx, dy)

# %% tags=["preprocess"]
offset = [3]
_offset = offset; limit = len(offset)

def shifted(value, most=limit):
    """Doc."""
    global _offset
    return min(most, value) + _offset[0]

def note():
    global _offset, limit
    limit += len(_offset)

def known():
    global _offset
    return bool(_offset)

rows = [shifted(n) for n in range(3)]
note()
print(rows, limit, known())

# %% tags=["train"]
print(rows, limit)

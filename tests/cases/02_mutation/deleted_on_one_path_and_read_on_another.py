# %% tags=["preprocess"]
import os

rows = [len(os.sep), 2]
extra = [3]
if len(rows) > 5:
    del extra

# %% tags=["train"]
if len(rows) < 5:
    rows.append(extra[0])
print(rows)

# %% tags=["evaluate"]
for row in rows:
    if row > 2:
        del extra
        extra = [row]
print(extra)

# %% tags=["predict"]
print(extra, rows)

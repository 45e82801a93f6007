# %% tags=["train"]
with open('note.txt', 'w') as handle:
    handle.write("a")

# %% tags=["evaluate"]
for b in range(0):
    with open('note.txt', 'w') as handle:
        handle.write("b")
with open('note.txt') as handle:
    print(handle.read())

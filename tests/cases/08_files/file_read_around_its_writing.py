# %% tags=["train"]
row = 1
row += 0

# %% tags=["predict"]
if not row:
    with open('note.txt') as handle:
        print(handle.read())
else:
    with open('note.txt', 'w') as handle:
        handle.write("a")
    for i in range(1):
        with open('note.txt') as handle:
            print(handle.read())

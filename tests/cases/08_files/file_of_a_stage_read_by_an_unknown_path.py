# %% tags=["train"]
def apply(value):
    with open('note.txt', 'w') as handle:
        handle.write(str(value))
apply(3)

# %% tags=["preprocess"]
PATH = 'note.txt'
if len(PATH) > 90:
    PATH = 1
with open(PATH) as handle:
    print(handle.read())

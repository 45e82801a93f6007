# %% tags=["predict"]
while True:
    PATH = 'log.txt'
    if 1:
        break
with open('log.txt', 'w') as handle:
    handle.write("x")
with open(PATH) as handle:
    print(handle.read())

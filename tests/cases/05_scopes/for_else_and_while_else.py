# %% tags=["preprocess"]
for n in range(5):
    if n > 10:
        found = True
        break
else:
    found = False
k = sum(1 for c in "abc")
while k:
    k -= 1
else:
    done = "counted"

# %% tags=["evaluate"]
print(found, n, k, done)

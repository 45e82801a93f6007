# %%
# nb2prod: preprocess
rows = [n for n in range(3)]

# %%
# nb2prod: train
total = sum(rows)

# %%
# nb2prod: evaluate
print(total)

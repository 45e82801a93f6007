# %% tags=["preprocess"]
values = [int(digit) for digit in "312"]
if len(values) > 2:

    def middle(values):
        return sorted(values)[len(values) // 2]

else:

    def middle(values):
        return values[0]


print(middle(values))

# %% tags=["evaluate"]
print(middle(values + [9]))

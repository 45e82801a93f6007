# %% tags=["functions"]
class BadRow(ValueError):
    pass

# %% tags=["preprocess"]
errors = []
for row in ["1", "x"]:
    try:
        if not row.isdigit():
            raise BadRow(row)
    except BadRow as e:
        errors.append(e)

# %% tags=["evaluate"]
print(errors, isinstance(errors[0], BadRow))

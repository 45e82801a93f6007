# %% tags=["preprocess"]
import decimal

decimal.getcontext().prec = 5
third = decimal.Decimal(1) / 3

# %% tags=["evaluate"]
print(third, decimal.Decimal(2) / 3)

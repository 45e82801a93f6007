# %%
import datetime

# %% tags=["preprocess"]
day = datetime.date(2020, 1, 31)
print(datetime.timedelta(days=1))

# %%
from datetime import datetime

# %% tags=["preprocess"]
print(datetime(2020, 1, 31).year)

# %% tags=["evaluate"]
print(day, datetime(2021, 1, 31).year)

# %% tags=["preprocess"]
import joblib
from my_helpers import Explainer

rows = joblib.load("rows.joblib")
wrong = rows[0, :]

# %% tags=["evaluate"]
explainer = Explainer(rows)
explainer.clean(wrong)
print(rows)

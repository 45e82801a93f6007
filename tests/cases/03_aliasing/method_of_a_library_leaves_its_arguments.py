# %% tags=["preprocess"]
import joblib
from lime.lime_tabular import LimeTabularExplainer

rows = joblib.load("rows.joblib")
wrong = rows[0, :]

# %% tags=["evaluate"]
explainer = LimeTabularExplainer(rows)
explanation = explainer.explain_instance(wrong, len)
print(explanation, rows, wrong)

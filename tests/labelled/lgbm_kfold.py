# %% tags=["imports"]
import gc
import numpy as np
import pandas as pd
import lightgbm as lgb
from sklearn.model_selection import KFold
from sklearn.metrics import roc_auc_score
import seaborn as sns
import matplotlib.pyplot as plt

# %% tags=["parameters"]
N_FOLDS = 5
SEED = 2019

# %% tags=["preprocess"]
train_df = pd.read_csv('../input/train.csv')
test_df = pd.read_csv('../input/test.csv')
train_df.shape, test_df.shape

# %% tags=["skip"]
sns.countplot(x=train_df['target'])

# %% tags=["preprocess"]
features = [c for c in train_df.columns if c not in ['ID_code', 'target']]
for df in [train_df, test_df]:
    df['sum'] = df[features].sum(axis=1)
    df['std'] = df[features].std(axis=1)
target = train_df['target']

# %% tags=["train"]
param = {
    'objective': 'binary',
    'metric': 'auc',
    'learning_rate': 0.01,
    'num_leaves': 13,
}

# %% tags=["train"]
folds = KFold(n_splits=N_FOLDS, shuffle=True, random_state=SEED)
oof = np.zeros(len(train_df))
predictions = np.zeros(len(test_df))
feature_importance_df = pd.DataFrame()
for fold_, (trn_idx, val_idx) in enumerate(folds.split(train_df.values, target.values)):
    trn_data = lgb.Dataset(train_df.iloc[trn_idx][features], label=target.iloc[trn_idx])
    val_data = lgb.Dataset(train_df.iloc[val_idx][features], label=target.iloc[val_idx])
    clf = lgb.train(param, trn_data, 1000, valid_sets=[trn_data, val_data])
    oof[val_idx] = clf.predict(train_df.iloc[val_idx][features])
    fold_importance_df = pd.DataFrame({"feature": features, "importance": clf.feature_importance(), "fold": fold_ + 1})
    feature_importance_df = pd.concat([feature_importance_df, fold_importance_df], axis=0)
    predictions += clf.predict(test_df[features]) / folds.n_splits

# %% tags=["evaluate"]
print("CV score: {:<8.5f}".format(roc_auc_score(target, oof)))

# %% tags=["evaluate"]
cols = feature_importance_df.groupby("feature")["importance"].mean().sort_values(ascending=False)[:50].index
best_features = feature_importance_df.loc[feature_importance_df.feature.isin(cols)]
plt.figure(figsize=(14, 20))
sns.barplot(x="importance", y="feature", data=best_features)
plt.tight_layout()

# %% tags=["predict"]
sub = pd.DataFrame({"ID_code": test_df["ID_code"].values})
sub["target"] = predictions
sub.to_csv("submission.csv", index=False)

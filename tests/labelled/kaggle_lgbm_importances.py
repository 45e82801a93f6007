# %% tags=["imports"]
import os, gc, json, warnings
import numpy as np, pandas as pd
import lightgbm as lgb
import seaborn as sns, matplotlib.pyplot as plt
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import LabelEncoder
from sklearn.metrics import roc_auc_score
warnings.filterwarnings('ignore')

# %% tags=["parameters"]
CFG = {
    'seed': 42,
    'n_splits': 5,
    'target': 'TARGET',
    'early': 100,
}

# %% tags=["preprocess"]
train = pd.read_csv('../input/loans/application_train.csv')
test = pd.read_csv('../input/loans/application_test.csv')
sub = pd.read_csv('../input/loans/sample_submission.csv')
print(train.shape, test.shape)

# %% tags=["skip"]
train.head()

# %% tags=["skip"]
train[CFG['target']].value_counts(normalize=True).plot.bar();

# %% tags=["functions"]
def reduce_mem(df):
    for c in df.columns:
        if df[c].dtype == 'float64':
            df[c] = df[c].astype('float32')
    return df

def add_features(df):
    df['CREDIT_INCOME'] = df['AMT_CREDIT'] / df['AMT_INCOME_TOTAL']
    df['ANNUITY_INCOME'] = df['AMT_ANNUITY'] / df['AMT_INCOME_TOTAL']
    return df

# %% tags=["preprocess"]
train = reduce_mem(add_features(train))
test = reduce_mem(add_features(test))

# %% tags=["preprocess"]
cat_cols = train.select_dtypes('object').columns.tolist()
for c in cat_cols:
    le = LabelEncoder()
    le.fit(pd.concat([train[c], test[c]]).astype(str))
    train[c] = le.transform(train[c].astype(str))
    test[c] = le.transform(test[c].astype(str))

# %% tags=["train"]
features = [c for c in train.columns if c not in ('SK_ID_CURR', CFG['target'])]

# %% tags=["train"]
params = dict(objective='binary', metric='auc', learning_rate=0.03, num_leaves=31,
              feature_fraction=0.8, bagging_fraction=0.8, bagging_freq=1, verbose=-1, seed=CFG['seed'])

# %% tags=["train"]
skf = StratifiedKFold(n_splits=CFG['n_splits'], shuffle=True, random_state=CFG['seed'])
oof = np.zeros(len(train))
test_preds = np.zeros(len(test))
importances = pd.DataFrame(index=features)
fold_scores = []

for fold, (tr, va) in enumerate(skf.split(train, train[CFG['target']])):
    X_tr, y_tr = train.loc[tr, features], train.loc[tr, CFG['target']]
    X_va, y_va = train.loc[va, features], train.loc[va, CFG['target']]
    booster = lgb.train(params, lgb.Dataset(X_tr, y_tr), 2000, valid_sets=[lgb.Dataset(X_va, y_va)],
                        callbacks=[lgb.early_stopping(CFG['early'], verbose=False)])
    oof[va] = booster.predict(X_va)
    test_preds += booster.predict(test[features]) / CFG['n_splits']
    importances[f'fold_{fold}'] = booster.feature_importance('gain')
    fold_scores.append(roc_auc_score(y_va, oof[va]))
    print(f'fold {fold}: {fold_scores[-1]:.5f}')
    del X_tr, X_va; gc.collect()

# %% tags=["evaluate"]
print(f'CV {np.mean(fold_scores):.5f} +- {np.std(fold_scores):.5f}')
print(f'OOF {roc_auc_score(train[CFG["target"]], oof):.5f}')

# %% tags=["evaluate"]
importances['mean'] = importances.mean(axis=1)
top = importances.sort_values('mean', ascending=False).head(40)
top

# %% tags=["evaluate"]
plt.figure(figsize=(8, 12))
sns.barplot(x=top['mean'], y=top.index)
plt.title('gain')
plt.tight_layout()

# %% tags=["evaluate"]
importances.to_csv('importances.csv')

# %% tags=["train"]
with open('config.json', 'w') as f:
    json.dump({**CFG, 'params': params}, f)

# %% tags=["predict"]
sub[CFG['target']] = test_preds
sub.to_csv('submission.csv', index=False)
sub.head()

# %% tags=["evaluate"]
sub[CFG['target']].hist(bins=50)

"""What notebooks do with pandas and scikit-learn, as templates (see :mod:`tests.support.grammar`).

``<fr>`` is a name for a table, ``<df>`` a table that lives, ``<num>`` a column of it with numbers;
``<est>`` is an expression for a new model, ``<m>``, ``<mdl>``, ``<pr>``, ``<lv>`` as in
:mod:`tests.support.grammar_ordinary`.
"""

# ruff: noqa: E501  (a row is a line)

EXPRESSIONS: dict[str, str] = {
    "est": r"""
        3 | LinearRegression()
        2 | Ridge(alpha=<lit> + 1)
        2 | DecisionTreeRegressor(max_depth=2, random_state=0)
        2 | make_pipeline(StandardScaler(), Ridge())
    """,
    "error": r"""
        4 | mean_squared_error(y_test, <yhat>)
        2 | mean_absolute_error(y_test, <yhat>)
        2 | r2_score(y_test, <yhat>)
        2 | <mdl>.score(X_test, y_test)
        1 | np.abs(y_test - <yhat>).max()
        1 | cross_val_score(<est>, X_train, y_train, cv=2, scoring='neg_mean_squared_error').mean()
    """,
}

STATEMENTS: dict[str, str] = {
    "load": r"""
        5 | <fr> = pd.DataFrame({'k': [1, 2, 3, 4, 5, 6], 'm': list('abcabc'), 'y': [1.5, 2.0, 0.5, 4.0, 3.5, <lit>]})
        2 | <fr> = pd.read_csv('input.csv')\n<fr> = pd.concat([<fr>, <fr>], ignore_index=True)
        1 | <fr> = pd.DataFrame({'k': np.arange(6), 'm': ['x', 'y'] * 3, 'y': np.linspace(0, 1, 6).round(2)})
        1 | <fr> = pd.DataFrame({'k': range(4), 'm': pd.Categorical(list('abab')), 'y': [0.5, 1.5, 2.5, 2.0]})
    """,
    "tables": r"""
        4 | <df>['z'] = <df>['<num>'] * 2
        2 | <df>['<num>'] = <df>['<num>'] + <lit>
        2 | <df>['<num>'] = <df>['<num>'].fillna(<df>['<num>'].mean())
        2 | <df> = <df>.assign(w=lambda d: d['<num>'] - 1)
        2 | <df>.loc[<df>['<num>'] > 2, '<num>'] = 2
        1 | <df>.iloc[0, 0] = <lit>
        1 | <df>.at[<df>.index[0], 'k'] = <lit>
        2 | <df>['m'] = <df>['m'].astype('category')
        1 | <df>['m'] = <df>['m'].fillna('?').astype(str).str.upper()
        2 | <fr> = <df>[<df>['<num>'] > 1]
        2 | <fr> = <df>[<df>['<num>'] > 1].copy()\n<fr>['k'] = 0
        3 | <fr> = <df>
        2 | <fr> = <df>.copy()
        2 | <fr> = <df>.merge(<df>.groupby('m', observed=True)['y'].mean().rename('avg').reset_index(), on='m')
        2 | <df>['avg'] = <df>.groupby('m', observed=True)['y'].transform('mean')
        1 | <fr> = <df>.set_index('m')
        1 | <fr> = <df>.reset_index()
        1 | <fr> = <df>.sort_values('y').head(4)
        1 | <df>.sort_values('y', inplace=True)
        1 | <df>.reset_index(drop=True, inplace=True)
        1 | <df>.drop(columns='<num>', inplace=True)
        1 | <df>.rename(columns={'z': 'zz'}, inplace=True)
        1 | <df>.dropna(inplace=True)
        1 | <df>.columns = [c.lower() for c in <df>.columns]
        1 | <df>.index.name = 'row'
        1 | <t> = <df>.groupby('m', observed=True)['<num>'].agg(['min', 'max'])
        1 | <t> = <df>['m'].value_counts()
        1 | means = <df>.groupby('m', observed=True)['y'].mean().to_dict()\n<df>['mean'] = <df>['m'].map(means)
        1 | <df>['g'] = pd.cut(<df>['<num>'], 2, labels=False)
        1 | <fr> = pd.get_dummies(<df>, columns=['m'])
        2 | col = <df>['<num>']\ncol = col + 1
        1 | col = <df>['<num>']\ncol.iloc[0] = 9
        1 | values = <df>['<num>'].to_numpy(copy=True)\nvalues[0] = 7
        1 | <fr> = pd.concat([<df>, <df2>], ignore_index=True).head(6)
        1 | <df>.to_csv('part.csv', index=False)\n<fr> = pd.read_csv('part.csv')
        1 | for <lv> in <df>.select_dtypes('number').columns:\n    <df>[<lv>] = <df>[<lv>].round(1)
        1 | def clean(table):\n    table = table.copy()\n    table['c'] = 1\n    return table\n<fr> = clean(<df>)
        1 | def mark(table):\n    table['flag'] = 1\nmark(<df>)
        1 | low, high = <df>['<num>'].min(), <df>['<num>'].max()
    """,
    "looks": r"""
        3 | print(<df>.shape, list(<df>.columns))
        2 | print(<df>['<num>'].describe().round(2).tolist())
        2 | print(<df>.isna().sum().sum())
        1 | print(<df>.head(2))
        1 | <df>.head()
        1 | print(<df> is <df2>, <df>.equals(<df2>))
        1 | print(<p>, <p2>)
    """,
    "files": r"""
        3 | OUT = 'tables'\nos.makedirs(OUT, exist_ok=True)\n<df>.to_csv(f'{OUT}/a.csv', index=False)
        2 | OUT = Path('tables')\nOUT.mkdir(exist_ok=True)\n<df>.to_csv(OUT / 'b.csv', index=False)
        2 | def save(table, name):\n    table.to_csv(f'{OUT}/{name}.csv', index=False)\ndef load(name):\n    return pd.read_csv(f'{OUT}/{name}.csv')
        1 | def save(table, name, folder=OUT):\n    table.to_csv(os.path.join(folder, name + '.csv'), index=False)\ndef load(name, folder=OUT):\n    return pd.read_csv(os.path.join(folder, name + '.csv'))
        1 | def save(table, path):\n    table.to_csv(Path(OUT) / path, index=False)
        4 | save(<df>, '<stem>')
        4 | <fr> = load('<stem>')
        2 | for <lv> in ('a', 'b'):\n    <df>.to_csv(f'{OUT}/{<lv>}.csv', index=False)
        2 | <fr> = pd.concat([pd.read_csv(f'{OUT}/{<lv>}.csv') for <lv> in ('a', 'b')], ignore_index=True).head(6)
        1 | <df>.to_csv(f'{OUT}/<stem>.csv', index=False)
        1 | <fr> = pd.read_csv(os.path.join(OUT, '<stem>.csv'))
        1 | for <lv> in sorted(os.listdir(OUT)):\n    print(<lv>, pd.read_csv(f'{OUT}/{<lv>}').shape)
        1 | PATHS = {'a': 'tables/a.csv', 'b': 'tables/b.csv'}
        1 | <df>.to_csv(PATHS['a'], index=False)
        1 | <fr> = pd.read_csv(PATHS['b'])
        1 | for <lv> in PATHS:\n    print(<lv>, os.path.exists(PATHS[<lv>]))
        1 | joblib.dump(<mdl>, f'{OUT}/{type(<mdl>).__name__}.joblib')
    """,
    "split": r"""
        5 | X, y = <df>[['<num>', 'k']].fillna(0), <df>['y'].fillna(0)\nX_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.34, random_state=0)
        2 | X = <df>.select_dtypes('number').fillna(0)\ny = X.pop('y')\nX_train, X_test, y_train, y_test = train_test_split(X, y, test_size=2, random_state=1)
        1 | X_train, y_train = <df>[['k']][:4].fillna(0), <df>['y'][:4].fillna(0)\nX_test, y_test = <df>[['k']][2:].fillna(0), <df>['y'][2:].fillna(0)
        1 | X, y = <df>[['k']].to_numpy(), <df>['y'].fillna(0).to_numpy()\nX_train, X_test, y_train, y_test = X[:3], X[2:], y[:3], y[2:]
    """,
    "fitted": r"""
        3 | scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)
        2 | scaler = StandardScaler().fit(X_train)
        1 | X_train = scaler.transform(X_train)
        1 | encoder = LabelEncoder()\n<df>['code'] = encoder.fit_transform(<df>['m'].astype(str))
        1 | print(encoder.classes_.tolist())
        1 | X_test = X_test * 2
        1 | X_train[:] = 1.0
    """,
    "train": r"""
        6 | <m> = <est>\n<m>.fit(X_train, y_train)
        3 | <m> = <est>.fit(X_train, y_train)
        1 | models = {'a': <est>, 'b': <est>}\nfor <lv>, <m> in models.items():\n    <m>.fit(X_train, y_train)
        1 | best = <mdl>
        1 | <mdl>.set_params(**<mdl>.get_params())
        1 | <m> = clone(<mdl>).fit(X_train, y_train)
        1 | scores = {}\nfor <lv>, <m> in [('a', <est>), ('b', <est>)]:\n    <m>.fit(X_train, y_train)\n    scores[<lv>] = <m>.score(X_test, y_test)
        1 | joblib.dump(<mdl>, 'model.joblib')\n<m> = joblib.load('model.joblib')
    """,
    "predict": r"""
        6 | <pr> = <mdl>.predict(X_test)
        1 | <pr> = <mdl>.predict(X_test).round(2)
        1 | <pr> = pd.Series(<mdl>.predict(X_test)).to_numpy()
        1 | <pr> = (<mdl>.predict(X_test) + <mdl2>.predict(X_test)) / 2
        1 | preds = {name: one.predict(X_test) for name, one in models.items()}
        1 | <yhat>[0] = 0
        1 | <yhat> += 1
        1 | <pr> = np.clip(<mdl>.predict(X_test), 0, 3)
    """,
    "evaluate": r"""
        5 | print('<word>', round(<error>, 4))
        2 | score = <error>\nprint(f'<word>: {score:.4f}')
        1 | results = {'<word>': round(<error>, 4)}\nprint(results)
        1 | results['<word>'] = round(<error>, 4)
        1 | for <lv>, one in models.items():\n    print(<lv>, round(one.score(X_test, y_test), 4))
        1 | for <lv>, <pr> in preds.items():\n    print(<lv>, round(mean_squared_error(y_test, <pr>), 4))
        1 | table = pd.DataFrame({'y': np.asarray(y_test), 'p': <yhat>})\nprint(table.corr().shape)
        1 | print(pd.Series(scores).round(3).to_dict())
        1 | with open('metrics.json', 'w') as file:\n    json.dump({'e': round(<error>, 4)}, file)
        1 | print(type(<mdl>).__name__, <yhat>.shape, best is <mdl>)
    """,
}

"""Statements over arrays and tables, as templates (see :mod:`tests.support.grammar`)."""

STATEMENTS: dict[str, str] = {
    "numpy": r"""
        6 | <t> = np.array([<i>, <lit>, 3])
        2 | <t> = np.arange(<lit> + 2)
        1 | <t> = np.zeros((2, 2))
        1 | <t> = np.array([<i> / 2, np.nan, -0.0], dtype='float32')
        1 | <t> = np.array(['ab', <s>, 'x'])
        1 | <t> = np.array([<e>, None, <e>], dtype=object)
        3 | <arr>[0] = <i>
        2 | <arr> += <lit>
        1 | <arr>[1:] *= 2
        1 | <arr>[<arr> > 1] = 0
        1 | <arr>.sort()
        1 | <arr>.fill(<lit>)
        1 | np.add(<arr>, 1, out=<arr>)
        4 | <t> = <arr>[1:]
        2 | <t> = <arr>.reshape(-1, 1)
        1 | <t> = <arr>.T
        1 | <t> = <arr>.ravel()
        1 | <t> = np.asarray(<arr>)
        1 | <t> = <arr>.copy()
        3 | <t> = <arr>
        2 | <t> = [<arr>, <arr>]
        1 | <t> = {'k': <arr>, 'm': <arr>.max()}
        2 | <t> = <arr>.max()
        1 | <t> = float(<arr>.mean())
        1 | <t> = <arr>.astype('int8')
        1 | <t> = <arr> > <lit>
        1 | <t> = np.where(<arr> > 1, <arr>, -1)
        1 | <t>, <t2> = <arr>[:1], <arr>[1:]
        1 | for <t> in <arr>:\n    print(<t>)
        2 | np.random.seed(<lit>)
        2 | np.random.seed(3)\n<t> = np.random.rand(2).round(4)
        1 | <t> = np.random.default_rng(<lit>)
        2 | print(<rng>.integers(0, 99, 3))
        1 | <t> = np.float64(<i>) / 3
        1 | <t> = np.bool_(<c>)
        3 | print(<arr>, <arr>.dtype, <arr>.shape)
        2 | print(<arr2>.sum(), np.shares_memory(<arr>, <arr2>))
        2 | print(<p>, type(<p2>).__name__)
    """,
    "pandas": r"""
        7 | <t> = pd.DataFrame({'k': [<i>, 1, 2], 'm': ['ab', None, <s>], 'y': [1.5, <i>, 0.1]})
        1 | <t> = pd.DataFrame({'k': [<i>, 4], 5: [True, None]}, index=['p', 'q'])
        1 | <t> = pd.DataFrame({'k': [<i>, 2**60], 'o': [[1], {'a': <i>}]})
        1 | <t> = pd.DataFrame({'k': ['1', '02', '']})
        1 | <t> = pd.Series([<i>, 2], name='k')
        1 | <t> = pd.Series({'k': <i>, 'm': None})
        3 | <df>['z'] = <i>
        2 | <df>['z'] = <df>['k'] * 2
        1 | <df>['d'] = pd.to_datetime('2024-01-0<lit>')
        1 | <df>['m'] = <df>['m'].astype('category')
        1 | <df>['k'] = <df>['k'].astype('Int64')
        1 | <df>['y'] = <df>['y'].astype('float32')
        2 | <df>.loc[0, 'k'] = <i>
        1 | <df>.loc[<df>['k'] > 1, 'y'] = -1
        1 | <df>.iloc[0, 0] = <i>
        2 | <df>.drop(columns='m', inplace=True)
        1 | <df>.rename(columns={'k': 'q'}, inplace=True)
        1 | <df>.sort_values('k', inplace=True)
        1 | <df>.dropna(inplace=True)
        1 | <df>.insert(0, 'w', <i>)
        1 | <df>.columns = [c.upper() for c in <df>.columns]
        1 | <df>.index.name = 'row'
        1 | <df>.attrs['note'] = <i>
        1 | <t> = <df>.pop('y')
        1 | del <df>['y']
        4 | <t> = <df>
        2 | <t> = <df>.copy()
        3 | <t> = <df>['k']
        1 | <t> = <df>[['k', 'm']]
        2 | <t> = <df>[<df>['k'] > 1]
        1 | <t> = <df>.set_index('m')
        1 | <t> = <df>.set_index(['k', 'm'])
        1 | <t> = <df>.reset_index()
        1 | <t> = <df>.groupby('m')['k'].sum()
        1 | <t> = <df>.groupby('k').agg({'y': ['min', 'max']})
        1 | <t> = pd.concat([<df>, <df2>])
        1 | <t> = <df>.describe()
        1 | <t> = <df>.to_dict('records')
        1 | <t> = <df>['k'].to_numpy()
        1 | <t> = <df>.T
        1 | <t> = <df>.head(0)
        1 | <t> = <df>['k'].apply(<fni>)
        1 | <t> = <df>['k'].map(lambda v: v + <int>)
        1 | <t> = <df>.apply(lambda r: r['k'] + <int>, axis=1)
        1 | <t> = <df>['k'].mean()
        1 | <t> = <df>['k'].max()
        1 | <t> = {'t': <df>, 'n': len(<df>)}
        1 | <t> = [<df>, <df>]
        1 | <t> = <df>.columns
        1 | <t>, <t2> = <df>[['k']], <df>['k']
        1 | <ser>[0] = <i>
        1 | <ser>.iloc[0] = <i>
        1 | <ser> += 1
        1 | <ser>.name = 'new'
        1 | for <t>, <t2> in <df>.iterrows():\n    print(<t>, <t2>['k'])
        1 | with pd.option_context('display.precision', 2):\n    print(<df>)
        1 | pd.set_option('display.precision', <lit>)
        1 | <df>.head()
        1 | <df>
        3 | print(<df>)
        2 | print(<df>.dtypes.astype(str).to_dict(), <df>.shape, <df>.index.tolist())
        1 | print(<ser>.to_dict(), <ser>.name, <ser>.dtype)
        1 | print(<df>.attrs, <df>.columns.tolist(), <df>.index.name)
        3 | <t> = pd.read_csv('input.csv')
        1 | <df>.to_csv('table.csv', index=False)
        1 | <t> = pd.read_csv('table.csv')
    """,
}

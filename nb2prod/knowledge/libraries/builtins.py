"""Python's builtins (rows have full names)."""

from nb2prod.knowledge.schema import Library, Mode, Path

LIBRARIES = (
    Library(
        name="",
        opens=(Path("open", 0, "file", mode=Mode()),),
        returns={"self": "bool enumerate filter map slice zip", "dict": "vars", "tuple": "divmod"},
        methods={"str": {"dict": "maketrans"}},
        constants={"str": "__file__ __name__"},
        immutable="""None NoneType bool bytes complex dict_keys ellipsis float int range slice str
            type""",
        pure_functions="""abs all any ascii bin bool bytearray bytes callable chr complex dict dir
            divmod enumerate filter float format frozenset getattr hasattr hash help hex id input
            int isinstance issubclass iter len list map max memoryview min object oct open ord pow
            print property range repr reversed round set slice sorted str sum super tuple type vars
            zip""",
        pure_methods={"str": "partition"},
        changes={
            (0,): """anext delattr dict.clear dict.pop dict.popitem dict.setdefault dict.update
                list.append list.clear list.extend list.insert list.pop list.remove list.reverse
                list.sort next object.__setattr__ set.add set.discard set.pop set.remove set.update
                setattr"""
        },
        fresh="""abs ascii bin bool callable chr complex divmod float format hasattr hash hex id
            input int isinstance issubclass len oct ord print range repr round str sum""",
        holds="""classmethod dict dict.fromkeys enumerate filter iter list map property reversed
            sorted staticmethod tuple vars zip""",
        holds_elements="dict enumerate list reversed sorted tuple zip",
        gives_arguments="getattr max min next setattr sum",
        consumes="""all any dict enumerate filter frozenset list map max min next set sorted
            str.join sum tuple zip""",
        calls="filter iter map max min next sorted sum",
        saved={
            "json": "None bool float int str",
            "joblib": "bytes complex dict list object range set tuple",
        },
        unsavable={
            "a generator": "generator",
            "an iterator": "enumerate filter map reversed zip",
            "a module": "module",
            "the view of a dictionary": "dict_items dict_keys dict_values",
        },
        prints="help print",
        acts="getattr help input next open print super vars",
        cheap="bool dict float frozenset int list range set slice str tuple",
        loads="open",
    ),
)

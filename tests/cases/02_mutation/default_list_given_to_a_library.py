# %% tags=["functions"]
import configparser


def sections(names=["a"]):
    parser = configparser.ConfigParser()
    parser.read(names)
    return parser.sections()


# %% tags=["preprocess"]
print(sections())

# %% tags=["evaluate"]
print(sections())

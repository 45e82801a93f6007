# %% tags=["functions"]
def filled(template, name):
    size = len(name)
    return template.format(**locals())

# %% tags=["evaluate"]
print(filled("{name} has {size}", "abc"))

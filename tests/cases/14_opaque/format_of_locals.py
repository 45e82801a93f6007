# %%
from string import Template

# %% tags=["preprocess"]
title = "".join("orchard")
form = "{title:>9} {n.real} {0}"
line = Template("$title has ${n}, for $$3")

# %% tags=["train"]
n = len(title)

# %% tags=["evaluate"]
print(form.format(1, **locals()))
print("{title}, {n}".format_map(vars()))
print("%(title)s %(n)d" % globals())
print(line.substitute(globals()), line.safe_substitute(**locals()))
def show():
    n = 3
    return "{n} ".format(**locals()) + "%(title)s" % globals()
print(show(), eval("n + 1"))

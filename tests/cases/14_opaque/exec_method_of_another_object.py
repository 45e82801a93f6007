# %% tags=["functions"]
class Shell:
    def exec(self, text):
        return text.upper()

    def eval(self, text):
        return len(text)

# %% tags=["preprocess"]
shell = Shell()
a = shell.exec("run")

# %% tags=["evaluate"]
print(a, shell.eval("abc"))

# %% tags=["preprocess"]
class Log:
    lines = []

    def add(self, line):
        self.lines.append(line)


Log().add("a")

# %% tags=["evaluate"]
log = Log()
log.add("b")
print(log.lines)

# %% tags=["functions"]
from pathlib import Path


class Log:
    @classmethod
    def start(cls, name):
        cls.name = name
        return cls._write("first.txt", name)

    @staticmethod
    def _write(path, text):
        Path(path).write_text(text)
        return len(text)

# %% tags=["preprocess"]
size = Log.start("run")
size += 1
print(size)

# %% tags=["train"]
print(size * 2)

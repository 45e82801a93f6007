# %% tags=["preprocess"]
import io

buffer = io.StringIO()
buffer.write("abc")

# %% tags=["evaluate"]
buffer.write("def")
print(buffer.getvalue())
